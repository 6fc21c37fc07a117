import assert from 'node:assert/strict';
import test from 'node:test';
import { listAgencies } from '#modules/org/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { getWorkflowVersion, procedureOn, publishedWorkflow, searchProcedures, seedProcedures } from './public.ts';
import { procedureSeed } from './testing/world.ts';

const province = await testProvince({ seed: procedureSeed });
const program = province.as(systemActor('Thử nghiệm'));

test('all 65 sample procedures are there, each labelled a sample and with a workflow that says where it is from', () =>
  program.run(async (tx) => {
    const all = await searchProcedures(tx, { query: '', on: tx.today, limit: 100 });
    assert.equal(all.length, 65);
    assert.ok(all.every((one) => one.isSample && !one.verified.papers));
    for (const one of all) {
      const workflow = await publishedWorkflow(tx, one.versionId, tx.today);
      assert.ok(workflow && workflow.steps.length >= 3, one.name);
      assert.match(workflow.source ?? '', /^(Mẫu, chưa phải danh mục của tỉnh|Quy trình minh họa)/);
      assert.equal((await getWorkflowVersion(tx, workflow.id)).steps.length, workflow.steps.length);
    }
  }));

test('seeding again makes nothing twice', () => program.run(async (tx) => assert.equal(await seedProcedures(tx), 0)));

test('a procedure is found by code, without marks and with a typing slip; the best answer stands first', () =>
  program.run(async (tx) => {
    const first = async (query: string) => (await searchProcedures(tx, { query, on: tx.today }))[0]?.centralCode;
    assert.equal(await first('1.001193'), '1.001193');
    assert.equal(await first('dang ky khai sinh'), '1.001193');
    assert.equal(await first('Đăng kí khai sjnh'), '1.001193');
    assert.deepEqual(await searchProcedures(tx, { query: 'zzzzqqq', on: tx.today }), []);
    assert.deepEqual(await searchProcedures(tx, { query: "100%_'", on: tx.today }), []);
  }));

test('a commune desk is offered what communes receive, a department what departments do', () =>
  program.run(async (tx) => {
    const agencies = await listAgencies(tx, { on: tx.today });
    const at = async (level: string, kind: string) =>
      searchProcedures(tx, {
        query: '',
        on: tx.today,
        limit: 100,
        agencyId: agencies.find((one) => one.level === level && one.kind === kind)?.id ?? assert.fail(level),
      });
    assert.ok((await at('tinh', 'so')).every(({ level }) => level !== 'xa' && level !== 'xa->tinh'));
    assert.ok((await at('xa', 'uy_ban_nhan_dan')).every(({ level }) => level !== 'tinh'));
  }));

test('steps read in a document keep its words, its hours and its subtotals', () =>
  program.run(async (tx) => {
    const [found] = await searchProcedures(tx, { query: '2.002755', on: tx.today });
    const workflow = (found && (await publishedWorkflow(tx, found.versionId, tx.today))) ?? assert.fail();
    assert.deepEqual(workflow.subtotals, [
      { level: 'xa', minutes: 40 * 60 },
      { level: 'tinh', minutes: 56 * 60 },
    ]);
    assert.equal(workflow.steps[9]?.note, 'Chuyên viên Văn phòng UBND tỉnh');
    assert.deepEqual(workflow.steps[9]?.agency, { kind: 'code', code: 'KH.VPUBND' });
    assert.equal(workflow.steps.at(-1)?.minutes, null);
  }));

test('before its first day a procedure does not exist', () =>
  program.run(async (tx) => {
    const [one] = await searchProcedures(tx, { query: '1.001193', on: tx.today });
    assert.equal(await procedureOn(tx, one?.id ?? '', '2015-05-14'), undefined);
    assert.equal((await procedureOn(tx, one?.id ?? '', '2015-05-15'))?.versionId, one?.versionId);
  }));
