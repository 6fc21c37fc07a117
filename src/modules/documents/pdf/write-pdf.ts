import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { ISSUER_SHARE, MOTTO, NATION, PAGE, SIZES } from '../domain/page.ts';
import type { PreparedReport } from '../domain/prepare.ts';

const FACES = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'];
const tinos = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/tinos/package.json')));
const fontBlobs = await Promise.all(FACES.map((face) => readFile(join(tinos, face, `Tinos_${face}.ttf`))));
const layout = await readFile(join(import.meta.dirname, 'official.typ'), 'utf8');
const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs }] });

/**
 * The report as PDF/UA. The layout gets data, never source: what a user typed is read as JSON inside it.
 * @throws Error with the compiler's diagnostics
 */
export function writePdf(report: PreparedReport): Uint8Array {
  const data = { ...report, page: PAGE, sizes: SIZES, issuerShare: ISSUER_SHARE, nation: NATION, motto: MOTTO };
  const compiled = compiler.compile({ mainFileContent: layout, inputs: { report: JSON.stringify(data) } });
  try {
    if (compiled.result) return compiler.pdf(compiled.result, { pdfStandard: 'ua-1' });
    const error = compiled.takeError();
    throw new Error(error ? JSON.stringify(compiler.fetchDiagnostics(error)) : 'no reason given');
  } finally {
    compiler.evictCache(2);
  }
}
