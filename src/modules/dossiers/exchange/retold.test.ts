import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DossierDetail } from '../detail-schema.ts';
import type { IntegrityList } from '../integrity-schema.ts';
import type { MonthTable } from '../month-schema.ts';
import { dossierSeed, makeWorld } from '../testing/world.ts';
import { passOn } from '../service-merge.ts';
import { verifyDossiers } from '../verify.ts';
import { pushLines } from './push.ts';

/* A source that tells its dates twice, the second time otherwise. */
const province = await testProvince({ at: '2018-07-02T08:00', seed: dossierSeed });
const world = await makeWorld(province);
const work = province.as(systemActor('Phần mềm một cửa'));
const monitor = world.as('monitor');

const LINE = {
  source: 'mot-cua',
  procedure: 'Cấp bản sao',
  agency: 'Sở Khoa học và Công nghệ',
  receivedAt: '2018-07-02T08:00:00+07:00',
  dueAt: '2018-07-09T08:00:00+07:00',
};
async function tell(code: string, more: object = {}): Promise<string> {
  const [result] = await pushLines(work, JSON.stringify({ ...LINE, code, ...more }));
  assert.ok(result?.dossierId, JSON.stringify(result));
  return result.dossierId;
}
const on = (day: string): void => province.clock.set(`${day}T09:00`);
const at = (day: string, hour = '08:00'): string => `${day}T${hour}:00+07:00`;
const told = async (dossierId: string) =>
  (await monitor.get<IntegrityList>('/api/dossiers/integrity?month=2018-07')).lines
    .filter((line) => line.dossierId === dossierId && line.kind !== 'apology-missing')
    .map(({ kind, change }) => [kind, change]);
const statusOf = async (id: string) => (await monitor.get<DossierDetail>(`/api/dossiers/${id}`)).status;
const sumOf = async (column: 'late' | 'onTime' | 'early') =>
  (await monitor.get<MonthTable>('/api/dossiers/month?month=2018-07')).total.counts[column];

test('told open first and finished in time at the next reading, after its day, it is on time everywhere', async () => {
  const before = await sumOf('early');
  const id = await tell('R-1');
  on('2018-07-16');
  assert.equal(await tell('R-1', { finishedAt: at('2018-07-06') }), id);
  assert.equal(await statusOf(id), 'early');
  assert.equal(await sumOf('early'), before + 1);
  assert.equal(await sumOf('late'), 0);
  assert.deepEqual(await told(id), []);
  assert.deepEqual((await work.run(verifyDossiers)).wrong, []);
});

test('told late and then with the day of the result set back to the due day: judged so, and shown as against the rules', async () => {
  const id = await tell('R-2', { finishedAt: at('2018-07-12') });
  assert.equal(await statusOf(id), 'late');
  await tell('R-2', { finishedAt: LINE.dueAt });
  assert.equal(await statusOf(id), 'on-time');
  assert.deepEqual(await told(id), [
    ['import-excused', 'Có kết quả 08:00 thứ Năm, 12/07/2018 thành 08:00 thứ Hai, 09/07/2018'],
  ]);
});

test('an open one past its day whose source moves the day, or refuses it after all, leaves both days to be seen', async () => {
  const moved = await tell('R-3');
  await tell('R-3', { dueAt: at('2018-07-30') });
  assert.deepEqual(await told(moved), [
    ['import-excused', 'Hạn 08:00 thứ Hai, 09/07/2018 thành 08:00 thứ Hai, 30/07/2018'],
  ]);
  const denied = await tell('R-4', { finishedAt: at('2018-07-12') });
  await tell('R-4', { status: 'denied' });
  assert.deepEqual(
    (await told(denied)).map(([kind]) => kind),
    ['import-excused', 'import-excused'],
  );
});

test('a changed date that excuses nothing is a change; a first date, a first result and the same again are none', async () => {
  const id = await tell('R-5', { dueAt: at('2018-07-30') });
  await tell('R-5', { dueAt: at('2018-07-27') });
  assert.deepEqual(await told(id), [
    ['import-changed', 'Hạn 08:00 thứ Hai, 30/07/2018 thành 08:00 thứ Sáu, 27/07/2018'],
  ]);
  const first = await tell('R-6', { dueAt: null });
  await tell('R-6', { dueAt: at('2018-07-27') });
  await tell('R-6', { dueAt: at('2018-07-27'), finishedAt: at('2018-07-13') });
  await tell('R-6', { dueAt: at('2018-07-27'), finishedAt: at('2018-07-13') });
  assert.deepEqual(await told(first), []);
  assert.deepEqual((await work.run(verifyDossiers)).wrong, []);
});

test('an agency that was merged meanwhile hinders no source from telling on, and hides no date it tells otherwise', async () => {
  const id = await tell('R-8', { dueAt: at('2018-07-30') });
  const heir = { id: world.agency('KH.STC'), name: 'Sở Tài chính' };
  await work.run((tx) => passOn(tx, [world.agency('KH.SKHCN')], heir, 'Sáp nhập'));
  assert.equal(await tell('R-8', { dueAt: at('2018-07-27'), finishedAt: at('2018-07-13') }), id);
  assert.deepEqual(await told(id), [
    ['import-changed', 'Hạn 08:00 thứ Hai, 30/07/2018 thành 08:00 thứ Sáu, 27/07/2018'],
  ]);
  assert.deepEqual((await work.run(verifyDossiers)).wrong, []);
});

test('what was past its day when its source told it was stopped stays late when it is over', async () => {
  const id = await tell('R-7');
  await tell('R-7', { status: 'stopped' });
  await tell('R-7', { finishedAt: at('2018-07-16') });
  assert.equal(await statusOf(id), 'late');
});
