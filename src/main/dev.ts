import { resolve } from 'node:path';
import { createServer } from 'vite';
import { readStartOptions } from './options.ts';
import { startProgram } from './program.ts';

/**
 * `npm run dev`: the program with its worker, and beside it the pages as they are written, fresh at every save. The
 * pages' server hands /api on to the program (vite.config.ts).
 */
const options = readStartOptions(process.argv.slice(2), process.env);
const program = await startProgram(options);
process.env['DUNGHEN_API'] = `http://127.0.0.1:${options.port}`;
const pages = await createServer({ root: resolve(import.meta.dirname, '../..') });
await pages.listen();
console.log(`Chương trình: ${program.address}`);
pages.printUrls();

let ending = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (ending) return;
    ending = true;
    void pages
      .close()
      .then(() => program.stop())
      .then(() => process.exit(0));
  });
}
