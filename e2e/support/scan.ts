import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { readMarks } from '../../src/modules/documents/testing/read-marks.ts';

/** What office printers and scanners do at least; below it the thinnest bar of a long code has no two dots. */
const DOTS_PER_INCH = 300;

/**
 * What a phone reads on the first sheet of a printed document: the page is drawn as paper by a browser, and read by a
 * reader that shares no code with the writer.
 */
export async function scanned(browser: Browser, pdf: Uint8Array): Promise<string[]> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const source = await readFile(fileURLToPath(import.meta.resolve('unpdf/pdfjs')), 'utf8');
    const picture = await page.evaluate(
      async ({ code, bytes, scale }) => {
        const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
        const { getDocument } = (await import(address)) as {
          getDocument: (what: object) => { promise: Promise<PdfDocument> };
        };
        const paper = await (
          await getDocument({ data: Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0)) }).promise
        ).getPage(1);
        const viewport = paper.getViewport({ scale });
        const { document } = globalThis as unknown as { document: { createElement(name: 'canvas'): Canvas } };
        const canvas = document.createElement('canvas');
        canvas.width = viewport.width;
        canvas.height = viewport.height;
        await paper.render({ canvas, canvasContext: canvas.getContext('2d'), viewport }).promise;
        return canvas.toDataURL('image/png').split(',')[1] ?? '';
      },
      { code: source, bytes: Buffer.from(pdf).toString('base64'), scale: DOTS_PER_INCH / 72 },
    );
    return await readMarks(Buffer.from(picture, 'base64'));
  } finally {
    await context.close();
  }
}

interface PdfDocument {
  getPage(number: number): Promise<{
    getViewport(options: { scale: number }): { width: number; height: number };
    render(options: object): { promise: Promise<void> };
  }>;
}

/** Of the page's own types, which this side does not know, what is used. */
interface Canvas {
  width: number;
  height: number;
  getContext(kind: '2d'): unknown;
  toDataURL(type: string): string;
}
