/*
 * One engine in a process of its own, so that its memory is its own. Arguments: engine, database (the program's role
 * for ours, the owner for the peers), how many are due, a sample of what is written. Prints one line of JSON.
 */
import { type Contender, latenessAt, type Measured } from './contender.ts';
import type { Sample } from './peers.ts';

const [engine = '', url = '', dueText = '', sampleText = '{}'] = process.argv.slice(2);
const due = Number(dueText);
const contender = await open();

const pollMs = await medianPoll();

const commits: [number, number][] = [];
let begun = performance.now();
const before = process.cpuUsage();
await contender.fire(due, (count) => {
  // A count of 0: only now is all made ready, and due.
  if (count === 0) begun = performance.now();
  else commits.push([performance.now() - begun, count]);
});
const spent = process.cpuUsage(before);
const measured: Measured = {
  cpuMs: (spent.user + spent.system) / 1000,
  pollMs,
  pollAfterMs: await medianPoll(),
  seconds: latenessAt(commits, 1) / 1000,
  medianMs: latenessAt(commits, 0.5),
  p99Ms: latenessAt(commits, 0.99),
  memoryMb: process.resourceUsage().maxRSS / 1024,
};
await contender.close();
const fired = commits.reduce((sum, [, count]) => sum + count, 0);
if (fired !== due) throw new Error(`${engine} recorded ${fired} of ${due}`);
console.log(JSON.stringify(measured));
process.exit(0);

/** Milliseconds; the first looks are not counted. */
async function medianPoll(): Promise<number> {
  const polls: number[] = [];
  for (let round = 0; round < 60; round += 1) {
    const start = performance.now();
    await contender.poll();
    polls.push(performance.now() - start);
  }
  const counted = polls.slice(10).sort((a, b) => a - b);
  return counted[Math.floor(counted.length / 2)] ?? 0;
}

async function open(): Promise<Contender> {
  if (engine === 'ours') return (await import('./ours.ts')).ours(url);
  const { graphile, pgBoss } = await import('./peers.ts');
  const sample = JSON.parse(sampleText) as Sample;
  return engine === 'graphile-worker' ? graphile(url, sample) : pgBoss(url, sample);
}
