import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_POLICY, type Policy, PolicySchema } from './policy.ts';
import { inOrder, keyOf, POLICY_PROBLEMS_VI, policyProblems } from './policy-check.ts';
import { policyDifferences } from './policy-words.ts';

type Bands = Policy['bands'];
const step = (at: Bands[number]['steps'][number]['at'], key = keyOf(at)) => ({ key, at, to: ['owner' as const] });
const withBand = (steps: Bands[number]['steps']): Policy => ({ ...DEFAULT_POLICY, bands: [{ overDays: -1, steps }] });

test('the ladder the program comes with has no problems and stays as it is when put in order', () => {
  assert.deepEqual(policyProblems(DEFAULT_POLICY), []);
  assert.deepEqual(inOrder(DEFAULT_POLICY), DEFAULT_POLICY);
});

const WRONG: [why: string, policy: Policy, field: string, code: keyof typeof POLICY_PROBLEMS_VI][] = [
  ['no name', { ...DEFAULT_POLICY, name: ' ' }, 'name', 'reminders.policy_name'],
  ['no source', { ...DEFAULT_POLICY, source: '' }, 'source', 'reminders.policy_source'],
  ['an empty number', withBand([step({ daysBefore: Number.NaN })]), 'bands.0.steps.0.at', 'reminders.policy_days'],
  ['half a day', withBand([step({ daysBefore: 1.5 })]), 'bands.0.steps.0.at', 'reminders.policy_days'],
  ['a hundred hours', withBand([step({ hoursBefore: 100 })]), 'bands.0.steps.0.at', 'reminders.policy_hours'],
  ['the whole term', withBand([step({ share: 1 })]), 'bands.0.steps.0.at', 'reminders.policy_share'],
  [
    'one moment twice',
    withBand([step({ daysBefore: 3 }), step({ daysBefore: 3 })]),
    'bands.0.steps.1.at',
    'reminders.policy_same_moment',
  ],
  ['nobody', withBand([{ ...step({ dueDay: true }), to: [] }]), 'bands.0.steps.0.to', 'reminders.policy_nobody'],
  [
    'no ladder for short work',
    { ...DEFAULT_POLICY, bands: [{ overDays: 4, steps: [] }] },
    'bands',
    'reminders.policy_no_last_band',
  ],
  [
    'weeks that begin among the single days',
    { ...DEFAULT_POLICY, weekly: { fromDays: 3, to: ['owner'], also: [] } },
    'weekly.fromDays',
    'reminders.policy_weekly_early',
  ],
  ['quiet all morning', { ...DEFAULT_POLICY, quiet: { from: 360, to: 720 } }, 'quiet.to', 'reminders.policy_quiet'],
  [
    'quiet over midnight until noon',
    { ...DEFAULT_POLICY, quiet: { from: 1200, to: 720 } },
    'quiet.to',
    'reminders.policy_quiet',
  ],
  [
    'a digest at night',
    { ...DEFAULT_POLICY, digest: { at: 1300, dailyLimit: 5 } },
    'digest.at',
    'reminders.policy_digest_at',
  ],
];
for (const [why, policy, field, code] of WRONG)
  test(`refused at its field: ${why}`, () => {
    assert.ok(
      policyProblems(policy).some((problem) => problem.field === field && problem.code === code),
      JSON.stringify(policyProblems(policy)),
    );
  });

test('bands and days come into order, and two steps under one name take those of their moments', () => {
  const policy = inOrder({
    ...DEFAULT_POLICY,
    bands: [
      { overDays: -1, steps: [step({ share: 0.25 }, 'mine'), step({ hoursBefore: 4 }, 'mine')] },
      { overDays: 10, steps: [step({ daysBefore: 2 }, 'last-apology')] },
    ],
    overdue: [
      { key: 'x', afterDays: 4, to: ['head'] },
      { key: 'x', afterDays: 2, to: ['owner'] },
    ],
  });
  assert.deepEqual(
    policy.bands.map(({ overDays, steps }) => [overDays, steps.map(({ key }) => key)]),
    [
      [10, ['last-apology']],
      [-1, ['share-25', 'hours-4']],
    ],
  );
  assert.deepEqual(
    policy.overdue.map(({ key }) => key),
    ['overdue-2', 'overdue-4'],
  );
  assert.deepEqual(PolicySchema.parse(policy), policy);
});

test('what changed between two versions is said in words: what is new, other and gone', () => {
  const after: Policy = {
    ...DEFAULT_POLICY,
    overdue: [{ key: 'overdue-1', afterDays: 1, to: ['owner', 'superior'], channels: ['in-app', 'sms'] }],
    fallbackMinutes: 20,
  };
  assert.deepEqual(policyDifferences(DEFAULT_POLICY, DEFAULT_POLICY), []);
  assert.deepEqual(policyDifferences(DEFAULT_POLICY, after), [
    {
      label: 'Quá hạn 1 ngày làm việc',
      before: 'người được giao việc, thủ trưởng cơ quan được giao',
      after: 'người được giao việc, thủ trưởng cơ quan cấp trên; kênh: trong phần mềm, tin nhắn SMS',
    },
    { label: 'Chuyển sang kênh sau', before: null, after: 'khi kênh trước hỏng quá 20 phút' },
    {
      label: 'Quá hạn 3 ngày làm việc',
      before: 'người được giao việc, thủ trưởng cơ quan được giao, người theo dõi',
      after: null,
    },
  ]);
});
