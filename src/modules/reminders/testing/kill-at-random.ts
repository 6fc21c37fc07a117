import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** A program that is killed again and again in the middle of its work. */
export interface Victim {
  /** The file Node runs, and its arguments. */
  readonly file: string;
  readonly args: readonly string[];
  /** How many times it is killed. */
  readonly times: number;
  /** The longest it may work before it is killed, from its first line of output on. */
  readonly withinMs: number;
  /** Chooses the moments; the same seed chooses the same. */
  readonly seed: number;
}

/**
 * Starts the program, lets it begin its work (it prints a line when it does), kills it with SIGKILL at a random moment,
 * and starts it again, `times` times; then once more, to its end.
 * @returns how many of the kills met it at work and not already done
 * @throws Error when it ends by itself with a failure
 */
export async function killAtRandom({ file, args, times, withinMs, seed }: Victim): Promise<number> {
  const random = randomFrom(seed);
  let met = 0;
  for (let time = 0; time < times; time += 1) {
    const child = start(file, args);
    await begun(child);
    await wait(random() * withinMs);
    if (child.exitCode === null) {
      met += 1;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  const last = start(file, args);
  const [code] = (await once(last, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${file} ended with ${code}`);
  return met;
}

function start(file: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function begun(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new Error('no output to wait for');
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
}

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
