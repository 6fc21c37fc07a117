import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readDocument } from './read-document.ts';
import { DIRECTIVES } from './testing/directives.ts';
import { NOTICES } from './testing/notices.ts';

const SIZE = 100_000;
const fill = (piece: string, size = SIZE) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

/** Texts made to keep a careless reader busy. */
const HOSTILE = [
  '.,;:()-',
  '.',
  ';',
  ', ',
  '(',
  '- ',
  '- a\n',
  '|',
  'a | b | c\n',
  'a\t',
  '"',
  '😀',
  'a\u0301\u0323',
  '\u0301\u0323',
  '1.',
  '1. a\n',
  '1.1.1.1. a\n',
  '1',
  '1/',
  '12/AB-',
  'A',
  'a',
  '\n',
  ' ',
  '\r\n \r\n',
  'Sở ',
  'các ',
  'UBND ',
  'UBND huyện A, ',
  'Trung tâm Aa ',
  'Chủ tịch, ',
  'Thủ trưởng các ',
  'đồng chí ',
  'giao ',
  'Giao Sở Y tế rà soát, ',
  'phối hợp với Sở Y tế ',
  '(Sở Y tế ',
  '(qua ',
  'theo chức năng, ',
  'thực hiện ',
  'trước ngày ',
  'ngày 1/1/2018 ',
  'trong vòng 10 ngày ',
  'trước khi ',
  '16 giờ 00 ',
  'quý i ',
  'tháng ',
  'I. II. ',
  '1. Sở Y tế:\na) Rà soát.\n',
  'Các cơ quan nêu trên rà soát.\n',
  'TM. ',
  'Nơi nhận:\n- A;\n',
  'CỘNG HÒA XÃ HỘI ',
  'TT\n|\n',
  'Cơ quan chủ trì: Sở Y tế; ',
  '1. Rà soát\nCơ quan chủ trì: Sở Y tế\n',
  'Các đơn vị tại mục 1 rà soát. ',
  'trước 17h00 ngày 5/6; ',
];

/** Milliseconds of processor time, so that a busy machine does not count. */
function cost(text: string): number {
  const before = process.cpuUsage();
  readDocument(text, { issuedOn: '2018-01-01' });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

test('100 kB of anything repeated is read within seconds, four times the text in at most some eight times the time', () => {
  for (const piece of HOSTILE) {
    const quarter = cost(fill(piece, SIZE / 4));
    const whole = cost(fill(piece));
    assert.ok(whole < 4000, `${JSON.stringify(piece)}: ${whole} ms`);
    // small figures are noise; beyond them growth may not be quadratic (sixteen-fold)
    assert.ok(whole < 400 || whole < quarter * 12, `${JSON.stringify(piece)}: ${quarter} ms, then ${whole} ms`);
  }
});

test('100 kB as a letter to one addressee, as recipients and as one heading stays bounded', () => {
  for (const text of [
    `Kính gửi:\n${fill('Sở Y tế;\n')}`,
    `Nơi nhận:\n${fill('- A;\n')}`,
    `Số: ${fill('1/A-')}`,
    `THÔNG BÁO\n${fill('Về ')}`,
    `1. Rà soát\n${fill('- Cơ quan chủ trì: Sở Y tế\n')}`,
  ]) {
    assert.ok(cost(text) < 4000, text.slice(0, 20));
  }
});

test('a document of 4 kB takes less than 50 ms once the reader is warm', () => {
  const documents = [...NOTICES, ...DIRECTIVES].map(({ text }) => fill(text, 4000));
  for (const text of documents) cost(text);
  const costs = documents.map((text) => Math.min(cost(text), cost(text), cost(text)));
  assert.ok(Math.max(...costs) < 50, `${Math.max(...costs)} ms`);
});

test('no arrangement of the words of the trade makes the reader fail or lie about its spans', () => {
  const words = fc.constantFrom(
    'Giao',
    'Sở Nội vụ',
    'các sở, ban, ngành',
    'UBND các huyện: Cam Lâm, Vạn Ninh',
    'chủ trì',
    'phối hợp với',
    'trước ngày 30/3/2018',
    'hằng tháng',
    '(qua Sở Tài chính)',
    ';',
    '.',
    ':',
    '\n',
    '\n\n',
    '1. ',
    'a) ',
    '- ',
    'Thời gian thực hiện:',
    'Cơ quan chủ trì:',
    '|',
    'để',
    'Căn cứ Công văn số 12/UBND-TH ngày 01/02/2018',
    'rà soát',
    'báo cáo',
    'đã',
    'Nơi nhận:',
    'KT. CHỦ TỊCH',
    'Nguyễn Văn A',
    'THÔNG BÁO',
    'kết luận:',
    '\t',
    'các cơ quan tại mục 1',
    'nêu trên',
    'trong vòng 10 ngày kể từ ngày ban hành',
    'Kính gửi:',
    'Số: 5/TB-UBND',
    '\u0301',
    '\u200b',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
      const text = parts.join(' ');
      const reading = readDocument(text, { issuedOn: '2018-02-26' });
      for (const task of reading.tasks) {
        assert.equal(text.slice(...task.span), task.text);
        assert.ok(task.confidence >= 0 && task.confidence <= 1);
        if (task.deadline) assert.ok(task.deadline.value >= '2018-02-26', 'never before the issue');
        for (const body of [...task.lead, ...task.cooperating]) {
          assert.ok(body.span[0] >= 0 && body.span[1] <= text.length && body.span[0] <= body.span[1]);
        }
      }
    }),
    { numRuns: 300 },
  );
});
