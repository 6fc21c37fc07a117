import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { PdfAnswer, PdfOrder } from './render-pdf.ts';

/** Laying out a long document takes seconds of pure computing: it happens here, beside the server's own thread. */
const FACES = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'];
const tinos = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/tinos/package.json')));
const fontBlobs = await Promise.all(FACES.map((face) => readFile(join(tinos, face, `Tinos_${face}.ttf`))));
const layout = await readFile(join(import.meta.dirname, 'official.typ'), 'utf8');
const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs }] });

parentPort?.on('message', ({ id, report }: PdfOrder) => {
  parentPort?.postMessage(answer(id, report));
});

function answer(id: number, report: string): PdfAnswer {
  try {
    const compiled = compiler.compile({ mainFileContent: layout, inputs: { report } });
    if (compiled.result) return { id, pdf: compiler.pdf(compiled.result, { pdfStandard: 'ua-1' }) };
    const error = compiled.takeError();
    return { id, failure: error ? JSON.stringify(compiler.fetchDiagnostics(error)) : 'no reason given' };
  } catch (error) {
    return { id, failure: String(error) };
  } finally {
    compiler.evictCache(2);
  }
}
