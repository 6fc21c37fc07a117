import { toContract } from '#modules/notices/domain/contract.ts';
import { readDocument } from '#modules/notices/domain/read-document.ts';
import { CENTRAL } from '#modules/notices/domain/testing/central.ts';
import { DIRECTIVES } from '#modules/notices/domain/testing/directives.ts';
import { DISTRICTS } from '#modules/notices/domain/testing/districts.ts';
import { LETTERS } from '#modules/notices/domain/testing/letters.ts';
import { NOTICES } from '#modules/notices/domain/testing/notices.ts';
import { PLANS } from '#modules/notices/domain/testing/plans.ts';
import type { BenchOptions, BenchRow } from './row.ts';

const SHORT = [...NOTICES, ...DIRECTIVES, ...DISTRICTS, ...LETTERS, ...PLANS, ...CENTRAL].map(({ text }) => text);

/** The items of a document again and again between its head and its foot, up to a size in characters. */
function lengthened(text: string, size: number): string {
  const foot = text.search(/\nNơi nhận/);
  const [body, end] = foot === -1 ? [text, ''] : [text.slice(0, foot), text.slice(foot)];
  const items = body.slice(body.search(/\n(?:1\.|I\.|Điều 1|- )/));
  let long = body;
  while (long.length + items.length < size - end.length) long += items;
  return long + end;
}

/**
 * Reading documents: how many a second, and the 95th percentile of one, on papers of 1 to 20 kB (the 26 documents of
 * the tests, then some of them with more items). Measured on one thread after a warm-up, reading to the printed shape.
 */
export async function run({ quick }: BenchOptions): Promise<BenchRow[]> {
  const cases: [name: string, texts: string[]][] = [
    ['papers of 1-3 kB', SHORT],
    ['papers of 4 kB', SHORT.slice(0, 10).map((text) => lengthened(text, 4000))],
    ['papers of 1-20 kB, mixed', SHORT.map((text, i) => lengthened(text, [1000, 3000, 8000, 20_000][i % 4] ?? 1000))],
  ];
  return cases.flatMap(([name, texts]) => measure(name, texts, quick ? 2 : 15));
}

function measure(name: string, texts: readonly string[], rounds: number): BenchRow[] {
  for (const text of texts) toContract(readDocument(text));
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const text of texts) {
      const start = performance.now();
      toContract(readDocument(text));
      times.push(performance.now() - start);
    }
  }
  times.sort((a, b) => a - b);
  const total = times.reduce((sum, time) => sum + time, 0);
  const rate = (times.length / total) * 1000;
  const slow = times[Math.min(times.length - 1, Math.ceil(times.length * 0.95) - 1)] ?? 0;
  const row = (metric: string, value: number, unit: string): BenchRow => ({
    bench: 'notices',
    case: name,
    metric,
    value,
    unit,
    peer: null,
    ratio: null,
  });
  return [row('documents per second', rate, '1/s'), row('95th percentile', slow, 'ms')];
}
