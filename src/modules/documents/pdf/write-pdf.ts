import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { ISSUER_SHARE, MOTTO, NATION, PAGE, SIZES } from '../domain/page.ts';
import type { PreparedForm } from '../domain/prepare-form.ts';
import type { PreparedReport } from '../domain/prepare.ts';
import { drawSvg, MARK_SIZE } from '../marks/draw.ts';

const FACES = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'];
const tinos = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/tinos/package.json')));
const fontBlobs = await Promise.all(FACES.map((face) => readFile(join(tinos, face, `Tinos_${face}.ttf`))));
const [common, official, form] = await Promise.all(
  ['common.typ', 'official.typ', 'form.typ'].map((name) => readFile(join(import.meta.dirname, name), 'utf8')),
);
const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs }] });

/**
 * The report as PDF/UA. The layout gets data, never source: what a user typed is read as JSON inside it.
 * @throws Error with the compiler's diagnostics
 */
export function writePdf(report: PreparedReport): Uint8Array {
  const data = { ...report, page: PAGE, sizes: SIZES, issuerShare: ISSUER_SHARE, nation: NATION, motto: MOTTO };
  return compile(`${common}${official}`, { report: JSON.stringify(data) });
}

/**
 * A printed form as PDF/UA, in the same way.
 * @throws Error with the compiler's diagnostics
 */
export function writeFormPdf(prepared: PreparedForm): Uint8Array {
  const marks = prepared.marks.map((mark) => ({ ...mark, ...MARK_SIZE[mark.kind], svg: drawSvg(mark) }));
  const data = { ...prepared, marks, issuerShare: ISSUER_SHARE, nation: NATION, motto: MOTTO };
  return compile(`${common}${form}`, { form: JSON.stringify(data) });
}

function compile(mainFileContent: string, inputs: Record<string, string>): Uint8Array {
  const compiled = compiler.compile({ mainFileContent, inputs });
  try {
    if (compiled.result) return compiler.pdf(compiled.result, { pdfStandard: 'ua-1' });
    const error = compiled.takeError();
    throw new Error(error ? JSON.stringify(compiler.fetchDiagnostics(error)) : 'no reason given');
  } finally {
    compiler.evictCache(2);
  }
}
