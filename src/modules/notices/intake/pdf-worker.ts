/**
 * Runs in a worker thread: opening a file from outside may loop or eat memory, and a thread can be
 * stopped while a promise cannot. Sends one message: the text, or the code of a refusal.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import type { PdfPage, PdfPiece } from './pdf-layout.ts';
import { layoutText } from './pdf-layout.ts';

export interface PdfJob {
  readonly bytes: Uint8Array;
  readonly maxPages: number;
  readonly maxLetters: number;
}

export type PdfAnswer =
  | { readonly text: string; readonly pagesWithoutText: boolean; readonly imagesOnFirstPage: boolean }
  | {
      readonly refusal:
        | 'notices.file_encrypted'
        | 'notices.file_damaged'
        | 'notices.file_too_many_pages'
        | 'notices.file_too_long';
      readonly cause: string;
    };

async function read({ bytes, maxPages, maxLetters }: PdfJob): Promise<PdfAnswer> {
  const document = await getDocumentProxy(bytes, { verbosity: 0, disableFontFace: true });
  if (document.numPages > maxPages) return { refusal: 'notices.file_too_many_pages', cause: String(document.numPages) };
  const pages: PdfPage[] = [];
  let letters = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { height } = page.getViewport({ scale: 1 });
    const pieces: PdfPiece[] = [];
    let run = 0;
    for (const item of (await page.getTextContent()).items) {
      if (!('str' in item)) continue;
      if (item.hasEOL) run += 1;
      const [a, b, , , x, y] = item.transform as number[];
      letters += item.str.length;
      // Text that does not run left to right in the plane (stamps, watermarks) is no part of the body.
      if ((a ?? 0) <= 0 || Math.abs(b ?? 0) > Math.abs(a ?? 0) * 0.1) continue;
      pieces.push({ text: item.str, x: x ?? 0, y: y ?? 0, width: item.width, size: item.height || (a ?? 12), run });
    }
    if (letters > maxLetters) return { refusal: 'notices.file_too_long', cause: String(letters) };
    pages.push({ height, pieces });
  }
  return {
    text: layoutText(pages),
    pagesWithoutText: pages.some(({ pieces }) => pieces.every(({ text }) => text.trim() === '')),
    imagesOnFirstPage: await paintsImages(document),
  };
}

async function paintsImages(document: Awaited<ReturnType<typeof getDocumentProxy>>): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS();
  const painting: Set<number> = new Set(
    Object.entries(OPS).flatMap(([name, code]) => (/^paint\w*Image/.test(name) ? [code] : [])),
  );
  const operators = await (await document.getPage(1)).getOperatorList();
  return operators.fnArray.some((operator) => painting.has(operator));
}

try {
  parentPort?.postMessage(await read(workerData as PdfJob));
} catch (error) {
  const name = error instanceof Error ? error.name : '';
  const cause = error instanceof Error ? error.message : String(error);
  const refusal = name === 'PasswordException' ? 'notices.file_encrypted' : 'notices.file_damaged';
  parentPort?.postMessage({ refusal, cause } satisfies PdfAnswer);
}
