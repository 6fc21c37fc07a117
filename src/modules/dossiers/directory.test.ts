import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DossierDetail } from './detail-schema.ts';
import { isSlip } from './directory.ts';
import type { ApplicantList } from './person-schema.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const clerk = world.as('clerk');
const paper = { number: '9/ĐC', on: '2018-07-02' };

const found = async (q: string) =>
  (await clerk.get<ApplicantList>(`/api/dossiers/applicants?q=${encodeURIComponent(q)}`)).applicants.map(
    ({ name, identityNumber, phone, dossiers }) => ({ name, identityNumber, phone, dossiers }),
  );
const bring = (applicant: object) => aDossier(world, { applicant });
const right = (dossier: DossierDetail, field: string, value: string, more: object = {}) =>
  clerk.act(dossier, 'correct', { field, value, reason: 'Ghi sai', document: paper, ...more });
const changes = async (dossierId: string) => {
  const { rows } = await province.as(systemActor()).run((tx) =>
    sql<{ kind: string; by_name: string; before: Record<string, string>; after: Record<string, string> }>`
      select kind, by_name, before, after from dossier_applicant_change where dossier_id = ${dossierId} order by at, kind`.execute(
      tx.db,
    ),
  );
  return rows;
};

test('a phone put right on a dossier is what the counter fills in next time, and what it said before is kept', async () => {
  const an = { name: 'Lê Thị An', identityNumber: '056190000011', phone: '0905 000 011' };
  await bring(an);
  let dossier = await bring({ ...an, phone: '0905 000 099' });
  dossier = await right(dossier, 'phone', '0905 000 012');
  assert.deepEqual(await found('056190000011'), [
    { name: 'Lê Thị An', identityNumber: '056190000011', phone: '0905 000 012', dossiers: 2 },
  ]);
  assert.deepEqual(await found('0905000012'), await found('056190000011'), 'found by it, too');
  assert.deepEqual(
    (await changes(dossier.id)).map(({ kind, before, after }) => [kind, before['phone'], after['phone']]),
    [
      ['correction', '0905 000 099', '0905 000 012'],
      ['reception', '0905 000 011', '0905 000 099'],
    ],
  );
  assert.match(dossier.events.at(-1)?.text ?? '', /thành “0905 000 012”\. Danh bạ người nộp cũng đã sửa\./);
});

test('what a later reception told is not overwritten by the correction of an earlier dossier', async () => {
  const binh = { name: 'Trần Văn Bình', identityNumber: '056090000021', phone: '0905 000 021' };
  const first = await bring(binh);
  await bring({ ...binh, phone: '0905 000 022' });
  const dossier = await right(first, 'phone', '0905 000 023');
  assert.equal((await found('056090000021'))[0]?.phone, '0905 000 022');
  assert.match(dossier.events.at(-1)?.text ?? '', /giữ nguyên/);
});

test('a slip in a name is put right everywhere; another name asks whose dossier it is', async () => {
  const chi = { name: 'Phạm Thị Chí', identityNumber: '056190000031' };
  await bring(chi);
  let dossier = await bring(chi);
  dossier = await right(dossier, 'applicantName', 'Phạm Thị Chi');
  assert.equal((await found('056190000031'))[0]?.name, 'Phạm Thị Chi');
  assert.equal(dossier.applicantOthers, 1);
  const asked = await clerk.cannot(dossier, 'correct', {
    field: 'applicantName',
    value: 'Ngô Văn Dũng',
    reason: 'Nhầm người',
    document: paper,
  });
  assert.deepEqual([asked.status, asked.code], [422, 'dossiers.which_person']);
  assert.match(asked.detail ?? '', /còn 1 hồ sơ khác/);
  const theirs = await clerk.cannot(dossier, 'correct', {
    field: 'applicantName',
    value: 'Ngô Văn Dũng',
    reason: 'Nhầm người',
    document: paper,
    person: 'other',
  });
  assert.equal(theirs.code, 'dossiers.number_of_another', 'first the number that is not his');
});

test("typed under another person's number: that person is as before, the dossier has a person of its own", async () => {
  const hoa = { name: 'Đỗ Thị Hoa', identityNumber: '056190000041', phone: '0905 000 041', address: 'Cam Ranh' };
  await bring(hoa);
  let dossier = await bring({ name: 'Võ Văn Em', identityNumber: '056190000041', phone: '0905 000 049' });
  assert.equal((await found('056190000041'))[0]?.name, 'Võ Văn Em', 'the directory believed the counter');
  dossier = await right(dossier, 'identityNumber', '056090000049', { person: 'other' });
  assert.deepEqual(await found('056190000041'), [
    { name: 'Đỗ Thị Hoa', identityNumber: '056190000041', phone: '0905 000 041', dossiers: 1 },
  ]);
  assert.deepEqual(await found('056090000049'), [
    { name: 'Võ Văn Em', identityNumber: '056090000049', phone: '0905 000 049', dossiers: 1 },
  ]);
  assert.match(dossier.events.at(-1)?.text ?? '', /Là người khác/);
  assert.equal(dossier.applicantOthers, 0);
});

test('a number that is already in the directory makes the dossier that person’s, and no two lines have one number', async () => {
  await bring({ name: 'Cao Thị Giang', identityNumber: '056190000051' });
  let dossier = await bring({ name: 'Cao Thị Giang', identityNumber: '056190000052' });
  dossier = await right(dossier, 'identityNumber', '056190000051');
  assert.equal((await found('056190000051'))[0]?.dossiers, 2);
  assert.equal((await found('056190000052'))[0]?.dossiers, 0);
  assert.equal(dossier.applicantOthers, 1);
});

test('a mark or one letter is a slip, another name is not', () => {
  for (const [before, after] of [
    ['Nguyễn Thị Hòa', 'Nguyễn Thị Hoà'],
    ['Nguyễn Thị Hòa', 'Nguyễn Thị Hoa'],
    ['Nguyên Thị Hòa', 'Nguyễn Thị Hòaa'],
  ] as const)
    assert.ok(isSlip(before, after), `${before} ${after}`);
  assert.ok(!isSlip('Nguyễn Thị Hòa', 'Trần Thị Hòa'));
  assert.ok(!isSlip(null, 'Trần Thị Hòa'));
});
