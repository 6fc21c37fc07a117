import assert from 'node:assert/strict';
import test from 'node:test';
import { asSms } from '#modules/channels/domain/sms-text.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';
import { letterOf } from './letter.ts';
import type { Content } from './message.ts';
import { STEP_KINDS } from './policy.ts';
import { smsOf } from './short-words.ts';
import { defaultTemplate } from './template.ts';
import { dueEn, dueStatus, dueVi, leftEn, leftVi, stepVi } from './words.ts';

function at(text: string): Date {
  const instant = parseInstant(text);
  assert.ok(instant);
  return instant;
}

test('a due moment is said with its hour and weekday, a due day without an hour', () => {
  assert.equal(dueVi('2018-03-30T17:00:00+07:00'), '17:00, thứ Sáu, 30/03/2018');
  assert.equal(dueVi('2018-04-01T23:59:59+07:00'), 'Chủ nhật, 01/04/2018');
  assert.equal(dueEn('2018-03-30T17:00:00+07:00'), '17:00, Friday, 30/03/2018');
  assert.equal(dueVi(null), 'chưa có hạn');
});

const STATUS: [
  why: string,
  start: string,
  due: string | null,
  now: string,
  left: number | null,
  vi: string,
  en: string,
][] = [
  [
    'far away',
    '2018-02-26T08:00',
    '2018-03-30T17:00',
    '2018-03-01T08:00',
    21,
    'còn 21 ngày làm việc',
    '21 working days left',
  ],
  [
    'three working days',
    '2018-02-26T08:00',
    '2018-03-30T17:00',
    '2018-03-27T08:00',
    3,
    'còn 3 ngày làm việc',
    '3 working days left',
  ],
  ['the day', '2018-02-26T08:00', '2018-03-30T17:00', '2018-03-30T08:00', 0, 'hạn trong hôm nay', 'due today'],
  [
    'an hour late',
    '2018-02-26T08:00',
    '2018-03-30T10:00',
    '2018-03-30T11:00',
    0,
    'quá hạn, chưa sang ngày làm việc khác',
    'overdue',
  ],
  [
    'late over a weekend',
    '2018-02-26T08:00',
    '2018-03-30T17:00',
    '2018-04-01T08:00',
    0,
    'quá hạn, chưa sang ngày làm việc khác',
    'overdue',
  ],
  [
    'a day late',
    '2018-02-26T08:00',
    '2018-03-30T17:00',
    '2018-04-02T08:00',
    -1,
    'quá hạn 1 ngày làm việc',
    '1 working day overdue',
  ],
  [
    'due on Sunday, now Saturday',
    '2018-02-26T08:00',
    '2018-04-01T23:59',
    '2018-03-31T08:00',
    0,
    'hạn rơi vào ngày nghỉ tới, không còn ngày làm việc',
    'due on a day off, no working day left',
  ],
  ['no due date', '2018-02-26T08:00', null, '2018-03-31T08:00', null, 'chưa có hạn', 'no due date'],
  [
    'a year without data',
    '2026-12-26T08:00',
    '2027-04-01T17:00',
    '2026-12-28T08:00',
    null,
    'còn hạn; chưa có lịch nghỉ của năm đó',
    'in time; no calendar data for that year',
  ],
];

for (const [why, start, due, now, left, vi, en] of STATUS) {
  test(`how it stands: ${why}`, () => {
    const status = dueStatus({ startAt: at(start), dueAt: due === null ? null : at(due) }, at(now), left);
    assert.deepEqual([leftVi(status, left), leftEn(status, left)], [vi, en]);
  });
}

test('amber begins at three working days or the last fifth of the term', () => {
  const of = (start: string, due: string, now: string, left: number) =>
    dueStatus({ startAt: at(start), dueAt: at(due) }, at(now), left);
  assert.equal(of('2018-02-26T08:00', '2018-03-30T17:00', '2018-03-26T08:00', 4), 'due-soon', 'last fifth of 32 days');
  assert.equal(of('2018-03-20T08:00', '2018-03-30T17:00', '2018-03-26T08:00', 4), 'in-time');
  assert.equal(of('2018-03-20T08:00', '2018-03-30T17:00', '2018-03-27T08:00', 3), 'due-soon');
});

test('every step of the ladder has words', () => {
  assert.deepEqual(
    [
      stepVi('before-3', 'due-soon'),
      stepVi('overdue-10', 'overdue'),
      stepVi('week-2018-04-09', 'overdue'),
      stepVi('review-2018-05', 'review'),
      stepVi('half', 'due-soon'),
    ],
    [
      'Nhắc trước hạn 3 ngày làm việc',
      'Nhắc khi quá hạn 10 ngày làm việc',
      'Nhắc hằng tuần khi còn quá hạn, tuần từ 09/04/2018',
      'Xem lại việc chưa có hạn, tháng 05/2018',
      'Nhắc khi đã qua nửa thời hạn',
    ],
  );
});

const content: Content = {
  kind: 'due-soon',
  stepKey: 'before-3',
  title: 'Báo cáo kết quả',
  agencyName: 'Sở Tư pháp',
  waitingFor: 'Văn phòng UBND tỉnh',
  link: '/nhiem-vu/1',
  action: 'Báo cáo kết quả',
  firedAt: '2018-03-27T07:00:00+07:00',
  dueAt: '2018-03-30T17:00:00+07:00',
  daysLeft: 3,
  explanation: [],
  origin: null,
  policyName: 'Thang',
  policyVersion: 1,
  told: [
    { personId: 'a', name: 'Nguyễn A', title: 'Chuyên viên', audience: 'owner' },
    { personId: 'b', name: 'Trần B', title: 'Văn thư', audience: 'clerk' },
  ],
};
const to = { recipientId: 'a', publicUrl: 'https://x.invalid', demonstration: false };

test('a letter names the others who were told and not its reader', () => {
  const { text } = letterOf([{ content, audience: 'owner' }], to);
  assert.ok(text.includes('Cũng được nhắc: Trần B (Văn thư)'));
  assert.ok(!text.includes('Nguyễn A'));
});

test('a demonstration says so in the subject and in the letter', () => {
  const { subject, text, html } = letterOf([{ content, audience: 'owner' }], { ...to, demonstration: true });
  assert.match(subject, /^\[Trình diễn\] /);
  assert.ok(text.includes('tỉnh trình diễn') && html.includes('tỉnh trình diễn'));
});

test('a long title is cut at a word in the subject and whole in the letter', () => {
  const title =
    'Rà soát, lựa chọn và đề xuất danh mục thủ tục hành chính cung cấp dịch vụ công trực tuyến mức độ 3 và 4 của các cơ quan';
  const { subject, text } = letterOf([{ content: { ...content, title }, audience: 'owner' }], to);
  assert.match(subject, /^Rà soát.* \S+… · hạn 17:00/);
  assert.ok(text.includes(title));
});

test('what has no due date is said without a countdown', () => {
  const { subject } = letterOf(
    [{ content: { ...content, dueAt: null, daysLeft: null, kind: 'review' }, audience: 'follower' }],
    to,
  );
  assert.equal(subject, 'Báo cáo kết quả · chưa có hạn');
});

const LONGEST: Content = {
  kind: 'assigned',
  stepKey: 'assigned',
  title: 'x',
  agencyName: 'x',
  waitingFor: null,
  link: '/x',
  action: null,
  firedAt: '2018-02-26T15:00:00+07:00',
  dueAt: '2018-12-28T17:00:00+07:00',
  daysLeft: 211,
  explanation: [],
  origin: null,
  policyName: 'x',
  policyVersion: 1,
  told: [],
};

test('an SMS about any step is one message, under the longest address and with the demonstration’s mark', () => {
  for (const kind of STEP_KINDS)
    for (const dueAt of [LONGEST.dueAt, '2018-03-01T23:59:00+07:00', null])
      for (const daysLeft of [211, 0, -211, null]) {
        const text = smsOf({ ...LONGEST, kind, dueAt, daysLeft }, defaultTemplate('sms', kind), {
          recipientId: 'x',
          publicUrl: 'https://nhacviec.vpubnd.khanhhoa.gov.vn',
          demonstration: true,
        });
        const { length, parts } = asSms(text, { marks: false });
        assert.equal(parts, 1, `${length}: ${text}`);
      }
});
