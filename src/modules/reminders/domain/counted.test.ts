import assert from 'node:assert/strict';
import test from 'node:test';
import { buildCalendar } from '#modules/calendar/domain/calendar.ts';
import { DEFAULT_HOURS, type SpecialDay } from '#modules/calendar/domain/types.ts';
import { countedVi } from './counted.ts';

const days: SpecialDay[] = [
  ...['2018-02-14', '2018-02-15', '2018-02-16', '2018-02-19', '2018-02-20'].map(
    (date): SpecialDay => ({ date, kind: 'statutory', name: 'Tết Nguyên đán', sources: [] }),
  ),
  { date: '2018-03-10', kind: 'make-up', name: 'Làm bù', sources: [] },
];
const calendar = buildCalendar({ years: [2018], days, hours: [DEFAULT_HOURS] });

for (const [today, due, text] of [
  ['2018-03-27', '2018-03-30', 'Lịch: từ 27/03/2018 đến hạn 30/03/2018 còn 3 ngày làm việc.'],
  [
    '2018-02-12',
    '2018-02-26',
    'Lịch: từ 12/02/2018 đến hạn 26/02/2018 còn 5 ngày làm việc, không tính 9 ngày nghỉ (Tết Nguyên đán).',
  ],
  [
    '2018-03-09',
    '2018-03-12',
    'Lịch: từ 09/03/2018 đến hạn 12/03/2018 còn 2 ngày làm việc, không tính 1 ngày nghỉ, có tính ngày làm bù 10/03/2018.',
  ],
  [
    '2018-03-05',
    '2018-02-28',
    'Lịch: từ hạn 28/02/2018 đến 05/03/2018 đã qua 3 ngày làm việc, không tính 2 ngày nghỉ.',
  ],
  ['2018-03-30', '2018-03-30', null],
  ['2018-12-28', '2019-01-04', null],
] as const)
  test(`from ${today} to ${due}: ${text ?? 'nothing to count'}`, () => {
    assert.equal(countedVi(calendar, today, due), text);
    assert.equal(countedVi(calendar, today, due), text, 'and the same from what was kept');
  });
