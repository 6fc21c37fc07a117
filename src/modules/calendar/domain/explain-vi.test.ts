import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInstant } from '#kernel/vietnam-time.ts';
import { nationalCalendar } from '../data.ts';
import { type Cutoff, SAME_DAY_UNTIL_15 } from './cutoff.ts';
import { computeDue, computeDueOn, type DueRequest } from './due.ts';
import { dayVi, explainVi, momentVi, stepVi } from './explain-vi.ts';
import type { ExplanationStep } from './steps.ts';

const calendar = nationalCalendar();

function explain(from: string, request: Omit<DueRequest, 'from'>): readonly ExplanationStep[] {
  const instant = parseInstant(from);
  assert.ok(instant);
  return computeDue(calendar, { from: instant, ...request }).explanation;
}
const HOURS = 'Giờ làm việc: 07:00–11:30 và 13:30–17:00 (tạm lấy, chưa có văn bản).';
const UNREAD = '(chưa đối chiếu văn bản gốc)';

test('five working days over Tết 2018 are told as a clerk would tell them', () => {
  assert.deepEqual(explainVi(explain('2018-02-12T08:30', { amount: 5, unit: 'working-day' })), [
    'Mốc tính: 08:30 thứ Hai, 12/02/2018.',
    'Thời hạn: 5 ngày làm việc.',
    HOURS,
    `Ngày bắt đầu không tính, đếm từ ngày liền sau. Căn cứ: Bộ luật Dân sự 2015, Điều 147 khoản 2 ${UNREAD}.`,
    'Không tính 5 ngày từ thứ Tư, 14/02/2018 đến Chủ nhật, 18/02/2018: Tết Nguyên đán. Căn cứ: Thủ tướng họp 05/12/2017, chốt Tết Mậu Tuất 14–20/02/2018.',
    'Không tính 2 ngày từ thứ Hai, 19/02/2018 đến thứ Ba, 20/02/2018: Tết Nguyên đán (nghỉ bù). Căn cứ: Thủ tướng họp 05/12/2017, chốt Tết Mậu Tuất 14–20/02/2018.',
    'Không tính ngày nghỉ hằng tuần: 24–25/02/2018.',
    'Các ngày được tính: (1) thứ Ba, 13/02/2018; (2) thứ Tư, 21/02/2018; (3) thứ Năm, 22/02/2018; (4) thứ Sáu, 23/02/2018; (5) thứ Hai, 26/02/2018.',
    'Hạn: 08:30 thứ Hai, 26/02/2018.',
  ]);
});

test('an exchange across the year names both halves', () => {
  const sentences = explainVi(explain('2018-12-28T10:00', { amount: 4, unit: 'working-day' }));
  const source = 'Căn cứ: Công văn 6519/VPCP-KGVX ngày 11/7/2018 về nghỉ lễ, tết năm 2019.';
  assert.ok(
    sentences.includes(
      `Không tính thứ Hai, 31/12/2018: Tết Dương lịch (hoán đổi), làm bù thứ Bảy, 05/01/2019. ${source}`,
    ),
    sentences.join('\n'),
  );
  assert.ok(sentences.includes(`Có tính thứ Bảy, 05/01/2019: làm bù cho ngày 31/12/2018 (Tết Dương lịch). ${source}`));
});

test('hours are told day by day with their length', () => {
  assert.deepEqual(explainVi(explain('2018-03-16T16:30', { amount: 4, unit: 'working-hour' })), [
    'Mốc tính: 16:30 thứ Sáu, 16/03/2018.',
    'Thời hạn: 4 giờ làm việc.',
    HOURS,
    `Giờ được tính từ thời điểm bắt đầu, chỉ trong giờ làm việc. Căn cứ: Bộ luật Dân sự 2015, Điều 147 khoản 1 ${UNREAD}.`,
    'Thứ Sáu, 16/03/2018: 16:30–17:00 (30 phút).',
    'Không tính ngày nghỉ hằng tuần: 17–18/03/2018.',
    'Thứ Hai, 19/03/2018: 07:00–10:30 (3 giờ 30 phút).',
    'Hạn: 10:30 thứ Hai, 19/03/2018.',
  ]);
});

test('why a start was moved is told for each cause', () => {
  const moved = (from: string) =>
    explainVi(explain(from, { amount: 0.5, unit: 'working-day' })).find((sentence) => sentence.includes('nên tính từ'));
  assert.equal(moved('2018-03-14T06:00'), 'Lúc đó chưa đến giờ làm việc, nên tính từ 07:00 thứ Tư, 14/03/2018.');
  assert.equal(moved('2018-03-14T12:00'), 'Lúc đó đang giờ nghỉ giữa buổi, nên tính từ 13:30 thứ Tư, 14/03/2018.');
  assert.equal(moved('2018-03-14T18:00'), 'Lúc đó đã hết giờ làm việc, nên tính từ 07:00 thứ Năm, 15/03/2018.');
  assert.equal(moved('2018-03-17T09:00'), 'Ngày đó là ngày nghỉ, nên tính từ 07:00 thứ Hai, 19/03/2018.');
  assert.equal(moved('2018-03-14T09:00'), undefined);
});

test('a period that ends on a day off tells which and where it went', () => {
  const sentences = explainVi(explain('2018-01-31T08:30', { amount: 11, unit: 'month' }));
  assert.ok(sentences.includes('Ngày cuối là thứ Hai, 31/12/2018, ngày nghỉ, nên chuyển sang thứ Tư, 02/01/2019.'));
  assert.ok(sentences.at(-1) === 'Hạn: 08:30 thứ Tư, 02/01/2019.');
});

test('a cut-off tells its hour and its source', () => {
  const sentences = explainVi(explain('2018-03-14T15:30', { amount: 0, unit: 'same-day', cutoff: SAME_DAY_UNTIL_15 }));
  assert.ok(sentences.includes('Thời hạn: trong ngày.'));
  assert.ok(
    sentences.includes(
      'Nhận sau 15:00 nên trả kết quả trong ngày làm việc tiếp theo: 17:00 thứ Năm, 15/03/2018. Căn cứ: Quyết định 2637/QĐ-UBND năm 2025 của UBND tỉnh Vĩnh Long (chứng thực).',
    ),
    sentences.join('\n'),
  );
  const cutoff: Cutoff = {
    kind: 'start-next-working-day',
    time: { beforeClosing: 60 },
    source: { title: 'NĐ 297/2025/NĐ-CP' },
  };
  const late = explainVi(explain('2018-03-17T09:00', { amount: 1, unit: 'working-day', cutoff }));
  assert.ok(
    late.includes(
      'Nhận từ mốc 16:00 trở đi hoặc vào ngày nghỉ nên tính từ 07:00 thứ Hai, 19/03/2018. Căn cứ: NĐ 297/2025/NĐ-CP.',
    ),
    late.join('\n'),
  );
});

test('a long count is summed up instead of listed', () => {
  const sentences = explainVi(explain('2018-03-01T08:00', { amount: 20, unit: 'working-day' }));
  assert.ok(sentences.includes('Tính đủ 20 ngày làm việc, từ thứ Sáu, 02/03/2018 đến thứ Năm, 29/03/2018.'));
  assert.ok(
    sentences.includes('Không tính ngày nghỉ hằng tuần: 03–04/03/2018, 10–11/03/2018, 17–18/03/2018, 24–25/03/2018.'),
  );
});

test('fractions are written with a comma and days alone end with the day', () => {
  assert.ok(
    explainVi(explain('2018-03-14T08:00', { amount: 1.5, unit: 'working-day' })).includes(
      'Thời hạn: 1,5 ngày làm việc.',
    ),
  );
  const { explanation } = computeDueOn(calendar, { fromOn: '2018-02-26', amount: 5, unit: 'working-day' });
  assert.equal(explainVi(explanation)[0], 'Mốc tính: thứ Hai, 26/02/2018.');
  assert.equal(explainVi(explanation).at(-1), 'Hạn: hết ngày thứ Hai, 05/03/2018.');
});

test('each step alone makes a sentence: none is empty or shows a word of the program', () => {
  const all = [
    ...explain('2018-02-10T09:00', { amount: 2.5, unit: 'working-day' }),
    ...explain('2018-12-28T18:00', { amount: 40, unit: 'working-hour' }),
    ...explain('2018-02-01T08:30', { amount: 15, unit: 'calendar-day', holidaysInside: 'skipped' }),
    ...explain('2018-01-16T08:30', { amount: 1, unit: 'month' }),
  ];
  for (const step of all) {
    const sentence = stepVi(step);
    assert.match(sentence, /^[\p{Lu}].*\.$/u);
    assert.doesNotMatch(sentence, /undefined|working|null|\d{4}-\d{2}/);
    assert.equal(sentence, sentence.normalize('NFC'));
  }
});

test('days and moments are written with their weekday', () => {
  assert.equal(dayVi('2018-02-18'), 'Chủ nhật, 18/02/2018');
  assert.equal(momentVi('2018-02-26T15:00:00+07:00'), '15:00 thứ Hai, 26/02/2018');
  assert.equal(momentVi('2018-02-26'), 'thứ Hai, 26/02/2018');
});
