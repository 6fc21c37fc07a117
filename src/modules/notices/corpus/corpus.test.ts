import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLocalDate } from '#kernel/local-date.ts';
import { modernTonePlacement } from '#kernel/vietnamese.ts';
import { DOCUMENT_SETS, loadDocuments } from './corpus.ts';
import { scoreSet } from './report.ts';
import type { ScoredField } from './score.ts';
import { f1 } from './score.ts';

/**
 * What the reader reaches today, rounded down. A change may raise these and must not lower them;
 * see the misses with `node src/modules/notices/corpus/report.ts dev`.
 */
const LEAST: Readonly<Record<(typeof DOCUMENT_SETS)[number], Readonly<Record<ScoredField, number>>>> = {
  dev: {
    tasks: 0.99,
    lead: 0.99,
    cooperating: 0.98,
    deadline: 0.99,
    start: 0.98,
    recurrence: 0.98,
    number: 1,
    date: 1,
    issuer: 1,
    signer: 1,
    recipients: 1,
  },
  heldout: {
    tasks: 0.98,
    lead: 0.99,
    cooperating: 0.95,
    deadline: 0.98,
    start: 0.9,
    recurrence: 0.96,
    number: 1,
    date: 1,
    issuer: 0.97,
    signer: 0.98,
    recipients: 1,
  },
};

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ');

for (const set of DOCUMENT_SETS) {
  const documents = loadDocuments(set);

  test(`${set}: every field is read at least as well as it was`, () => {
    const { all } = scoreSet(documents);
    for (const [field, least] of Object.entries(LEAST[set]) as [ScoredField, number][]) {
      const reached = f1(all[field]);
      assert.ok(reached >= least, `${field}: ${reached.toFixed(4)} < ${least}`);
    }
  });

  test(`${set}: gold answers are well formed`, () => {
    for (const { id, text, issuedOn, expected } of documents) {
      const body = plain(text);
      for (const words of [...expected.tasks.map((task) => task.contains), ...(expected.ignore ?? [])]) {
        assert.equal(body.split(plain(words)).length, 2, `${id}: once "${words}"`);
      }
      const days = expected.tasks.flatMap(({ deadline, start }) => [deadline, start]);
      for (const day of [issuedOn, expected.date, ...days])
        assert.ok(day === null || isLocalDate(day), `${id}: ${day}`);
      for (const name of expected.tasks.flatMap(({ lead, cooperating }) => [...lead, ...cooperating])) {
        assert.equal(name, modernTonePlacement(name), id);
        assert.doesNotMatch(name, /Ủy ban nhân dân/, id);
      }
    }
  });
}

test('dev: copies with no empty line, and with one after each line, read as well', () => {
  const copies: ((text: string) => string)[] = [
    (text) => text.replace(/\r?\n(?:[ \t]*\r?\n)+/g, '\n'),
    (text) => text.replace(/(?:\r?\n)+/g, '\n\n'),
  ];
  for (const copy of copies) {
    const { all } = scoreSet(loadDocuments('dev').map((document) => ({ ...document, text: copy(document.text) })));
    for (const [field, least] of Object.entries(LEAST.dev) as [ScoredField, number][])
      assert.ok(f1(all[field]) >= least - 0.01, `${field}: ${f1(all[field]).toFixed(4)} in ${copy.toString()}`);
  }
});

test('the documents are many and unlike: sets apart, kinds, years, structures, damage', () => {
  const [dev, heldout] = DOCUMENT_SETS.map(loadDocuments) as [
    ReturnType<typeof loadDocuments>,
    ReturnType<typeof loadDocuments>,
  ];
  const all = [...dev, ...heldout];
  assert.ok(dev.length >= 40 && heldout.length >= 25);
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  assert.equal(new Set(all.map(({ text }) => plain(text))).size, all.length);
  for (const kind of [
    'thong-bao',
    'chi-thi',
    'ke-hoach',
    'cong-van',
    'cong-dien',
    'quyet-dinh',
    'giay-moi',
    'bao-cao',
  ]) {
    for (const set of [dev, heldout])
      assert.ok(
        set.some((document) => document.kind === kind),
        kind,
      );
  }
  const years = new Set(all.map(({ issuedOn, expected }) => (expected.date ?? issuedOn)?.slice(0, 4)));
  assert.ok(years.has('2007') && years.has('2026') && years.size >= 18, [...years].join(' '));
  for (const set of [dev, heldout]) {
    assert.ok(set.some(({ text }) => text.includes('\r\n')));
    assert.ok(set.some(({ text }) => text !== text.normalize('NFC')));
    assert.ok(set.some(({ expected }) => expected.tasks.length === 0));
  }
});
