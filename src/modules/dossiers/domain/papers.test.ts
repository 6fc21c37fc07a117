import assert from 'node:assert/strict';
import test from 'node:test';
import { papersNow, papersOfReceipt } from './papers.ts';

const line = (name: string, round: number, received: boolean, key: string | null = null) => ({
  name,
  round,
  received,
  key,
});
const names = (papers: readonly { readonly name: string }[]) => papers.map(({ name }) => name);

test('a paper brought later stands once, as brought; what never came stays as missing', () => {
  const papers = [line('Đơn', 0, true), line('Bản vẽ', 0, false), line('Dự toán', 0, false), line('Bản vẽ', 1, true)];
  assert.deepEqual(
    papersNow(papers).map(({ name, round, received }) => [name, round, received]),
    [
      ['Đơn', 0, true],
      ['Dự toán', 0, false],
      ['Bản vẽ', 1, true],
    ],
  );
});

test('papers of the published list are the same by their key, whatever they are called', () => {
  const papers = [line('Bản vẽ', 0, false, 'p2'), line('Bản vẽ (có dấu)', 1, true, 'p2'), line('Đơn', 0, false, 'p1')];
  assert.deepEqual(names(papersNow(papers)), ['Bản vẽ (có dấu)', 'Đơn']);
  assert.deepEqual(names(papersNow([line('Đơn', 0, false, 'p1'), line('Đơn', 1, false)])), ['Đơn', 'Đơn']);
});

test('a receipt lists what completed an incomplete dossier, and nothing that came after it was given', () => {
  const papers = [line('Đơn', 0, true), line('Bản vẽ', 0, false), line('Bản vẽ', 1, true), line('Dự toán', 2, true)];
  const completed = { atReception: true, status: 'taken' };
  const later = { atReception: false, status: 'taken' };
  assert.deepEqual(names(papersOfReceipt(papers, [completed, later])), ['Đơn', 'Bản vẽ']);
  assert.deepEqual(names(papersOfReceipt(papers, [later])), ['Đơn']);
  assert.deepEqual(names(papersOfReceipt(papers, [{ atReception: true, status: 'closed' }])), ['Đơn']);
});
