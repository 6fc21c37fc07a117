import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Measured } from './load.ts';

const PAGE = Buffer.alloc(8192, 1);
/** As large as a file of the database's log (16 MiB). */
const PAGES = 2048;

/**
 * What the disk alone takes to keep one page (write and fdatasync, in a file that is there already), at the rate of a
 * load that is to be measured: a step of a dossier is answered when its line of the log is on the disk, so it has at least
 * these times, the long ones too.
 */
export async function measureDisk(folder: string, rate: number, seconds: number): Promise<Measured> {
  const path = join(folder, 'bench-disk.bin');
  const file = openSync(path, 'w');
  try {
    for (let page = 0; page < PAGES; page += 1) writeSync(file, PAGE, 0, PAGE.length, page * PAGE.length);
    fdatasyncSync(file);
    const times: number[] = [];
    const began = performance.now();
    for (let next = 0; next < rate * seconds; next += 1) {
      await wait(Math.max(0, began + (next * 1000) / rate - performance.now()));
      const start = performance.now();
      writeSync(file, PAGE, 0, PAGE.length, (next % PAGES) * PAGE.length);
      fdatasyncSync(file);
      times.push(performance.now() - start);
    }
    return { times: Float64Array.from(times).sort(), seconds: (performance.now() - began) / 1000 };
  } finally {
    closeSync(file);
    rmSync(path);
  }
}
