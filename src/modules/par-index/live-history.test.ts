import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { publishDirectivesMeasures } from '#modules/directives/public.ts';
import { newId } from '#kernel/id.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { LiveCheck, LiveResult } from './live-schema.ts';
import type { RoundDetail } from './rounds-schema.ts';
import { adoptedSet, makeWorld, roundBody, smallSet, workSeed } from './testing/world.ts';

/*
 * A hundred thousand changes of the ledger of tasks, in its own tables: parts given out (some after they were due),
 * reports, reports sent back and sent again, confirmed long after, parts withdrawn. The facts of a stretch are written
 * in any order, as they arrive; then the round reads its figures. In the end every value it ever kept is reckoned again
 * from the whole history.
 */
const CHANGES = 100_000;
const READ_EVERY = 4_000;
const PARTS = 5_000;
const DAY_MS = 86_400_000;

const province = await testProvince({ at: '2018-01-05T08:00', seed: workSeed });
const world = await makeWorld(province);
publishDirectivesMeasures();
const units = ['KH.STTTT', 'KH.STC', 'KH.SNV'].map(world.agency);

const [field, results] = smallSet().fields;
assert.ok(field?.kind === 'branch' && results);
const [plan, done] = field.children;
assert.ok(plan?.kind === 'leaf' && done?.kind === 'leaf');
const share = done.rule;
const set = await adoptedSet(
  world,
  smallSet({
    fields: [
      {
        ...field,
        children: [
          { ...plan, rule: share, measureId: 'directives.on-time-strict' },
          { ...done, measureId: 'directives.completion' },
        ],
      },
      results,
    ],
  }),
);
const round = await world.as('monitor').post<RoundDetail>(
  '/api/par/rounds',
  roundBody(world, set.id, {
    periodFrom: '2018-01-01',
    periodTo: '2018-12-31',
    cutOffOn: '2018-12-31',
    selfDueOn: '2019-01-10',
    appraisal1DueOn: '2019-01-11',
    explanationDueOn: '2019-01-12',
    appraisal2DueOn: '2019-01-13',
    publishOn: '2019-01-14',
  }),
);
const url = `/api/par/rounds/${round.id}/live`;

interface Report {
  readonly id: string;
  readonly assignment_id: string;
  readonly reported_at: string;
}
interface Decision {
  readonly id: string;
  readonly decision: 'confirmed' | 'returned';
  readonly decided_at: string;
}
/** Facts of one stretch, not yet written. */
interface Stretch {
  opened: { id: string; agency_id: string; due_at: string; opened_at: string; period_key: string }[];
  reported: Report[];
  decided: Decision[];
  withdrawn: { id: string; withdrawn_at: string }[];
}
const empty = (): Stretch => ({ opened: [], reported: [], decided: [], withdrawn: [] });

let seed = 20_180_105;
const random = (below: number): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};

interface Part {
  readonly id: string;
  waiting: string | undefined;
}
/** Parts that can still change. */
const parts: Part[] = [];
let made = 0;

/** One change at a moment. */
function change(stretch: Stretch, now: Date): void {
  const at = now.toISOString();
  if (made < PARTS && (parts.length === 0 || random(8) === 0)) {
    made += 1;
    const id = newId();
    const due_at = new Date(now.getTime() + (random(70) - 10) * DAY_MS).toISOString();
    stretch.opened.push({ id, agency_id: units[random(3)] ?? '', due_at, opened_at: at, period_key: `k${made}` });
    parts.push({ id, waiting: undefined });
    return;
  }
  const place = random(parts.length);
  const part = parts[place];
  assert.ok(part, 'there is something left to change');
  const end = () => parts.splice(place, 1);
  if (part.waiting !== undefined) {
    const isEnd = random(12) === 0 && parts.length > 50;
    stretch.decided.push({ id: part.waiting, decision: isEnd ? 'confirmed' : 'returned', decided_at: at });
    part.waiting = undefined;
    if (isEnd) end();
  } else if (random(150) === 0 && parts.length > 50) {
    stretch.withdrawn.push({ id: part.id, withdrawn_at: at });
    end();
  } else {
    part.waiting = newId();
    stretch.reported.push({ id: part.waiting, assignment_id: part.id, reported_at: at });
  }
}

const shuffled = <T>(items: readonly T[]): T[] => {
  const left = [...items];
  return items.map(() => left.splice(random(left.length), 1)[0] as T);
};

const taskId = newId();
async function write(tx: Tx, { opened, reported, decided, withdrawn }: Stretch): Promise<void> {
  const rows = <T>(items: readonly T[]) => JSON.stringify(shuffled(items));
  await sql`insert into directive_assignment (id, task_id, document_id, agency_id, agency_name, first_agency_id, role,
      counted, period_key, period_from, period_to, due_at, explanation, opened_at, changed_at, changed_by_name, last_action)
    select id, ${taskId}::uuid, ${taskId}::uuid, agency_id, '', agency_id, 'lead', true, period_key, '2018-01-01', '2018-12-31',
      due_at, '[]', opened_at, opened_at, 'Thử', 'issued'
    from jsonb_to_recordset(${rows(opened)}::jsonb)
      as x (id uuid, agency_id uuid, due_at timestamptz, opened_at timestamptz, period_key text)`.execute(tx.db);
  await sql`insert into directive_report (id, assignment_id, task_id, text, reported_at, reported_by_name, agency_name)
    select id, assignment_id, ${taskId}::uuid, 'Thử', reported_at, 'Thử', ''
    from jsonb_to_recordset(${rows(reported)}::jsonb)
      as x (id uuid, assignment_id uuid, reported_at timestamptz)`.execute(tx.db);
  await sql`update directive_report r set decision = x.decision, decided_at = x.decided_at, decision_note = 'Thử'
    from jsonb_to_recordset(${rows(decided)}::jsonb) as x (id uuid, decision text, decided_at timestamptz)
    where r.id = x.id`.execute(tx.db);
  await sql`update directive_assignment a set withdrawn_at = x.withdrawn_at
    from jsonb_to_recordset(${rows(withdrawn)}::jsonb) as x (id uuid, withdrawn_at timestamptz)
    where a.id = x.id`.execute(tx.db);
}

const program = province.as(systemActor());
await program.run((tx) =>
  sql`insert into directive_task (id, proposal_id, document_id, position, item_path, text, span_from, span_to, kind, product,
      giver, follower_agency_id, follower_name, urgency, search, issued_at, issued_by_name)
    values (${taskId}, ${newId()}, ${taskId}, 1, '{}', 'Thử', 0, 1, 'concrete', 'Thử', 'UBND', ${units[0]}, '', 'normal', '',
      ${tx.now}, 'Thử')`.execute(tx.db),
);

test('100,000 random changes with late arrivals and corrections: stored equals recomputed, to the last bit', async (t) => {
  let stretch = empty();
  let written = 0;
  for (let done = 1; done <= CHANGES; done += 1) {
    const now = new Date(province.clock.now().getTime() + 1000 * (1 + random(280)));
    province.clock.set(now);
    change(stretch, now);
    if (done % READ_EVERY !== 0) continue;
    const facts = stretch;
    stretch = empty();
    await program.run((tx) => write(tx, facts));
    province.clock.set(new Date(now.getTime() + 120_000));
    written += (await world.as('monitor').post<LiveResult>(url)).written;
  }
  const { rows } = await program.run((tx) =>
    sql<{ reports: number; parts: number }>`select (select count(*)::int from directive_report) as reports,
      (select count(*)::int from directive_assignment) as parts`.execute(tx.db),
  );
  t.diagnostic(`${rows[0]?.parts} parts, ${rows[0]?.reports} reports, ${written} values kept`);
  assert.equal(rows[0]?.parts, PARTS);
  assert.ok(written > 120, `${written} values kept`);
  const { checked, different } = await world.as('auditor').get<LiveCheck>(`${url}/check`);
  assert.equal(checked, written);
  assert.deepEqual(different, []);
});

test('one fact changed behind the ledger’s back is found in the values it touches', async () => {
  await program.run((tx) =>
    sql`update directive_report set decided_at = decided_at + interval '200 days'
      where id = (select id from directive_report where decision = 'confirmed' order by decided_at, id limit 1)`.execute(
      tx.db,
    ),
  );
  const { different } = await world.as('auditor').get<LiveCheck>(`${url}/check`);
  assert.ok(different.length > 0);
});
