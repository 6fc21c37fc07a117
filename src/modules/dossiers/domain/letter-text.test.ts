import assert from 'node:assert/strict';
import test from 'node:test';
import { ACTIONS } from './actions.ts';
import { LETTER_KEYS, LETTER_MOMENTS, mayTell, momentOf } from './letter-moments.ts';
import { faultsOfLetter, fill, letterHtml, plainSms, SAMPLE_VALUES, SMS_LENGTH } from './letter-text.ts';

test('there are at least eighteen moments, each with a text without a fault', () => {
  assert.ok(LETTER_KEYS.length >= 18, String(LETTER_KEYS.length));
  for (const key of LETTER_KEYS) {
    assert.deepEqual(faultsOfLetter(LETTER_MOMENTS[key]), [], key);
    const { subject, body, sms } = LETTER_MOMENTS[key];
    for (const text of [subject, body, sms]) assert.equal(text, text.normalize('NFC'), key);
  }
});

test('every SMS fits one message in letters each network carries, with the longest values', () => {
  for (const key of LETTER_KEYS) {
    const sms = plainSms(fill(LETTER_MOMENTS[key].sms, SAMPLE_VALUES));
    assert.ok(sms.length <= SMS_LENGTH, `${key}: ${sms.length}`);
    assert.match(sms, /^[\x20-\x7e]+$/, key);
    assert.doesNotMatch(sms, /Nguyen|Cap giay|So Khoa hoc/, key);
  }
});

test('every moment is reached by some act', () => {
  const due = { dueAt: new Date('2018-07-16T09:00:00+07:00') };
  const reached = new Set<string | undefined>();
  for (const action of [...ACTIONS, 'submit', 'recount'] as const) {
    for (const at of ['2018-07-10T09:00:00+07:00', '2018-07-16T16:00:00+07:00'])
      for (const before of [due, { dueAt: new Date('2018-07-12T09:00:00+07:00') }])
        reached.add(momentOf({ action, at: new Date(at), ...due }, before, 'online'));
    assert.equal(
      mayTell(action),
      momentOf({ action, at: new Date('2018-07-10T09:00:00+07:00'), ...due }, due, 'online') !== undefined,
    );
  }
  assert.deepEqual(
    LETTER_KEYS.filter((key) => !reached.has(key)),
    [],
  );
  assert.equal(momentOf({ action: 'submit', at: new Date(), ...due }, undefined, 'counter'), undefined);
});

test('what is wrong with a text is said by its place', () => {
  const fine = { subject: 'Hồ sơ {ma_ho_so}', body: 'Kính gửi {nguoi_nop}', sms: 'Ho so {ma_ho_so}' };
  const cases = [
    [{ ...fine, subject: ' ' }, 'subject empty'],
    [{ ...fine, body: 'Gửi {ten}' }, 'body unknown-variable'],
    [{ ...fine, sms: 'Gửi {nguoi_nop}' }, 'sms personal-in-sms'],
    [{ ...fine, sms: 'x'.repeat(161) }, 'sms sms-too-long'],
    [{ ...fine, subject: 'Một\nBcc: ai@thu.invalid' }, 'subject not-one-line'],
  ] as const;
  for (const [text, expected] of cases)
    assert.deepEqual(
      faultsOfLetter(text).map(({ field, code }) => `${field} ${code}`),
      [expected],
    );
  assert.deepEqual(faultsOfLetter(fine), []);
});

test('Vietnamese becomes plain letters; what was typed is never mark-up', () => {
  assert.equal(plainSms('Đã nhận “Giấy tờ” – cảm ơn…'), 'Da nhan "Giay to" - cam on...');
  assert.doesNotMatch(letterHtml('<b>x</b>\n\ny', 'https://x/"><i>'), /<b>|<i>/);
});
