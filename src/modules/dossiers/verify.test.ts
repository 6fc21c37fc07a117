import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { verifyChains } from '#modules/audit/public.ts';
import { endMembership, postsOf } from '#modules/org/public.ts';
import { events } from '#platform/events/events.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { Action } from './domain/actions.ts';
import type { DossierDetail } from './detail-schema.ts';
import type { DossierPage } from './list-schema.ts';
import { subscribeDossiers } from './subscriptions.ts';
import { aDossier, dossierSeed, makeWorld, type Who } from './testing/world.ts';
import { verifyDossiers } from './verify.ts';

const province = await testProvince({ at: '2018-03-05T09:00', seed: dossierSeed });
const world = await makeWorld(province);
subscribeDossiers();
const system = province.as(systemActor('Thử nghiệm'));
const PEOPLE: readonly Who[] = [
  'clerk',
  'clerk2',
  'officer',
  'officer2',
  'head',
  'otherClerk',
  'otherOfficer',
  'strangerClerk',
];

/** Numbers that look thrown and are the same every time (Park and Miller). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

const FIELDS = ['receivedAt', 'finishedAt', 'applicantName', 'content', 'phone'] as const;

/** What an action may need, some of it wrong at times: a refusal must leave nothing behind. */
function needsOf(dossier: DossierDetail, roll: (sides: number) => number, today: string): object {
  const field = FIELDS[roll(FIELDS.length)] ?? 'content';
  const later = `2018-${String(4 + roll(8)).padStart(2, '0')}-1${roll(9)}`;
  return {
    reason: 'Lý do',
    text: 'Nội dung',
    document: { number: '7/SKHCN', on: '2018-03-05' },
    cause: (['agency', 'law', 'applicant'] as const)[roll(3)],
    agencyId: [world.agency('KH.STC'), world.agency('KH.SKHCN'), world.agency('KH.SNV')][roll(3)],
    officerId: dossier.officers[roll(Math.max(1, dossier.officers.length))]?.id,
    dueOn: later,
    papers: [{ name: 'Bản vẽ', originals: 1 }],
    period: { from: `${today}T00:00:00+07:00`, to: `${today}T00:30:00+07:00` },
    field,
    value: field.endsWith('At') ? '2018-03-01T09:00' : `Chữ ${roll(100)}`,
  };
}

const merge = (from: string, to: string, name: string) =>
  system.run((tx) =>
    events.emit(tx, 'org.agencies_merged', {
      changeId: from,
      effectiveOn: tx.today,
      reason: 'Sáp nhập',
      document: null,
      decidedBy: null,
      fromIds: [from],
      toId: to,
      from: [{ id: from, code: 'KH.SKHCN', name: 'Sở Khoa học và Công nghệ' }],
      to: { id: to, code: 'KH.STC', name },
    }),
  );

test('lives at random over HTTP, with retries, two hands at once, leavers and a merger: every row is the fold of its history', async () => {
  const roll = dice(20_180_305);
  const began = new Date('2018-03-05T02:00:00Z').getTime();
  const ids: string[] = [];
  const done = new Map<string, number>();
  let refused = 0;
  let retried = 0;
  for (let turn = 0; turn < 360; turn += 1) {
    province.clock.set(new Date(began + turn * 5 * 3_600_000));
    const today = new Date(began + turn * 5 * 3_600_000 + 7 * 3_600_000).toISOString().slice(0, 10);
    if (ids.length < 12 || roll(12) === 0) {
      const decision = (['accept', 'accept', 'accept', 'submit', 'request-completion'] as const)[roll(5)];
      const who = turn > 180 ? 'otherClerk' : 'clerk';
      const made = await world.as(who).post<DossierDetail>('/api/dossiers', {
        submissionId: `00000000-0000-4000-8000-${String(turn).padStart(12, '0')}`,
        procedureVersionId: world.procedure.versionId,
        channel: 'counter',
        applicant: { name: `Người nộp ${turn % 9}`, phone: `09050000${10 + (turn % 9)}` },
        decision,
        reason: 'Thiếu giấy tờ',
        missing: [{ name: 'Bản vẽ' }],
      });
      ids.push(made.id);
      continue;
    }
    if (turn === 150) {
      // The officer leaves: his name stays in the history, and no dossier can be given to him any more.
      const personId = world.actors.officer.personId ?? '';
      await system.run(async (tx) => {
        const held = (await postsOf(tx, [personId], tx.today)).get(personId) ?? [];
        for (const { membershipId } of held) await endMembership(tx, membershipId, tx.today);
      });
    }
    if (turn === 180) await merge(world.agency('KH.SKHCN'), world.agency('KH.STC'), 'Sở Tài chính');
    const who = PEOPLE[roll(PEOPLE.length)] ?? 'clerk';
    if (who === 'officer' && turn > 150) continue;
    const id = ids[roll(ids.length)] ?? '';
    const seen = await world.as(who).send('GET', `/api/dossiers/${id}`);
    if (seen.status !== 200) continue;
    const dossier = seen.body as DossierDetail;
    const open = dossier.actions.filter(
      (action) => !['withdraw', 'close-expired', 'deny'].includes(action) || roll(6) === 0,
    );
    const action: Action | undefined = open[roll(Math.max(1, open.length))];
    if (!action) continue;
    const body = { action, version: dossier.version, ...needsOf(dossier, roll, today) };
    const url = `/api/dossiers/${id}/actions`;
    const key = `turn-${String(turn).padStart(8, '0')}`;
    const first = await world.as(who).send('POST', url, body, key);
    if (first.status !== 200) {
      assert.ok(
        [403, 404, 409, 422].includes(first.status),
        `${action}: ${first.status} ${JSON.stringify(first.body)}`,
      );
      refused += 1;
      continue;
    }
    done.set(action, (done.get(action) ?? 0) + 1);
    if (roll(3) === 0) {
      const [again, other] = await Promise.all([
        world.as(who).send('POST', url, body, key),
        world.as(who).send('POST', url, body, `${key}-second-hand`),
      ]);
      assert.deepEqual(again.body, first.body, 'a retry gets the first answer');
      assert.notEqual(other.status, 200, 'the version it saw is gone');
      retried += 1;
    }
  }
  assert.ok(done.size >= 14, `only ${[...done.keys()].join()} were done`);
  assert.ok(retried > 20 && refused > 0, `${retried} retried, ${refused} refused`);

  const result = await system.run(verifyDossiers);
  assert.deepEqual(result.wrong, []);
  assert.ok(result.dossiers === ids.length && result.events > ids.length * 2);
  assert.deepEqual((await system.run(verifyChains)).broken, []);
  const { rows } = await system.run((tx) =>
    sql<{ id: string }>`
      select d.id from dossier d
      left join reminder_obligation o on o.source = 'dossiers' and o.key = d.id::text and o.state = 'open'
      where (d.clock = 'running' and d.due_at is not null) <> (o.id is not null) or o.due_at <> d.due_at`.execute(
      tx.db,
    ),
  );
  assert.deepEqual(rows, [], 'exactly the running promises are owed, each at its moment');
});

test('every number of the counts by state is the number of its dossiers, and all add up to what came in', async () => {
  const { dossiers } = await world.as('monitor').get<DossierPage>('/api/dossiers?limit=200');
  const { rows } = await system.run((tx) => sql<{ n: number }>`select count(*)::int as n from dossier`.execute(tx.db));
  assert.equal(dossiers.length, rows[0]?.n);
  const finished = dossiers.filter(({ finishedAt }) => finishedAt !== null);
  for (const one of finished) assert.ok(['result-ready', 'posting', 'returned'].includes(one.state), one.state);
});

test('a finish moved by hand in the database, a due moment, a missing line: each is found and named', async () => {
  const dossier = await aDossier(world);
  const found = async () => (await system.run(verifyDossiers)).wrong.find(({ id }) => id === dossier.id)?.faults ?? [];
  assert.deepEqual(await found(), []);
  const set = (column: string, value: Date | null) =>
    system.run((tx) => sql`update dossier set ${sql.ref(column)} = ${value} where id = ${dossier.id}`.execute(tx.db));
  await set('lawful_due_at', new Date('2019-01-07T02:00:00Z'));
  assert.deepEqual(await found(), ['row-is-not-the-fold:lawfulDueAt']);
  await set('lawful_due_at', new Date(dossier.lawfulDueAt ?? ''));
  await set('stopped_at', new Date('2018-03-05T02:00:00Z'));
  assert.deepEqual(await found(), ['row-is-not-the-fold:stoppedAt']);
  await set('stopped_at', null);
  assert.deepEqual(await found(), []);
  await assert.rejects(
    system.run((tx) => sql`delete from dossier_event where dossier_id = ${dossier.id}`.execute(tx.db)),
    /permission denied/,
    'the program itself cannot take a line out',
  );
  await assert.rejects(
    system.run((tx) => sql`update dossier_event set at = now() where dossier_id = ${dossier.id}`.execute(tx.db)),
    /permission denied/,
  );
});
