import assert from 'node:assert/strict';
import test from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { getWorkflowVersion, publishedWorkflow } from './public.ts';
import type { ProcedureDetail, ProcedureList, WorkflowDetail } from './schema.ts';
import { makeWorld, procedureSeed } from './testing/world.ts';

const world = await makeWorld(await testProvince({ seed: procedureSeed }));
const monitor = world.as('monitor');
const detailOf = async (code: string) => {
  const { procedures } = await monitor.get<ProcedureList>(`/api/procedures?tim=${code}`);
  return monitor.get<ProcedureDetail>(`/api/procedures/${procedures[0]?.id}`);
};
const draftOf = async (code: string) =>
  monitor.post<WorkflowDetail>(`/api/procedures/${(await detailOf(code)).id}/workflows`);
const saved = ({ revision, steps, subtotals }: WorkflowDetail) => ({ revision, steps, subtotals });
const decision = { decisionNumber: '123/QĐ-UBND', decisionOn: '2018-02-20', validFrom: '2018-03-15' };
const on = (versionId: string, day: string) =>
  world.province.as(systemActor()).run((tx) => publishedWorkflow(tx, versionId, day));

test('the page of the document that adds up wrongly warns of it and of steps without staff', async () => {
  const procedure = await detailOf('1.003999');
  const workflow = await monitor.get<WorkflowDetail>(`/api/procedure-workflows/${procedure.workflows[0]?.id}`);
  assert.deepEqual(
    workflow.warnings.find(({ code }) => code === 'under-limit'),
    { code: 'under-limit', step: null, severity: 'warn', values: { minutes: 4560, limit: 5040 } },
  );
  // Sở Nội vụ has two officers' posts of another role here, and no head, clerk or officer.
  assert.ok(workflow.warnings.some(({ code, step }) => code === 'no-staff' && step === 'b2'));
  assert.equal(workflow.staff['b1'], null, 'who receives depends on the desk');
  assert.equal(workflow.canEdit, false);
  assert.equal(workflow.canCopy, true);
});

test('a draft is kept with a step that has no name yet, and cannot be published with it', async () => {
  const draft = await draftOf('1.001193');
  const url = `/api/procedure-workflows/${draft.id}`;
  const steps = draft.steps.map((step, at) => (at === 1 ? { ...step, name: '  ' } : step));
  const kept = await monitor.put<WorkflowDetail>(url, { ...saved(draft), steps });
  assert.equal(kept.steps[1]?.name, '');
  assert.ok(kept.warnings.some(({ code, step }) => code === 'unnamed-step' && step === steps[1]?.key));
  assert.equal(
    await monitor.refused('POST', `${url}/publish`, { ...decision, revision: kept.revision }),
    '422 procedures.workflow_unusable',
  );
  await monitor.post(`${url}/drop`, { revision: kept.revision });
});

test('a new version is drafted from the one in force, saved with warnings, published by decision, and runs from its day', async () => {
  const procedure = await detailOf('1.001806');
  const first = procedure.workflows[0]?.id ?? assert.fail();
  const draft = await draftOf('1.001806');
  assert.equal(
    await monitor.refused('POST', `/api/procedures/${procedure.id}/workflows`),
    '409 procedures.draft_exists',
  );
  assert.deepEqual([draft.version, draft.status, draft.previous?.id, draft.canEdit], [2, 'draft', first, true]);
  const steps = draft.steps.map((step) => (step.key === 'b3' ? { ...step, minutes: 2880 } : step));
  const change = await monitor.put<WorkflowDetail>(`/api/procedure-workflows/${draft.id}`, { ...saved(draft), steps });
  assert.ok(change.warnings.some(({ code }) => code === 'under-limit'));

  const url = `/api/procedure-workflows/${draft.id}`;
  assert.equal(await monitor.refused('PUT', url, saved(draft)), '409 procedures.workflow_changed');
  const { revision } = change;
  const publish = (more: object) => monitor.refused('POST', `${url}/publish`, { ...decision, revision, ...more });
  assert.equal(await publish({ decisionOn: '2018-03-16' }), '422 procedures.decided_later');
  assert.equal(
    await publish({ validFrom: '2015-01-01', decisionOn: '2014-01-01' }),
    '422 procedures.valid_before_last',
  );
  assert.equal(await publish({ decisionNumber: ' ' }), '422 http.invalid_input');

  const published = await monitor.post<WorkflowDetail>(`${url}/publish`, { ...decision, revision });
  assert.deepEqual(
    [published.status, published.decision, published.isCurrent],
    ['published', { number: '123/QĐ-UBND', on: '2018-02-20' }, false],
  );
  assert.equal(
    await monitor.refused('PUT', url, { ...saved(change), revision: revision + 1 }),
    '409 procedures.workflow_published',
  );
  assert.equal((await on(procedure.versionId, '2018-03-14'))?.id, first, 'dossiers received before go by the old one');
  assert.equal((await on(procedure.versionId, '2018-03-15'))?.id, draft.id);
  const kept = await world.province.as(systemActor()).run((tx) => getWorkflowVersion(tx, first));
  assert.equal(
    kept.steps.find(({ key }) => key === 'b3')?.minutes,
    3360,
    'a running dossier finds its version as it was',
  );
});

test('the database itself lets nobody change a published version', async () => {
  const { workflows } = await detailOf('1.013934');
  const id = workflows[0]?.id ?? assert.fail();
  const changed = await world.province.as(world.actors.get('administrator') ?? assert.fail()).run(async (tx) =>
    tx.db
      .updateTable('procedure_workflow' as never)
      .set({ source: 'sửa lén' } as never)
      .where('id' as never, '=', id as never)
      .executeTakeFirst(),
  );
  assert.equal(changed.numUpdatedRows, 0n);
});

test('a draft no dossier could pass through is kept and not published; a malformed one is not even kept', async () => {
  const draft = await draftOf('1.009403');
  const url = `/api/procedure-workflows/${draft.id}`;
  const back = draft.steps.map((step) => (step.key === 'b7' ? { ...step, next: [{ to: 'b2' }] } : step));
  const kept = await monitor.put<WorkflowDetail>(url, { ...saved(draft), steps: back });
  assert.ok(kept.warnings.some(({ code }) => code === 'circle'));
  assert.equal(
    await monitor.refused('POST', `${url}/publish`, { ...decision, revision: kept.revision }),
    '422 procedures.workflow_unusable',
  );
  const lost = draft.steps.map((step) => (step.key === 'b7' ? { ...step, next: [{ to: 'khong-co' }] } : step));
  assert.equal(await monitor.refused('PUT', url, { ...saved(kept), steps: lost }), '422 procedures.workflow_malformed');
  await monitor.post(`${url}/drop`, { revision: kept.revision });
  assert.equal(await monitor.refused('GET', url), '404 procedures.workflow_not_found');
  assert.equal((await draftOf('1.009403')).version, 3, 'a dropped number is not given again');
});

test('two people who draft at once make one draft, two who save at once make one change', async () => {
  const { id } = await detailOf('1.013817');
  const two = [monitor, world.as('monitor2')];
  const drafts = await Promise.all(
    two.map((one) => one.send<WorkflowDetail>('POST', `/api/procedures/${id}/workflows`)),
  );
  assert.deepEqual(
    drafts.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  );
  const draft = drafts.find(({ status }) => status === 200)?.body ?? assert.fail();
  const saves = await Promise.all(
    two.map((one) => one.send('PUT', `/api/procedure-workflows/${draft.id}`, saved(draft))),
  );
  assert.deepEqual(
    saves.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  );
});

test('an officer reads and may not draw', async () => {
  const officer = world.as('officer');
  const { id, workflows } = await detailOf('1.014010');
  assert.equal((await officer.get<ProcedureDetail>(`/api/procedures/${id}`)).canManage, false);
  assert.equal((await officer.get<WorkflowDetail>(`/api/procedure-workflows/${workflows[0]?.id}`)).canCopy, false);
  assert.equal(await officer.refused('POST', `/api/procedures/${id}/workflows`), '403 auth.forbidden');
});
