import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { verifyChains } from '#modules/audit/public.ts';
import type { WorkflowStep } from '#modules/procedures/domain/workflow.ts';
import { addPublishedWorkflow } from '#modules/procedures/public.ts';
import { aStep, flow } from '#modules/procedures/testing/flows.ts';
import { events } from '#platform/events/events.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DossierDetail } from './detail-schema.ts';
import type { DossierPage } from './list-schema.ts';
import { subscribeDossiers } from './subscriptions.ts';
import { aDossier, dossierSeed, makeWorld, type Who } from './testing/world.ts';
import { verifyDossiers } from './verify.ts';

const province = await testProvince({ at: '2018-07-02T08:00', seed: dossierSeed });
const world = await makeWorld(province);
subscribeDossiers();
const system = province.as(systemActor('Thử nghiệm'));
const [clerk, head, finance, financeOfficer, home] = (
  ['clerk', 'head', 'otherClerk', 'otherOfficer', 'strangerClerk'] as const
).map((who) => world.as(who)) as [Caller, Caller, Caller, Caller, Caller];
type Caller = ReturnType<typeof world.as>;
const receiving = { agency: { kind: 'receiving' } } as const;
const at = (code: string): Partial<WorkflowStep> => ({ agency: { kind: 'code', code } });

/*
 * Nhận hồ sơ → phân công → (thẩm định tại Sở | Sở Tài chính: tính, duyệt | Sở Nội vụ: ý kiến) → tổng hợp → trả.
 */
await system.run((tx) =>
  addPublishedWorkflow(
    tx,
    world.procedure.id,
    flow(
      aStep('nhan', 120, 'pc', receiving),
      aStep('pc', 240, 'td, tc1, nv', { split: 'all' }),
      aStep('td', 960, 'th'),
      aStep('tc1', 480, 'tc2', at('KH.STC')),
      aStep('tc2', 480, 'th', at('KH.STC')),
      aStep('nv', 960, 'th', at('KH.SNV')),
      aStep('th', 480, 'tra', { join: 'all' }),
      aStep('tra', null, '', receiving),
    ),
    { validFrom: '2018-01-01', source: 'Thử', isSample: true, decision: null },
  ),
);

/** A dossier that three agencies have at once. */
async function parted(): Promise<DossierDetail> {
  const forwarded = await clerk.act(await aDossier(world), 'forward');
  return head.act(forwarded, 'advance');
}
const read = (who: Caller, { id }: { id: string }) => who.get<DossierDetail>(`/api/dossiers/${id}`);
const partsOf = (dossier: DossierDetail) =>
  dossier.parts.map(
    ({ agency, stepName, waitsFor }) => `${agency.name}: ${stepName}${waitsFor ? ` > ${waitsFor}` : ''}`,
  );
const owed = async (id: string) => {
  const { rows } = await system.run((tx) =>
    sql<{ agency_id: string; state: string }>`
      select agency_id, state from reminder_obligation
      where source = 'dossiers' and key like ${`${id}/step%`}`.execute(tx.db),
  );
  const names = new Map([SKHCN, STC, SNV].map((name) => [world.agency(CODES[name] ?? ''), name]));
  return rows.map((one) => `${names.get(one.agency_id)} ${one.state}`).toSorted((a, b) => a.localeCompare(b, 'vi'));
};
const SKHCN = 'Sở Khoa học và Công nghệ';
const STC = 'Sở Tài chính';
const SNV = 'Sở Nội vụ';
const CODES: Readonly<Record<string, string>> = { [SKHCN]: 'KH.SKHCN', [STC]: 'KH.STC', [SNV]: 'KH.SNV' };

test('one act opens three parts: each agency has its own step, due moment, obligation and queue', async () => {
  const forwarded = await clerk.act(await aDossier(world), 'forward');
  const [next] = (await read(head, forwarded)).nextSteps;
  assert.deepEqual(
    [next?.name, next?.besides.map(({ agency }) => agency.name)],
    ['Bước td', [STC, SNV]],
    'whoever opens them sees where they go',
  );
  assert.equal((await finance.refused('GET', `/api/dossiers/${forwarded.id}`)).status, 404);
  const dossier = await head.act(forwarded, 'advance');
  assert.deepEqual(partsOf(dossier), [`${SKHCN}: Bước td`, `${STC}: Bước tc1`, `${SNV}: Bước nv`]);
  assert.deepEqual(
    dossier.parts.map(({ dueAt }) => dueAt),
    ['2018-07-04T08:00:00+07:00', '2018-07-03T08:00:00+07:00', '2018-07-04T08:00:00+07:00'],
  );
  assert.deepEqual(await owed(dossier.id), [`${SKHCN} open`, `${SNV} open`, `${STC} open`]);
  for (const [who, step] of [
    [head, 'Bước td'],
    [finance, 'Bước tc1'],
    [home, 'Bước nv'],
  ] as const) {
    const { dossiers } = await who.get<DossierPage>('/api/dossiers?queue=agency');
    assert.deepEqual(
      dossiers.filter(({ id }) => id === dossier.id).map(({ stepName }) => stepName),
      [step],
      'each desk sees its own step',
    );
  }
});

test('each goes on for itself; who is done waits at nobody’s desk; the last one begins the joining step', async () => {
  const { id } = await parted();
  province.clock.set('2018-07-02T10:00');
  let dossier = await read(head, { id });
  dossier = await head.act(dossier, 'advance');
  assert.deepEqual(partsOf(dossier), [`${STC}: Bước tc1`, `${SKHCN}: Bước td > Bước th`, `${SNV}: Bước nv`]);
  assert.ok(!dossier.actions.includes('advance') && !dossier.actions.includes('finish'), 'his part is done');
  assert.deepEqual(await owed(id), [`${SKHCN} done`, `${SNV} open`, `${STC} open`]);
  const early = await head.cannot(dossier, 'advance', { part: '0' });
  assert.equal(early.code, 'dossiers.part_over');
  dossier = await finance.act(await read(finance, { id }), 'advance');
  assert.equal(dossier.stepName, 'Bước tc2');
  dossier = await home.act(await read(home, { id }), 'advance');
  province.clock.set('2018-07-03T10:00');
  dossier = await finance.act(await read(finance, { id }), 'advance');
  assert.deepEqual([dossier.parts, dossier.stepName, dossier.agency.name], [[], 'Bước th', SKHCN]);
  dossier = await read(head, { id });
  assert.deepEqual(
    dossier.legs.map(({ agency, stepName, sideBySide }) => `${agency.name} ${stepName} ${sideBySide}`),
    [
      `${SKHCN} Bước nhan false`,
      `${SKHCN} Bước pc false`,
      `${SKHCN} Bước td true`,
      `${STC} Bước tc1 true`,
      `${SNV} Bước nv true`,
      `${STC} Bước tc2 true`,
      `${SKHCN} Bước th false`,
    ],
  );
  assert.equal(
    dossier.legs.find(({ stepName }) => stepName === 'Bước td')?.elapsedMinutes,
    120,
    'waiting is not his time',
  );
  dossier = await head.act(dossier, 'finish');
  assert.deepEqual([dossier.state, dossier.outcome], ['result-ready', 'granted']);
  assert.ok((await owed(id)).every((one) => one.endsWith(' done')));
  province.clock.set('2018-07-02T08:00');
});

test('an agency acts in its own part only, assigns, hands over and sends back inside it', async () => {
  const dossier = await parted();
  const main = dossier.parts[0]?.id;
  const homes = dossier.parts[2]?.id;
  const seen = await read(financeOfficer, dossier);
  assert.equal((await financeOfficer.cannot(seen, 'advance', { part: main })).code, 'dossiers.not_yours');
  assert.equal((await financeOfficer.cannot(seen, 'advance', { part: homes })).code, 'dossiers.not_yours');
  assert.equal((await financeOfficer.cannot(seen, 'finish')).code, 'dossiers.steps_left');
  assert.equal((await financeOfficer.cannot(seen, 'send-back', { reason: 'Nhầm' })).code, 'dossiers.no_step_before');
  const officerId = world.actors.otherOfficer.personId;
  const wrong = await finance.cannot(await read(finance, dossier), 'assign', {
    officerId: world.actors.officer.personId,
  });
  assert.equal(wrong.code, 'dossiers.not_in_agency');
  let now = await finance.act(await read(finance, dossier), 'assign', { officerId });
  assert.equal(now.parts[1]?.officer, 'Hà Tài Chính');
  assert.equal(now.officer, null, 'the leading part is nobody else’s business');
  const mine = await financeOfficer.get<DossierPage>('/api/dossiers?queue=mine');
  const [row] = mine.dossiers.filter(({ id }) => id === dossier.id);
  assert.deepEqual([row?.stepName, row?.officer?.name], ['Bước tc1', 'Hà Tài Chính']);
  now = await financeOfficer.act(now, 'advance');
  now = await finance.act(now, 'send-back', { reason: 'Tính lại' });
  assert.deepEqual([now.parts[1]?.stepName, now.parts[1]?.officer], ['Bước tc1', 'Hà Tài Chính']);
  assert.equal(now.events.at(-1)?.agency, STC, 'the history says whose part it was');
  now = await finance.act(now, 'hand-over', { agencyId: world.agency('KH.SNV'), reason: 'Đúng thẩm quyền' });
  assert.deepEqual(partsOf(now), [`${SKHCN}: Bước td`, `${SNV}: Bước tc1`, `${SNV}: Bước nv`]);
  const both = await read(home, dossier);
  assert.equal(both.part, both.parts[1]?.id);
  assert.ok(both.parts[2]?.acts?.actions.includes('advance'), 'whoever has two parts acts in each');
  const after = await home.act(both, 'advance', { part: both.parts[2]?.id });
  assert.equal(after.parts[2]?.waitsFor, 'Bước th');
});

test('parting and joining are taken back like any step, and nothing of them stays', async () => {
  const forwarded = await clerk.act(await aDossier(world), 'forward');
  const dossier = await head.act(forwarded, 'advance');
  const back = await head.act(dossier, 'undo');
  assert.deepEqual([back.parts, back.stepName], [[], 'Bước pc']);
  assert.deepEqual(await owed(dossier.id), [`${SKHCN} open`, `${SNV} cancelled`, `${STC} cancelled`]);
  const { dossiers } = await finance.get<DossierPage>('/api/dossiers?queue=agency');
  assert.ok(dossiers.every(({ id }) => id !== dossier.id));
  let again = await head.act(back, 'advance');
  again = await head.act(again, 'advance');
  again = await head.act(again, 'undo');
  assert.deepEqual(partsOf(again), [`${SKHCN}: Bước td`, `${STC}: Bước tc1`, `${SNV}: Bước nv`]);
  assert.deepEqual(
    (await owed(dossier.id)).filter((one) => one.endsWith('open')).length,
    3,
    'what was done is owed again',
  );
});

test('two agencies at once: one passes, the other is told who did what; a retry does nothing twice', async () => {
  const dossier = await parted();
  const [one, other] = await Promise.all([
    finance.send(
      'POST',
      `/api/dossiers/${dossier.id}/actions`,
      { action: 'advance', version: dossier.version },
      'a'.repeat(12),
    ),
    home.send(
      'POST',
      `/api/dossiers/${dossier.id}/actions`,
      { action: 'advance', version: dossier.version },
      'b'.repeat(12),
    ),
  ]);
  assert.deepEqual(
    [one.status, other.status].toSorted((a, b) => a - b),
    [200, 409],
  );
  const winner = one.status === 200 ? finance : home;
  const key = (one.status === 200 ? 'a' : 'b').repeat(12);
  await winner.send(
    'POST',
    `/api/dossiers/${dossier.id}/actions`,
    { action: 'advance', version: dossier.version },
    key,
  );
  assert.equal((await read(head, dossier)).version, dossier.version + 1);
});

test('a supplement stops every part and all of them begin again with the dossier', async () => {
  let dossier = await parted();
  dossier = await financeOfficer.act(await read(financeOfficer, dossier), 'draft-supplement', {
    reason: 'Thiếu dự toán',
    papers: [{ name: 'Dự toán', originals: 1 }],
  });
  province.clock.set('2018-07-03T09:00');
  dossier = await clerk.act(await read(clerk, dossier), 'issue-supplement');
  assert.ok((await owed(dossier.id)).every((one) => one.endsWith('cancelled')));
  province.clock.set('2018-07-05T08:00');
  dossier = await clerk.act(await read(clerk, dossier), 'take-supplement');
  assert.deepEqual(
    dossier.parts.map(({ dueAt }) => dueAt),
    ['2018-07-09T08:00:00+07:00', '2018-07-06T08:00:00+07:00', '2018-07-09T08:00:00+07:00'],
  );
  assert.ok((await owed(dossier.id)).every((one) => one.endsWith('open')));
  province.clock.set('2018-07-02T08:00');
});

/** Numbers that look thrown and are the same every time (Park and Miller). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

test('parts moved at random over HTTP, with retries and a merger: every row is the fold, every queue is right, all can finish', async () => {
  const roll = dice(42);
  const people: readonly Who[] = ['clerk', 'head', 'officer', 'otherClerk', 'otherOfficer', 'strangerClerk'];
  const ids: string[] = [];
  const began = new Date('2018-07-02T01:00:00Z').getTime();
  for (let turn = 0; turn < 140; turn += 1) {
    province.clock.set(new Date(began + turn * 2 * 3_600_000));
    if (ids.length < 5) {
      ids.push((await parted()).id);
      continue;
    }
    if (turn === 90) {
      const [from, to] = [world.agency('KH.SNV'), world.agency('KH.STC')];
      await system.run((tx) =>
        events.emit(tx, 'org.agencies_merged', {
          changeId: from,
          effectiveOn: tx.today,
          reason: 'Sáp nhập',
          document: null,
          decidedBy: null,
          fromIds: [from],
          toId: to,
          from: [{ id: from, code: 'KH.SNV', name: SNV }],
          to: { id: to, code: 'KH.STC', name: STC },
        }),
      );
    }
    const who = people[roll(people.length)] ?? 'head';
    const id = ids[roll(ids.length)] ?? '';
    const seen = await world.as(who).send('GET', `/api/dossiers/${id}`);
    if (seen.status !== 200) continue;
    const dossier = seen.body as DossierDetail;
    const places = [
      { part: dossier.part, actions: dossier.actions },
      ...dossier.parts.flatMap(({ id: part, acts }) => (acts ? [{ part, actions: acts.actions }] : [])),
    ];
    const place = places[roll(places.length)];
    const open = (place?.actions ?? []).filter((action) =>
      ['advance', 'send-back', 'assign', 'undo', 'issue-supplement', 'take-supplement', 'draft-supplement'].includes(
        action,
      ),
    );
    const action = open[roll(Math.max(1, open.length))];
    if (!action) continue;
    const body = {
      action,
      version: dossier.version,
      part: place?.part,
      reason: 'Lý do',
      papers: [{ name: 'Bản vẽ' }],
      officerId: dossier.officers[0]?.id,
      ...(action === 'advance' ? { officerId: undefined } : {}),
    };
    const reply = await world.as(who).send('POST', `/api/dossiers/${id}/actions`, body, `turn-${turn}-random`);
    assert.ok([200, 409, 422].includes(reply.status), `${action}: ${reply.status} ${JSON.stringify(reply.body)}`);
    if (roll(4) === 0) await world.as(who).send('POST', `/api/dossiers/${id}/actions`, body, `turn-${turn}-random`);
    if (turn % 20 === 0) assert.deepEqual((await system.run(verifyDossiers)).wrong, []);
  }
  assert.deepEqual((await system.run(verifyDossiers)).wrong, []);
  assert.deepEqual((await system.run(verifyChains)).broken, []);
  const { rows } = await system.run((tx) =>
    sql<{ id: string }>`
      select d.id from dossier d where d.clock = 'running' and
        (select count(*) from reminder_obligation o where o.source = 'dossiers' and o.state = 'open'
           and o.key like d.id::text || '/step%')
        <> (d.step_due_at is not null)::int
           + (select count(*) from jsonb_array_elements(d.tracks->'others') t
              where t->>'waitsAt' is null and t->>'dueAt' is not null)`.execute(tx.db),
  );
  assert.deepEqual(rows, [], 'each part at work is owed, and no other');
  // Whatever happened: everybody goes on until each dossier has its result.
  for (const id of ids)
    for (let round = 0; round < 30; round += 1) {
      let acted = false;
      for (const who of ['clerk', 'head', 'otherClerk'] as const) {
        const dossier = await read(world.as(who), { id });
        const action = (['take-supplement', 'issue-supplement', 'finish', 'advance', 'forward'] as const).find((one) =>
          dossier.actions.includes(one),
        );
        if (!action || dossier.state === 'result-ready') continue;
        await world.as(who).act(dossier, action, { part: dossier.part });
        acted = true;
      }
      if (!acted) break;
    }
  for (const id of ids) assert.equal((await read(head, { id })).state, 'result-ready');
});
