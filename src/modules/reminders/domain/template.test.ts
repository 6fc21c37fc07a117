import assert from 'node:assert/strict';
import test from 'node:test';
import { asSms } from '#modules/channels/domain/sms-text.ts';
import type { Content } from './message.ts';
import type { Channel } from './channel.ts';
import type { StepKind } from './policy.ts';
import { ALL_TEMPLATES, defaultTemplate, renderTemplate, type TemplateFields, templateProblems } from './template.ts';
import { zaloShown, zaloText, zaloValues } from './zalo-words.ts';
import { variablesOf } from './template-variables.ts';

const content: Content = {
  kind: 'due-soon',
  stepKey: 'before-3',
  title: 'Báo cáo của ông Nguyễn Văn A',
  agencyName: 'Sở Thông tin và Truyền thông',
  waitingFor: 'Văn phòng Ủy ban nhân dân tỉnh',
  link: '/nhiem-vu/1',
  action: null,
  firedAt: '2018-03-27T07:00:00+07:00',
  dueAt: '2018-03-30T17:00:00+07:00',
  daysLeft: 3,
  explanation: [],
  origin: { document: 'Thông báo kết luận', number: '123/TB-UBND' },
  policyName: 'Thang',
  policyVersion: 1,
  told: [{ personId: 'p', name: 'Võ Chuyên Viên', title: 'Chuyên viên', audience: 'owner' }],
};
const said = variablesOf(content, 'p', 'https://x.invalid/nhac-viec');
const codes = (channel: Channel, fields: TemplateFields, kind: StepKind = 'due-soon') =>
  templateProblems(channel, kind, fields).map(({ field, code, what }) => `${field} ${code} ${what}`.trim());

test('every word that comes with the program passes its own checks', () => {
  for (const { channel, kind } of ALL_TEMPLATES)
    assert.deepEqual(templateProblems(channel, kind, defaultTemplate(channel, kind)), [], `${channel} ${kind}`);
});

test('an SMS that comes with the program is one message without marks, for every kind', () => {
  for (const { kind } of ALL_TEMPLATES) {
    const text = renderTemplate(
      defaultTemplate('sms', kind).body,
      variablesOf({ ...content, kind }, 'p', said.lien_ket),
    );
    const { parts, encoding, length } = asSms(text, { marks: false });
    assert.deepEqual([parts, encoding], [1, 'gsm-7'], `${length}: ${text}`);
  }
});

test('no SMS and no Zalo message may name a person or a matter', () => {
  for (const channel of ['sms', 'zalo'] as const)
    for (const name of ['viec', 'van_ban', 'nguoi_nhan'])
      assert.deepEqual(codes(channel, { body: `{loai} {${name}} {lien_ket}` }), [`body personal ${name}`]);
  assert.deepEqual(
    codes('push', { subject: '{viec}', body: '{han} {nguoi_nhan}' }),
    [],
    'push is encrypted to the device',
  );
});

test('unknown, missing and unclosed variables, length, a second line of a subject: each is named', () => {
  assert.deepEqual(codes('email', { subject: '{viec}\nBcc: x', body: '{viec} {han} {hann} {' }), [
    'subject several-lines',
    'body brace',
    'body unknown hann',
  ]);
  assert.deepEqual(codes('email', { body: '{viec}' }), ['subject empty', 'subject missing viec', 'body missing han']);
  assert.deepEqual(codes('sms', { body: `{loai} {lien_ket}${'x'.repeat(300)}` }), ['body too-long 300']);
  assert.deepEqual(codes('in-app', { subject: 'x', body: 'Xem việc' }), ['subject no-such-field']);
  assert.deepEqual(codes('sms', { body: '{__proto__} {loai} {lien_ket}' }), ['body unknown __proto__']);
});

test('a part there is nothing to say of is left out, and a line of such parts too', () => {
  const without = variablesOf({ ...content, dueAt: null, daysLeft: null, waitingFor: null, origin: null }, 'x', '/');
  assert.equal(
    renderTemplate(
      '{loai}: {viec}\n{han} · {con_lai}\n{noi_cho} đang chờ kết quả\nSố {so_van_ban} · {co_quan}',
      without,
    ),
    'Sắp đến hạn: Báo cáo của ông Nguyễn Văn A\nchưa có hạn\nSở Thông tin và Truyền thông',
  );
});

test('an unknown variable stops the rendering: no text goes out with a hole in it', () => {
  assert.throws(() => renderTemplate('{viec} {toString}', said), RangeError);
});

test('what a variable holds is not read as a template again', () => {
  const sly = variablesOf({ ...content, title: 'Việc {nguoi_nhan} $& · {x}' }, 'p', '/');
  assert.equal(renderTemplate('{viec}', sly), 'Việc {nguoi_nhan} $& · {x}');
});

test('what Zalo is told fills the registered text to exactly what was previewed', () => {
  const body = '{loai} · {han_ngan}\nCơ quan: {co_quan} {co_quan}\n{lien_ket}';
  const registered = zaloText(body);
  assert.equal(registered, '<loai> · <han_ngan>\nCơ quan: <co_quan> <co_quan>\n<lien_ket>');
  const values = zaloValues(body, said);
  assert.deepEqual(Object.keys(values), ['loai', 'han_ngan', 'co_quan', 'lien_ket']);
  const atZalo = registered.replace(/<(\w+)>/g, (_place, name: string) => values[name] ?? '?');
  assert.equal(atZalo, zaloShown(body, said));
});

test('a text for Zalo names nothing that may be empty, and its id is a number or not there yet', () => {
  const words = (extra: string, templateId?: string) => ({
    body: `{loai} ${extra} {lien_ket}`,
    ...(templateId === undefined ? {} : { templateId }),
  });
  for (const name of ['noi_cho', 'so_van_ban'])
    assert.deepEqual(codes('zalo', words(`{${name}}`)), [`body may-be-empty ${name}`]);
  assert.deepEqual(codes('zalo', words('{con_lai}'), 'review'), ['body may-be-empty con_lai']);
  assert.deepEqual(codes('zalo', words('{con_lai}'), 'overdue'), []);
  assert.deepEqual(codes('zalo', words('', '345678')), []);
  assert.deepEqual(codes('zalo', words('', 'ab')), ['templateId not-an-id']);
  assert.deepEqual(codes('sms', words('', '1')), ['templateId no-such-field']);
});
