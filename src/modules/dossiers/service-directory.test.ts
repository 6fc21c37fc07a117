import assert from 'node:assert/strict';
import test from 'node:test';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DirectoryLine } from './directory-schema.ts';
import type { DossierDetail } from './detail-schema.ts';
import { aDossier, dossierSeed, makeWorld, reception, type Who } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const clerk = world.as('clerk');
const paper = { number: '9/ĐC', on: '2018-07-02' };

const bring = (applicant: object) => aDossier(world, { applicant });
const right = (dossier: DossierDetail, field: string, value: string, more: object = {}) =>
  clerk.act(dossier, 'correct', { field, value, reason: `Ghi sai ${field}`, document: paper, ...more });
const read = (dossier: { readonly id: string }, who: Who = 'clerk') =>
  world.as(who).get<DirectoryLine>(`/api/dossiers/${dossier.id}/applicant`);
const short = ({ changes }: DirectoryLine) =>
  changes.map(({ kind, by, dossier, fields, reason, document }) => [
    kind,
    by,
    dossier?.code ?? null,
    fields.map(({ field, before, after }) => `${field}: ${before} > ${after}`).join('; '),
    reason,
    document?.number ?? null,
  ]);

test('the history of a person tells who changed what over which dossier, why, and by which paper, the newest first', async () => {
  const an = { name: 'Lê Thị An', identityNumber: '056190000011', phone: '0905 000 011' };
  const first = await bring(an);
  let second = await bring({ ...an, phone: '0905 000 099', address: 'Cam Ranh' });
  // Two corrections at one moment of the clock: each keeps its own reason.
  second = await right(second, 'phone', '0905 000 012');
  second = await right(second, 'address', 'Cam Lâm');
  const line = await read(first);
  assert.deepEqual(short(line), [
    ['correction', 'Ngô Văn Thư', second.code, 'address: Cam Ranh > Cam Lâm', 'Ghi sai address', '9/ĐC'],
    ['correction', 'Ngô Văn Thư', second.code, 'phone: 0905 000 099 > 0905 000 012', 'Ghi sai phone', '9/ĐC'],
    [
      'reception',
      'Ngô Văn Thư',
      second.code,
      'phone: 0905 000 011 > 0905 000 099; address: null > Cam Ranh',
      null,
      null,
    ],
  ]);
  assert.deepEqual([line.known?.phone, line.known?.dossiers], ['0905 000 012', 2]);
  assert.equal(line.dossier.applicant.phone, '0905 000 011', 'beside what the dossier itself says');
  assert.equal(first.readsDirectory, true);
});

test('what a wrong reception had made of another person is told in his history, with the correction that put it back', async () => {
  const hoa = await bring({ name: 'Đỗ Thị Hoa', identityNumber: '056190000041', phone: '0905 000 041' });
  let other = await bring({ name: 'Võ Văn Em', identityNumber: '056190000041', phone: '0905 000 049' });
  other = await right(other, 'identityNumber', '056090000049', { person: 'other' });
  assert.deepEqual(
    (await read(hoa)).changes.map(({ kind, reason, fields }) => [kind, reason, fields.map(({ field }) => field)]),
    [
      ['restored', 'Ghi sai identityNumber', ['name', 'phone']],
      ['reception', null, ['name', 'phone']],
    ],
  );
  assert.deepEqual(short(await read(other)), [], 'his own line is new');
});

test('the history is read by who may correct the dossier; an agency without a part in it is told of no dossier', async () => {
  const dossier = await bring({ name: 'Trần Văn Bình', identityNumber: '056090000021' });
  const url = `/api/dossiers/${dossier.id}/applicant`;
  assert.ok((await read(dossier, 'head')).known);
  const stranger = await world.as('strangerClerk').refused('GET', url);
  assert.deepEqual([stranger.status, stranger.code], [404, 'dossiers.not_found']);
  for (const who of ['officer', 'monitor', 'administrator'] as const) {
    const { status, code } = await world.as(who).refused('GET', url);
    assert.deepEqual([status, code], [403, 'auth.forbidden'], who);
  }
  const seen = await world.as('officer').get<DossierDetail>(`/api/dossiers/${dossier.id}`);
  assert.equal(seen.readsDirectory, false, 'and is offered no way there');
});

test('an agency that is only asked for its opinion sees the dossier, and not what is known of its applicant', async () => {
  let dossier = await bring({ name: 'Phan Thị Hỏi', identityNumber: '056190000061' });
  dossier = await clerk.act(dossier, 'forward');
  dossier = await world.as('head').act(dossier, 'ask-opinion', {
    agencyId: world.agency('KH.STC'),
    text: 'Mức phí',
    dueOn: '2018-07-04',
  });
  const asked = await world.as('otherClerk').get<DossierDetail>(`/api/dossiers/${dossier.id}`);
  assert.equal(asked.readsDirectory, false);
  const { status } = await world.as('otherClerk').refused('GET', `/api/dossiers/${dossier.id}/applicant`);
  assert.equal(status, 403);
});

test('a change made at a counter whose dossier is not the reader’s is told by its moment and fields, without values, names or codes', async () => {
  const an = { name: 'Cao Thị Giang', identityNumber: '056190000051', phone: '0905 000 051' };
  const own = await world.as('otherClerk').post<DossierDetail>('/api/dossiers', reception(world, { applicant: an }));
  await bring({ ...an, phone: '0905 000 052' });
  const { changes } = await read(own, 'otherClerk');
  assert.deepEqual(changes, [
    {
      seq: changes[0]?.seq,
      at: '2018-07-02T09:00:00+07:00',
      kind: 'reception',
      by: null,
      agency: null,
      dossier: null,
      fields: [{ field: 'phone', before: null, after: null }],
      reason: null,
      document: null,
    },
  ]);
});
