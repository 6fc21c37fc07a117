import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '#kernel/local-date.ts';
import { readTimes } from './deadlines.ts';

/** Issued on Monday, 26 February 2018; every day counts as working here, so that the words are tested and not the calendar. */
const context = {
  issuedOn: '2018-02-26',
  options: { addWorkingDays: (from: string, days: number) => addDays(from, days) },
};

/** Words of an order, the day read, and the words it came from. */
const DATED: readonly (readonly [text: string, date: string, words: string, time?: string])[] = [
  ['hoàn thiện hạ tầng trước ngày 30/3/2018', '2018-03-30', 'trước ngày 30/3/2018'],
  ['báo cáo chậm nhất là ngày 05 tháng 4 năm 2018.', '2018-04-05', 'chậm nhất là ngày 05 tháng 4 năm 2018'],
  ['gửi về sở không quá ngày 15.4.2018', '2018-04-15', 'không quá ngày 15.4.2018'],
  ['xong trước 11 giờ ngày 04/6', '2018-06-04', 'trước 11 giờ ngày 04/6', '11:00'],
  ['báo cáo trước 17h30 ngày 01/3/2018', '2018-03-01', 'trước 17h30 ngày 01/3/2018', '17:30'],
  ['báo cáo trước 10h00 thứ sáu (ngày 02/3/2018)', '2018-03-02', 'trước 10h00 thứ sáu (ngày 02/3/2018', '10:00'],
  ['nộp trước ngày 08 tháng 01', '2019-01-08', 'trước ngày 08 tháng 01'],
  ['thực hiện xong trong tháng 3/2018.', '2018-03-31', 'trong tháng 3/2018'],
  ['trình ubnd tỉnh trong quý ii năm 2018', '2018-06-30', 'trong quý ii năm 2018'],
  ['thời gian hoàn thành: quí 3/2018', '2018-09-30', 'thời gian hoàn thành: quí 3/2018'],
  ['hoàn thành trong 6 tháng đầu năm 2018', '2018-06-30', 'trong 6 tháng đầu năm 2018'],
  ['cắm mốc, hoàn thành trong năm 2018', '2018-12-31', 'trong năm 2018'],
  ['đến hết quý i phải xong', '2018-03-31', 'đến hết quý i'],
  ['đưa vào sử dụng từ ngày 15/8/2018', '2018-08-15', 'đưa vào sử dụng từ ngày 15/8/2018'],
  ['xử lý trong vòng 10 ngày kể từ ngày ban hành', '2018-03-08', 'trong vòng 10 ngày kể từ ngày ban hành'],
  ['báo cáo trong 05 ngày làm việc kể từ ngày ký', '2018-03-03', 'trong 05 ngày làm việc kể từ ngày ký'],
  [
    'không quá 2 tháng kể từ ngày ban hành quyết định này',
    '2018-04-26',
    'không quá 2 tháng kể từ ngày ban hành quyết định này',
  ],
  ['theo nghị định số 02/2017/nđ-cp trước ngày 05/10/2018', '2018-10-05', 'trước ngày 05/10/2018'],
];

for (const [text, date, words, time] of DATED) {
  test(`"${text}" is due on ${date}`, () => {
    const [found, ...more] = readTimes(text, context).deadlines;
    assert.deepEqual([found?.date, found?.time], [date, time]);
    assert.equal(text.slice(found?.from, found?.to), words);
    assert.equal(more.length, 0);
  });
}

/** Words with a deadline that no day can be read from. */
const OPEN: readonly (readonly [text: string, warning: string, words: string])[] = [
  ['hoàn thành trước ngày 21/11/2017', 'deadline-before-issue', 'trước ngày 21/11/2017'],
  ['hoàn thành trước ngày 31/4/2018', 'deadline-invalid', 'trước ngày 31/4/2018'],
  ['kiểm tra khách sạn trước tết nguyên đán.', 'deadline-event', 'trước tết nguyên đán'],
  ['trình trước kỳ họp hđnd tỉnh giữa năm', 'deadline-event', 'trước kỳ họp hđnd tỉnh giữa năm'],
  [
    'báo cáo trong vòng 30 ngày kể từ ngày nhận được văn bản này',
    'deadline-on-receipt',
    'trong vòng 30 ngày kể từ ngày nhận được văn bản này',
  ],
  ['hoàn thiện thủ tục trong tuần này', 'deadline-vague', 'trong tuần này'],
  ['báo cáo ca bệnh trong vòng 24 giờ', 'deadline-vague', 'trong vòng 24 giờ'],
];

for (const [text, warning, words] of OPEN) {
  test(`"${text}" stays without a day: ${warning}`, () => {
    const [found] = readTimes(text, context).deadlines;
    assert.deepEqual([found?.date, found?.warning], [undefined, warning]);
    assert.equal(text.slice(found?.from, found?.to), words);
  });
}

/** Dates that are no deadlines. */
const NO_DEADLINES = [
  'thực hiện công văn số 3000/bkhđt-th ngày 10/5/2018 của bộ kế hoạch và đầu tư',
  'xử lý các trường hợp phát sinh trước ngày 01/7/2018',
  'rà soát hồ sơ tồn đọng trước ngày 01/01/2018',
  'tổng hợp ý kiến tại cuộc họp ngày 20/3/2018',
  'trả lời công dân trong 03 ngày làm việc, công khai kết quả',
  'thực hiện kế hoạch năm 2018 và giai đoạn 2018-2020',
  'đánh giá kết quả giải quyết hồ sơ trong tháng 3/2018',
  'rà soát 1/2 số thủ tục',
];

test('dates of cited papers, of meetings and of scope are no deadlines', () => {
  for (const text of NO_DEADLINES) assert.deepEqual(readTimes(text, context).deadlines, [], text);
});

/** Rhythms with the day of the period, when one is set. */
const RHYTHMS: readonly (readonly [text: string, value: string | undefined, day?: string])[] = [
  ['định kỳ hằng tháng báo cáo', 'monthly'],
  ['báo cáo trước ngày 25 hàng tháng', 'monthly', '25'],
  ['gửi ngày 05 và 20 hàng tháng', 'monthly', '05 và 20'],
  ['vào ngày 18 của tháng cuối quý', 'quarterly', '18'],
  ['mỗi quí một lần báo cáo', 'quarterly'],
  ['định kỳ 6 tháng một lần sơ kết', 'half-yearly'],
  ['báo cáo trước ngày 05/12 hằng năm', 'yearly', '05/12'],
  ['báo cáo vào thứ ba hằng tuần', 'weekly', 'thứ ba'],
  ['thường xuyên kiểm tra việc thực hiện', 'continuous'],
  ['hằng ngày cử cán bộ trực', 'continuous'],
  ['tiết kiệm 10% chi thường xuyên', undefined],
  ['lập kế hoạch sử dụng đất hằng năm của huyện', undefined],
  ['giải ngân chi tiết theo từng tháng', undefined],
];

for (const [text, value, day] of RHYTHMS) {
  test(`"${text}" recurs: ${value ?? 'never'}`, () => {
    const { recurrence } = readTimes(text, context);
    assert.deepEqual([recurrence?.value, recurrence?.day], [value, day]);
  });
}

test('a stretch of time gives a start and an end, "từ" alone only a start', () => {
  const span = (text: string) => {
    const { start, deadlines } = readTimes(text, context);
    return [start?.date, deadlines[0]?.date];
  };
  assert.deepEqual(span('tổ chức từ ngày 03/8 đến ngày 21/8/2018'), ['2018-08-03', '2018-08-21']);
  assert.deepEqual(span('thời gian: từ tháng 5 đến tháng 6/2018'), ['2018-05-01', '2018-06-30']);
  assert.deepEqual(span('thời gian thực hiện: tháng 5 - 6/2018'), ['2018-05-01', '2018-06-30']);
  assert.deepEqual(span('thời gian thực hiện: từ tháng 3/2018.'), ['2018-03-01', undefined]);
});

test('without a day of issue nothing is counted and no year is guessed', () => {
  const unknown = { issuedOn: undefined, options: {} };
  for (const text of ['báo cáo trước 15/3', 'xử lý trong vòng 10 ngày kể từ ngày ban hành']) {
    assert.deepEqual(
      readTimes(text, unknown).deadlines.map(({ date, warning }) => [date, warning]),
      [[undefined, 'deadline-needs-issue-date']],
    );
  }
});
