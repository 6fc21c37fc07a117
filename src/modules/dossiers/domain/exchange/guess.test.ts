import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessFields } from './guess.ts';

test('the follow-up book of a counter is read without asking', () => {
  const headings = [
    'STT',
    'Mã hồ sơ',
    'Tên TTHC',
    'Chủ hồ sơ',
    'Địa chỉ',
    'Ngày tiếp nhận',
    'Ngày hẹn trả',
    'Ngày có kết quả',
    'Ngày trả kết quả',
    'Ghi chú',
  ];
  assert.deepEqual(guessFields(headings), {
    code: 'Mã hồ sơ',
    procedure: 'Tên TTHC',
    owner: 'Chủ hồ sơ',
    start: 'Ngày tiếp nhận',
    plannedEnd: 'Ngày hẹn trả',
    end: 'Ngày có kết quả',
    returned: 'Ngày trả kết quả',
    note: 'Ghi chú',
  });
});

test('keys of public event logs of permits are known', () => {
  const keys = ['concept:name', 'startdate', 'enddate', 'enddate_planned', 'channel', 'department', 'responsible'];
  assert.deepEqual(guessFields(keys), {
    code: 'concept:name',
    start: 'startdate',
    end: 'enddate',
    plannedEnd: 'enddate_planned',
    channel: 'channel',
    agency: 'department',
    officer: 'responsible',
  });
  assert.equal(guessFields(['concept:name', 'startDate', 'endDate', 'endDatePlanned']).plannedEnd, 'endDatePlanned');
});

test('the day of the promise is never taken for the day of the result, and no column serves twice', () => {
  const fields = guessFields(['Mã', 'Ngày hẹn trả kết quả', 'Ngày tiếp nhận hồ sơ']);
  assert.deepEqual(fields, { plannedEnd: 'Ngày hẹn trả kết quả', start: 'Ngày tiếp nhận hồ sơ' });
});

test('headings nobody knows are left to the person', () => {
  assert.deepEqual(guessFields(['A', 'B', '', 'Nhiệt độ']), {});
});
