import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { nationalCalendar } from '#modules/calendar/data.ts';
import { parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import {
  answerDueAt,
  EXTENSION_ACTS,
  extendedWhy,
  extensionActs,
  type ExtensionDenial,
  extensionDenial,
  extensionState,
  type Waiting,
  waitingOf,
  workingDaysMore,
} from './extension.ts';
import type { Party } from './lifecycle.ts';
import type { Facts } from './status.ts';

const calendar = nationalCalendar();
const at = (text: string): Date => parseInstant(text) ?? assert.fail(text);
const DUE = at('2018-03-30T17:00');
const facts = (given: Partial<Facts> = {}): Facts => ({
  dueAt: DUE,
  receivedAt: null,
  progressedAt: null,
  reportedAt: null,
  confirmedAt: null,
  returnedAt: null,
  withdrawnAt: null,
  supersededAt: null,
  ...given,
});
const REPORTED = { reportedAt: at('2018-03-29T09:00') };
const CONFIRMED = { ...REPORTED, confirmedAt: at('2018-03-29T10:00') };

const ASKING: {
  why: string;
  by?: readonly Party[];
  facts?: Partial<Facts>;
  waiting?: Waiting;
  now?: string;
  denial: ExtensionDenial | undefined;
}[] = [
  { why: 'the agency, before the due date', denial: undefined },
  { why: 'the officer whose name it carries', by: ['officer'], denial: undefined },
  { why: 'the Office does not ask itself', by: ['office'], denial: 'not-yours' },
  { why: 'who has no part in it', by: [], denial: 'not-yours' },
  { why: 'at the due moment itself', now: '2018-03-30T17:00', denial: undefined },
  { why: 'a minute after it', now: '2018-03-30T17:01', denial: 'overdue' },
  { why: 'one at a time', waiting: 'open', denial: 'open' },
  {
    why: 'late, with one waiting: the one that waits is what matters',
    waiting: 'open',
    now: '2018-04-02T08:00',
    denial: 'open',
  },
  { why: 'nothing to move', facts: { dueAt: null }, denial: 'no-due' },
  { why: 'a report waits', facts: REPORTED, denial: 'wrong-step' },
  { why: 'sent back in time', facts: { returnedAt: at('2018-03-20T08:00') }, denial: undefined },
  { why: 'done', facts: CONFIRMED, denial: 'wrong-step' },
  { why: 'withdrawn', facts: { withdrawnAt: at('2018-03-20T08:00') }, denial: 'wrong-step' },
  { why: 'merged away', facts: { supersededAt: at('2018-03-20T08:00') }, denial: 'wrong-step' },
];

const AGENCY: readonly Party[] = ['agency'];
for (const { why, by = AGENCY, facts: given = {}, waiting = 'none', now = '2018-03-26T08:00', denial } of ASKING)
  test(`asking: ${why}`, () => {
    assert.equal(extensionDenial('ask', by, facts(given), waiting, at(now)), denial);
  });

test('answering and taking back need a request that waits, also late and also after the report, never after the end', () => {
  const late = at('2018-04-05T08:00');
  for (const [act, by] of [
    ['decide', 'office'],
    ['decide', 'giver'],
    ['take-back', 'agency'],
  ] as const) {
    assert.equal(extensionDenial(act, [by], facts(), 'open', late), undefined);
    assert.equal(extensionDenial(act, [by], facts(REPORTED), 'open', late), undefined);
    assert.equal(extensionDenial(act, [by], facts(), 'none', late), 'none-open');
    assert.equal(extensionDenial(act, [by], facts(CONFIRMED), 'open', late), 'wrong-step');
    assert.equal(extensionDenial(act, [by], facts({ withdrawnAt: DUE }), 'open', late), 'wrong-step');
  }
  assert.equal(extensionDenial('decide', ['agency', 'officer'], facts(), 'open', late), 'not-yours');
  for (const by of ['office', 'giver'] as const)
    assert.equal(extensionDenial('take-back', [by], facts(), 'open', late), 'not-yours');
});

test('nobody answers his own request, whatever posts he holds, and may still take it back', () => {
  const both: readonly Party[] = ['giver', 'office', 'agency'];
  assert.equal(extensionDenial('decide', both, facts(), 'own', DUE), 'own');
  assert.equal(extensionDenial('take-back', both, facts(), 'own', DUE), undefined);
  assert.equal(waitingOf({ asked_by: 'a' }, 'a'), 'own');
  assert.equal(waitingOf({ asked_by: 'a' }, 'b'), 'open');
  assert.equal(waitingOf({ asked_by: null }, null), 'open', 'the program is nobody');
  assert.equal(waitingOf(undefined, 'a'), 'none');
});

test('nobody may both ask and answer at one moment, and the buttons are what the server lets through', () => {
  const moment = fc.option(fc.date({ min: at('2018-03-01'), max: at('2018-04-30'), noInvalidDate: true }));
  const anyFacts = fc.record({
    dueAt: moment,
    receivedAt: moment,
    progressedAt: moment,
    reportedAt: moment,
    confirmedAt: moment,
    returnedAt: moment,
    withdrawnAt: moment,
    supersededAt: moment,
  });
  const parties = fc.subarray<Party>(['giver', 'office', 'agency', 'officer']);
  const now = fc.date({ min: at('2018-03-01'), max: at('2018-04-30'), noInvalidDate: true });
  fc.assert(
    fc.property(
      parties,
      anyFacts,
      fc.constantFrom<Waiting[]>('none', 'open', 'own'),
      now,
      (by, given, waiting, when) => {
        const acts = extensionActs(by, given, waiting, when);
        assert.ok(!(acts.includes('ask') && (acts.includes('decide') || acts.includes('take-back'))));
        for (const act of EXTENSION_ACTS)
          assert.equal(acts.includes(act), extensionDenial(act, by, given, waiting, when) === undefined);
      },
    ),
  );
});

test('the Office has two working days to answer, over the weekend, and never past the due date', () => {
  const by = (asked: string, due = DUE) => toVietnamIso(answerDueAt(calendar, at(asked), due)).slice(0, 16);
  assert.equal(by('2018-03-20T09:00'), '2018-03-22T17:00');
  assert.equal(by('2018-03-23T16:59'), '2018-03-27T17:00', 'asked on a Friday');
  assert.equal(by('2018-03-29T09:00'), '2018-03-30T17:00', 'asked the day before');
  assert.equal(by('2018-03-30T17:00'), '2018-03-30T17:00', 'asked at the last moment');
  assert.equal(by('2018-02-13T09:00', at('2018-02-28T17:00')), '2018-02-22T17:00', 'Tết is not counted');
  assert.equal(
    by('2099-01-05T09:00', at('2099-02-05T17:00')),
    '2099-02-05T17:00',
    'a year nobody knows the days off of',
  );
});

test('how much more is asked is counted in working days, and not guessed', () => {
  assert.equal(workingDaysMore(calendar, DUE, at('2018-04-02T17:00')), 1);
  assert.equal(workingDaysMore(calendar, DUE, at('2099-04-02T17:00')), null);
});

test('a moved date says who moved it, by which paper, from when, and that it passes the lead’s', () => {
  const [first, second, third] = extendedWhy({
    times: 2,
    decidedAt: at('2018-03-28T10:00'),
    decidedBy: 'Đỗ Văn Phòng',
    document: '90/UBND-KT',
    fromDueAt: DUE,
    moment: ['Hạn: hết giờ làm việc thứ Năm, 12/04/2018.'],
    leadDueOn: '2018-04-06',
  });
  assert.match(
    first ?? '',
    /^Gia hạn lần 2: Đỗ Văn Phòng đồng ý lúc 10:00 thứ Tư, 28\/03\/2018, theo văn bản số 90\/UBND-KT\. Hạn trước đó: 17:00, thứ Sáu, 30\/03\/2018\.$/,
  );
  assert.match(second ?? '', /sau hạn của cơ quan chủ trì \(thứ Sáu, 06\/04\/2018\)/);
  assert.equal(third, 'Hạn: hết giờ làm việc thứ Năm, 12/04/2018.');
});

test('what became of a request is read off its facts', () => {
  assert.equal(extensionState({ decision: null, ended_because: null }), 'open');
  assert.equal(extensionState({ decision: 'granted', ended_because: null }), 'granted');
  assert.equal(extensionState({ decision: null, ended_because: 'withdrawn' }), 'withdrawn');
  assert.equal(extensionState({ decision: null, ended_because: 'task-withdrawn' }), 'lapsed');
});
