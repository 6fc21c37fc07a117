import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Command } from 'commander';
import { Refusal } from '#kernel/refusal.ts';
import { findAgencyByCode } from '#modules/org/public.ts';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province } from '#platform/db/province.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { register } from './cli.ts';
import { calendarMessages } from './messages.vi.ts';
import { seedCalendar } from './public.ts';
import { addDay } from './service/days.ts';

interface DueResult {
  dueAt: string;
  explanation: { type: string; text: string; [more: string]: unknown }[];
}

let province: Province | undefined;

async function run(...words: string[]): Promise<{ value: unknown; table: string }> {
  let printed: { value: unknown; table: string } | undefined;
  const group = new Command('calendar').exitOverride();
  register(group, {
    province: async () => province ?? assert.fail('asked for a database'),
    access: () => assert.fail('asked for a database'),
    dataDir: () => assert.fail('asked for the data folder'),
    print: (value, table) => (printed = { value: JSON.parse(JSON.stringify(value)), table: table() }),
    note: () => {},
  });
  await group.parseAsync(words, { from: 'user' });
  assert.ok(printed, 'nothing was printed');
  return printed;
}

async function due(...words: string[]): Promise<DueResult> {
  return (await run('due', ...words, '--json')).value as DueResult;
}

test('five working days from 12/02/2018 08:30 are due on 26/02 at the same hour, with every day of Tết named', async () => {
  const result = await due('--from', '2018-02-12T08:30', '--amount', '5', '--unit', 'working-day');
  assert.deepEqual(Object.keys(result), ['dueAt', 'explanation']);
  assert.equal(result.dueAt, '2018-02-26T08:30:00+07:00');
  const tet = result.explanation.filter((step) => String(step['name']).startsWith('Tết Nguyên đán'));
  assert.deepEqual(
    tet.map((step) => step['date']),
    ['2018-02-14', '2018-02-15', '2018-02-16', '2018-02-17', '2018-02-18', '2018-02-19', '2018-02-20'],
  );
  assert.ok(result.explanation.every((step) => step.text.length > 0));
});

test('each unit, a zone in the time, a comma in the amount and an agency are understood', async () => {
  const cases: [string[], string][] = [
    [['--from', '2018-03-14T11:30', '--amount', '1', '--unit', 'working-hour'], '2018-03-14T14:30:00+07:00'],
    [['--from', '2018-02-01T08:30', '--amount', '15', '--unit', 'calendar-day'], '2018-02-21T08:30:00+07:00'],
    [['--from', '2018-01-31 08:30', '--amount', '1', '--unit', 'month'], '2018-02-28T08:30:00+07:00'],
    [['--from', '2018-02-12T01:30:00Z', '--amount', '5', '--unit', 'working-day'], '2018-02-26T08:30:00+07:00'],
    [['--from', '2018-03-14T08:30', '--amount', '0,5', '--unit', 'working-day'], '2018-03-14T14:30:00+07:00'],
    [['--from', '2018-03-14', '--amount', '0.25', '--unit', 'working-day'], '2018-03-14T09:00:00+07:00'],
    [
      ['--from', '2018-02-12T08:30', '--amount', '5', '--unit', 'working-day', '--agency', 'KH.HDND'],
      '2018-02-26T08:30:00+07:00',
    ],
    [
      ['--from', '2025-11-19T08:00', '--amount', '5', '--unit', 'working-day', '--agency', 'KH25.VPUBND'],
      '2025-11-26T08:00:00+07:00',
    ],
  ];
  for (const [words, expected] of cases) assert.equal((await due(...words)).dueAt, expected, words.join(' '));
});

test('people get sentences, the due moment first', async () => {
  const { table } = await run('due', '--from', '2018-02-12T08:30', '--amount', '5', '--unit', 'working-day');
  assert.match(table, /^Hạn: 08:30 thứ Hai, 26\/02\/2018\n/);
  assert.match(table, /Không tính 5 ngày từ thứ Tư, 14\/02\/2018/);
});

test('the days off of a year are listed in order, exchanges with both halves', async () => {
  const { value, table } = await run('year', '2019');
  const { days } = value as { days: { date: string; pairedWith?: string }[] };
  assert.equal(days.find(({ date }) => date === '2019-01-05')?.pairedWith, '2018-12-31');
  assert.deepEqual(
    days.map(({ date }) => date),
    days.map(({ date }) => date).sort(),
  );
  assert.match(table, /thứ Bảy, 05\/01\/2019 +Làm bù cho ngày 31\/12\/2018/);
});

test('wrong input is refused with a code that has a sentence', async () => {
  const good = { from: '2018-02-12T08:30', amount: '5', unit: 'working-day' };
  const words = (change: Partial<typeof good> & { agency?: string }) =>
    Object.entries({ ...good, ...change }).flatMap(([name, value]) => (value ? [`--${name}`, value] : []));
  const cases: [string[], string][] = [
    [['due', ...words({ from: '' })], 'calendar.option_missing'],
    [['due', ...words({ amount: '' })], 'calendar.option_missing'],
    [['due', ...words({ unit: '' })], 'calendar.option_missing'],
    [['due', ...words({ from: '30/02/2018' })], 'calendar.moment_invalid'],
    [['due', ...words({ from: '2018-02-30' })], 'calendar.moment_invalid'],
    [['due', ...words({ amount: 'năm' })], 'calendar.amount_invalid'],
    [['due', ...words({ amount: '-5' })], 'calendar.amount_invalid'],
    [['due', ...words({ amount: '1e3' })], 'calendar.amount_invalid'],
    [['due', ...words({ amount: '1.5', unit: 'month' })], 'calendar.amount_invalid'],
    [['due', ...words({ unit: 'week' })], 'calendar.unit_unknown'],
    [['due', ...words({ agency: 'KHÔNG-CÓ' })], 'calendar.agency_unknown'],
    [['due', ...words({ from: '2026-12-30T08:30' })], 'calendar.year_without_data'],
    [['year', '2027'], 'calendar.year_without_data'],
    [['year', 'nay'], 'calendar.year_without_data'],
  ];
  for (const [line, code] of cases) {
    await assert.rejects(
      run(...line),
      (error) => error instanceof Refusal && error.code === code && calendarMessages[code] !== undefined,
      `${line.join(' ')}: ${code}`,
    );
  }
});

test('with --configured the closures and hours of the province and its agency count', async () => {
  const test = await testProvince({ seed: orgSeed });
  const system = test.as(systemActor());
  const agency = await system.run(async (tx) => {
    await seedCalendar(tx);
    return findAgencyByCode(tx, 'KH.STTTT');
  });
  assert.ok(agency);
  const closure = { date: '2018-03-15', kind: 'local' as const, name: 'Chuyển trụ sở', sources: [] };
  await addDay(system, { ...closure, agencyId: agency.id, reason: 'chuyển trụ sở' }, () => null);
  province = test;
  const words = ['--from', '2018-03-14T08:00', '--amount', '1', '--unit', 'working-day', '--agency', 'KH.STTTT'];
  assert.equal((await due(...words)).dueAt, '2018-03-15T08:00:00+07:00', 'the files know of no closure');
  assert.equal((await due(...words, '--configured')).dueAt, '2018-03-16T08:00:00+07:00');
  await assert.rejects(due(...words.slice(0, -1), 'KHÔNG-CÓ', '--configured'), { code: 'calendar.agency_unknown' });
});
