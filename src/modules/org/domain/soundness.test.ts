import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays } from '#kernel/local-date.ts';
import { findCircle, initials, type Lived } from './soundness.ts';
import { searchKey } from '#kernel/vietnamese.ts';

const lived = (id: string, parents: [string, string | null][], from = '-infinity', to = 'infinity'): Lived => ({
  id,
  from,
  to,
  parents: parents.map(([day, parentId]) => ({ from: day, parentId })),
});

test('a circle is found on the day it comes about, not before', () => {
  const agencies = [
    lived('a', [
      ['-infinity', null],
      ['2018-06-01', 'b'],
    ]),
    lived('b', [['-infinity', 'a']]),
  ];
  assert.deepEqual(findCircle(agencies, '2018-01-01'), { id: 'a', on: '2018-06-01' });
});

test('an agency that has ended closes no circle', () => {
  const agencies = [
    lived('a', [
      ['-infinity', null],
      ['2018-06-01', 'b'],
    ]),
    lived('b', [['-infinity', 'a']], '-infinity', '2018-05-31'),
  ];
  assert.equal(findCircle(agencies, '2018-01-01'), undefined);
});

test('an agency under itself is a circle of one', () => {
  assert.equal(findCircle([lived('a', [['-infinity', 'a']])], '2018-01-01')?.id, 'a');
});

test('what findCircle says agrees with walking up from every agency on every day', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const agency = (id: string) =>
    fc
      .array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.option(fc.constantFrom(...ids), { nil: null })), {
        minLength: 1,
        maxLength: 3,
      })
      .map((versions) => {
        const sorted = [...new Map(versions)].sort(([x], [y]) => x - y);
        return lived(
          id,
          sorted.map(([day, parent], i): [string, string | null] => [
            i === 0 ? '-infinity' : addDays('2018-01-01', day),
            parent,
          ]),
        );
      });
  fc.assert(
    fc.property(fc.tuple(...ids.map(agency)), (agencies) => {
      const parent = (id: string, on: string) => {
        const one = agencies.find((other) => other.id === id);
        return one?.parents.findLast((version) => version.from <= on)?.parentId ?? null;
      };
      const walks = [...Array(8).keys()].some((day) =>
        agencies.some((one) => {
          const on = addDays('2018-01-01', day);
          let id: string | null = one.id;
          for (let steps = 0; steps <= ids.length; steps += 1) {
            if (id === null) return false;
            id = parent(id, on);
          }
          return id !== null;
        }),
      );
      assert.equal(findCircle(agencies, '2018-01-01') !== undefined, walks);
    }),
    { numRuns: 500 },
  );
});

test('a code is made of the initials of a name, without "và"', () => {
  assert.equal(initials('Sở Thông tin và Truyền thông', searchKey), 'STTTT');
  assert.equal(initials('Trung tâm 115', searchKey), 'TT115');
});
