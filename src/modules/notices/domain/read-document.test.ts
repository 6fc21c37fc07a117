import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { addWorkingDays, nextWorkingDay } from '#modules/calendar/domain/days.ts';
import { nationalCalendar } from '#modules/calendar/public.ts';
import { toContract } from './contract.ts';
import { readDocument } from './read-document.ts';
import { CENTRAL } from './testing/central.ts';
import { COPIES } from './testing/copies.ts';
import { DIRECTIVES } from './testing/directives.ts';
import { DISTRICTS } from './testing/districts.ts';
import type { DocumentCase, ExpectedTask } from './testing/document-case.ts';
import { LETTERS } from './testing/letters.ts';
import { MORE } from './testing/more.ts';
import { NOTICES } from './testing/notices.ts';
import { PLANS } from './testing/plans.ts';
import type { ReadOptions } from './types.ts';

const calendar = nationalCalendar();
const options: ReadOptions = {
  addWorkingDays: (from, days) => addWorkingDays(calendar, from, days),
  rollToWorkingDay: (date) => nextWorkingDay(calendar, date),
};
const ALL = [...NOTICES, ...DIRECTIVES, ...LETTERS, ...PLANS, ...DISTRICTS, ...CENTRAL, ...MORE, ...COPIES];
const REAL = readFileSync(
  new URL('../../../../data/documents/thong-bao-ket-luan-26-02-2018.txt', import.meta.url),
  'utf8',
);

const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ');

/** The reading in the shape of the expectation. */
function read(text: string, issuedOn?: string) {
  const { tasks, ...head } = toContract(readDocument(text, { ...options, ...(issuedOn ? { issuedOn } : {}) }));
  return { head, tasks };
}

function asExpected(task: ReturnType<typeof read>['tasks'][number], words: string): ExpectedTask {
  const warnings = task.warnings.filter((code) => code !== 'several-leads');
  return {
    words: plain(task.text).slice(0, words.length),
    lead: task.lead,
    ...(task.cooperating.length > 0 ? { cooperating: task.cooperating } : {}),
    ...(task.deadline ? { deadline: task.deadline } : {}),
    ...(task.deadlineText ? { deadlineText: plain(task.deadlineText) } : {}),
    ...(task.start ? { start: task.start } : {}),
    ...(task.recurrence ? { recurrence: task.recurrence } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}

function check(document: DocumentCase, text: string): void {
  const { head, tasks } = read(text);
  const { number, date, issuer, signer, recipients } = document;
  assert.deepEqual(head, { number, date, issuer, signer, recipients });
  assert.deepEqual(
    tasks.map((task, i) => asExpected(task, document.tasks[i]?.words ?? '')),
    document.tasks,
  );
}

for (const document of ALL) {
  test(`${document.number ?? 'without a number'}: ${document.why}`, () => check(document, document.text));
}

test('decomposed letters, Windows line ends and hard spaces change nothing in any reading', () => {
  for (const document of ALL) {
    check(document, document.text.replace(/\n/g, '\r\n'));
    check(document, document.text.replace(/ (?=\d)/g, '\u00a0'));
    const { tasks } = read(document.text.normalize('NFD'));
    assert.deepEqual(
      tasks.map((task, i) => asExpected(task, document.tasks[i]?.words ?? '')),
      document.tasks,
      document.why,
    );
  }
});

test('lines wrapped at 90 characters read like whole paragraphs', () => {
  for (const { text, why } of ALL) {
    const wrapped = text.replace(/[^\n|\t]{91,}/g, (line) => line.replace(/(.{60,89}) /g, '$1\n'));
    const short = (of: string) =>
      read(of).tasks.map((task) => [task.lead, task.cooperating, task.deadline, task.recurrence]);
    assert.deepEqual(short(wrapped), short(text), why);
  }
});

test('every span holds the words it is said to hold, in the text as it was given', () => {
  for (const { text } of ALL) {
    for (const source of [text, text.normalize('NFD'), text.replace(/\n/g, '\r\n')]) {
      const reading = readDocument(source, options);
      for (const task of reading.tasks) {
        assert.equal(source.slice(...task.span), task.text);
        if (task.deadlineText) assert.equal(source.slice(...task.deadlineText.span), task.deadlineText.value);
        if (task.urgent) assert.equal(source.slice(...task.urgent.span), task.urgent.value);
        for (const body of [...task.lead, ...task.cooperating]) assert.ok(body.span[1] > body.span[0], body.name);
      }
      for (const field of [reading.number, reading.signer, reading.place]) {
        if (field) {
          const words = plain(source.slice(...field.span))
            .replace(/ /g, '')
            .toLowerCase();
          assert.equal(words, field.value.replace(/ /g, '').toLowerCase());
        }
      }
    }
  }
});

test('the notice of 26/02/2018 gives the seven tasks of its six conclusions', () => {
  const { head, tasks } = read(REAL);
  assert.equal(head.signer, 'Huỳnh Ngọc Bông');
  assert.deepEqual([head.number, head.date], [null, null]);
  const { issuer, authority, position } = readDocument(REAL, options);
  assert.equal(issuer?.value, 'UBND tỉnh Khánh Hòa');
  assert.equal(REAL.slice(...(issuer?.span ?? [0, 0])), 'UBND tỉnh');
  assert.ok((issuer?.confidence ?? 1) < 0.8, 'told by the closing words, not by a head');
  assert.deepEqual([authority.map(({ value }) => value), position], [['TL'], null]);
  assert.equal(head.recipients.length, 10);
  assert.deepEqual(
    tasks.map((task) => [task.lead, task.deadline, task.deadlineText, task.start, task.recurrence]),
    [
      [['Sở Nội vụ'], null, null, null, null],
      [['các sở, ban, ngành', 'UBND cấp huyện'], null, null, null, null],
      [['các sở, ban, ngành', 'UBND cấp huyện'], null, null, null, null],
      [['Sở Nội vụ'], null, null, '2018-03-01', 'monthly'],
      [['Sở Thông tin và Truyền thông', 'Sở Nội vụ'], null, null, null, null],
      [['Sở Thông tin và Truyền thông'], '2018-03-30', 'trước ngày 30/3/2018', null, null],
      [['Sở Nội vụ'], null, null, null, null],
    ],
  );
  assert.ok(tasks.every((task) => task.cooperating.length === 0));
  assert.ok(tasks[0]?.text.startsWith('Sở Nội vụ tham mưu UBND tỉnh'), 'agreement stays out of the task');
});

test('the day of issue given from outside wins for counting, and a different printed one is shown', () => {
  const document =
    'Số: 5/TB-UBND\nHà Nội, ngày 01 tháng 3 năm 2024\n\nTHÔNG BÁO\nVề việc A\n\n1. Sở Y tế báo cáo trong vòng 10 ngày kể từ ngày ban hành.';
  assert.equal(readDocument(document, options).tasks[0]?.deadline?.value, '2024-03-11');
  const other = readDocument(document, { ...options, issuedOn: '2024-04-01' });
  assert.equal(other.tasks[0]?.deadline?.value, '2024-04-11');
  assert.ok(other.warnings.some(({ code }) => code === 'date-differs'));
});

test('a closing line governs the items it names, in its own paragraph or at the end of the last item', () => {
  const head =
    'THÔNG BÁO\nVề việc A\n\n1. Sở Y tế rà soát hồ sơ.\n2. Sở Tài chính lập dự toán.\n3. Sở Nội vụ kiểm tra.';
  for (const gap of ['\n\n', '\n', ' ']) {
    const text = `${head}${gap}Kết quả các nội dung tại mục 1, 2 gửi về UBND tỉnh trước ngày 15/5/2015.`;
    const deadlines = readDocument(text, options).tasks.map((task) => task.deadline?.value ?? null);
    assert.deepEqual(deadlines, ['2015-05-15', '2015-05-15', null], JSON.stringify(gap));
  }
});

test('a paper that carries a degree of secrecy says so', () => {
  const reading = readDocument(
    'UBND TỈNH A\nMẬT\nSố: 5/TB-UBND\nA, ngày 01 tháng 3 năm 2024\n\nTHÔNG BÁO\nVề việc B\n',
  );
  assert.ok(reading.warnings.some(({ code }) => code === 'classified'));
});

test('nothing is read out of nothing', () => {
  for (const text of ['', ' \n \n', 'Xin chào.', '|||\n|||']) {
    const reading = readDocument(text);
    assert.deepEqual([reading.number, reading.date, reading.issuer, reading.signer], [null, null, null, null]);
    assert.deepEqual([reading.recipients, reading.tasks], [[], []]);
  }
});

const LETTER = `UBND TỈNH TUYÊN QUANG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 312/UBND-KT
V/v rà soát dự toán sửa chữa trụ sở
Tuyên Quang, ngày 06 tháng 02 năm 2017
Kính gửi: Sở Tài chính
Yêu cầu Sở Tài chính khẩn trương rà soát dự toán, báo cáo UBND tỉnh trước ngày 20/02/2017.
Sở Xây dựng cung cấp hồ sơ thiết kế.
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Đình Quang
`;

test('an addressee line ends where a line begins an order, however the lines are parted', () => {
  for (const text of [LETTER, LETTER.replace(/\n/g, '\n\n'), LETTER.replace(/\n/g, '\r\n')]) {
    const reading = readDocument(text, options);
    assert.deepEqual(
      reading.addressees.map(({ value }) => value),
      ['Sở Tài chính'],
    );
    assert.deepEqual(
      reading.tasks.map((task) => [task.lead.map(({ name }) => name), task.deadline?.value ?? null]),
      [
        [['Sở Tài chính'], '2017-02-20'],
        [['Sở Xây dựng'], null],
      ],
    );
    assert.equal(reading.number?.value, '312/UBND-KT');
    assert.equal(reading.subject?.value, 'V/v rà soát dự toán sửa chữa trụ sở');
    assert.equal(reading.signer?.value, 'Nguyễn Đình Quang');
    assert.equal(reading.position?.value, 'PHÓ CHỦ TỊCH');
    assert.deepEqual(
      reading.authority.map(({ value }) => value),
      ['KT'],
    );
  }
});

test('addressees one a line, with or without signs, and broken names stay together', () => {
  const letter = (lines: string) =>
    readDocument(LETTER.replace('Kính gửi: Sở Tài chính', lines), options).addressees.map(({ value }) => value);
  const both = ['Sở Tài chính', 'Sở Xây dựng'];
  assert.deepEqual(letter('Kính gửi:\nSở Tài chính;\nSở Xây dựng.'), both);
  assert.deepEqual(letter('Kính gửi: Sở Tài chính\nSở Xây dựng'), both);
  assert.deepEqual(letter('Kính gửi:\n- Sở Tài chính\n- Sở Xây dựng'), both);
  assert.deepEqual(letter('Kính gửi: Sở Tài chính;\n\nSở Xây dựng'), both);
  assert.deepEqual(letter('Kính gửi: Ban Quản lý Khu kinh tế và các khu\ncông nghiệp tỉnh'), [
    'Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh',
  ]);
});

test('without a head the signature tells the issuer, with less confidence still', () => {
  const orders = 'Chủ tịch UBND huyện Ba Bể yêu cầu Phòng Nội vụ rà soát biên chế trước ngày 05/9/2019.\n\n';
  const committee = readDocument(`${orders}TM. ỦY BAN NHÂN DÂN TỈNH BẮC KẠN\nCHỦ TỊCH\n\nLý Thái Hải\n`, options);
  assert.equal(committee.issuer?.value, 'UBND tỉnh Bắc Kạn');
  const order = readDocument(`${orders}TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nLý Thái Hải\n`, options);
  assert.equal(order.issuer?.value, 'UBND huyện');
  assert.ok((order.issuer?.confidence ?? 1) < (committee.issuer?.confidence ?? 0));
  assert.equal(readDocument('Giao Sở Y tế rà soát trước ngày 05/9/2019.', options).issuer, null);
});
