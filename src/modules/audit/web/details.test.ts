import assert from 'node:assert/strict';
import test from 'node:test';
import { detailsOf, subjectOf } from './details.ts';

const id = '01a20432-8910-7000-b18d-355b633f43b4';

test('a record reads as words: days as days, names as names, nothing for what is empty or only an id', () => {
  assert.equal(
    detailsOf({
      data: { dueOn: '2018-03-30', leads: ['Sở Nội vụ', 'Sở Tài chính'], number: null, document: id, cooperating: [] },
    }),
    'hạn: 30/03/2018 · chủ trì: Sở Nội vụ; Sở Tài chính',
  );
});

test('a correction says which field became what, a map of ids only how many', () => {
  assert.equal(
    detailsOf({ data: { fields: { issuer: 'UBND tỉnh Khánh Hòa' } } }),
    'đã sửa: cơ quan ban hành UBND tỉnh Khánh Hòa',
  );
  assert.equal(detailsOf({ data: { tasks: { [id]: id } } }), 'nhiệm vụ: 1');
});

test('a subject is its kind and the tail of its id', () => {
  assert.equal(subjectOf({ subjectKind: 'task', subjectId: id }), 'Nhiệm vụ …43b4');
  assert.equal(subjectOf({ subjectKind: 'calendar', subjectId: 'all' }), 'Lịch');
});
