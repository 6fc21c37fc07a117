import { toContract } from '../domain/contract.ts';
import { readDocument } from '../domain/read-document.ts';
import { nationalCounting } from './calendar.ts';
import type { DocumentSet, LabelledDocument } from './corpus.ts';
import { DOCUMENT_SETS, loadDocuments } from './corpus.ts';
import type { ActualReading, Counts, Miss, ScoredField } from './score.ts';
import { addCounts, emptyCounts, f1, precision, recall, SCORED_FIELDS, scoreReading } from './score.ts';

export interface SetScore {
  readonly all: Counts;
  readonly byKind: ReadonlyMap<string, Counts>;
  readonly misses: readonly { id: string; misses: readonly Miss[] }[];
}

/** Reads every document of a set and adds up the scores. */
export function scoreSet(documents: readonly LabelledDocument[]): SetScore {
  const all = emptyCounts();
  const byKind = new Map<string, Counts>();
  const misses: { id: string; misses: readonly Miss[] }[] = [];
  for (const document of documents) {
    const score = scoreReading(document.expected, read(document));
    addCounts(all, score.counts);
    const ofKind = byKind.get(document.kind) ?? emptyCounts();
    addCounts(ofKind, score.counts);
    byKind.set(document.kind, ofKind);
    if (score.misses.length > 0) misses.push({ id: document.id, misses: score.misses });
  }
  return { all, byKind, misses };
}

const counting = nationalCounting();

function read({ text, issuedOn }: LabelledDocument): ActualReading {
  return toContract(readDocument(text, { ...counting, ...(issuedOn === null ? {} : { issuedOn }) }));
}

const percent = (share: number): string => (share * 100).toFixed(1).padStart(6);

function printTable(title: string, counts: Counts): void {
  console.log(`\n${title}`);
  console.log('  field          right  extra missed   prec.  recall     F1');
  for (const field of SCORED_FIELDS) {
    const count = counts[field];
    const figures = [count.right, count.extra, count.missed].map((n) => String(n).padStart(6)).join(' ');
    console.log(
      `  ${field.padEnd(12)} ${figures}  ${percent(precision(count))}  ${percent(recall(count))} ${percent(f1(count))}`,
    );
  }
}

function printKinds(byKind: ReadonlyMap<string, Counts>): void {
  const fields: ScoredField[] = ['tasks', 'lead', 'cooperating', 'deadline', 'start', 'recurrence'];
  console.log(`\nF1 by kind\n  ${'kind'.padEnd(12)} ${fields.map((field) => field.padStart(11)).join(' ')}`);
  for (const [kind, counts] of [...byKind].sort(([a], [b]) => a.localeCompare(b))) {
    console.log(`  ${kind.padEnd(12)} ${fields.map((field) => percent(f1(counts[field])).padStart(11)).join(' ')}`);
  }
}

if (import.meta.main) {
  const set = (process.argv[2] ?? 'dev') as DocumentSet;
  if (!DOCUMENT_SETS.includes(set)) {
    console.error(`usage: report.ts ${DOCUMENT_SETS.join('|')}`);
    process.exit(2);
  }
  const documents = loadDocuments(set);
  const score = scoreSet(documents);
  printTable(`${set}: ${documents.length} documents`, score.all);
  printKinds(score.byKind);
  console.log('\nMisses (expected -> read)');
  for (const { id, misses } of score.misses) {
    console.log(`\n  ${id}`);
    for (const { field, where, expected, actual } of misses) {
      console.log(`    ${field.padEnd(12)} [${where}] ${expected} -> ${actual}`);
    }
  }
}
