import { randomUUID } from 'node:crypto';
import type { Subject } from './program.ts';
import { closedLoop, type Measured } from './load.ts';

const SCHEMA = 'bench_ceiling';
const TABLES = [
  'dossier',
  'dossier_event',
  'audit_head',
  'audit_entry',
  'reminder_obligation',
  'reminder_clock',
  'reminder_plan',
  'event_outbox',
  'http_idempotency',
];

/**
 * The rows a transition writes, written by one prepared statement of the same driver and nothing else: no web server,
 * no rules, no row-level security, no reading back. As much as this machine could do at all.
 */
const STATEMENT = `
  with moved as (
    update ${SCHEMA}.dossier set version = version + 1, step_key = $2, step_name = $2, step_entered_at = now(),
      step_due_at = now() + interval '1 day', officer_id = $5, last_action = 'advance', changed_at = now(),
      changed_really_at = clock_timestamp()
    where id = $1 returning id, version, state, clock, agency_id, due_at, lawful_due_at),
  line as (
    insert into ${SCHEMA}.dossier_event (dossier_id, seq, at, action, from_state, state, clock, step_key, step_name,
      agency_id, due_at, lawful_due_at, actor_name, data)
    select id, 1000 + version, now(), 'advance', state, state, clock, $2, $2, agency_id, due_at, lawful_due_at, 'x', '{}'
    from moved),
  head as (
    insert into ${SCHEMA}.audit_head (subject_kind, subject_id, seq, hash) values ('dossier', $1::text, 1, $3)
    on conflict (subject_kind, subject_id) do update set seq = ${SCHEMA}.audit_head.seq + 1, hash = excluded.hash
    returning seq),
  entry as (
    insert into ${SCHEMA}.audit_entry (subject_kind, subject_id, seq, id, at, actor_name, action, reach, data, prev_hash, hash)
    select 'dossier', $1::text, seq, $4::uuid, now(), 'x', 'dossiers.advance', 'subject', '{"seq": 1}', $3, $3 from head),
  owed as (
    update ${SCHEMA}.reminder_obligation set start_at = now(), due_at = now() + interval '1 day', changed_at = now(),
      plan_version = plan_version + 1 where source = 'dossiers' and key = $1::text || '/step'
    returning id, plan_version, policy_id),
  clock as (
    update ${SCHEMA}.reminder_clock set next_step_key = 'half', next_planned_at = now(), next_at = now(), no_next_reason = null
    from owed where obligation_id = owed.id),
  plan as (
    insert into ${SCHEMA}.reminder_plan (obligation_id, version, policy_id, start_at, due_at, because, made_at)
    select id, plan_version, policy_id, now(), now(), 'due-changed', now() from owed),
  answer as (
    insert into ${SCHEMA}.http_idempotency (person_id, key, route, request_hash, answer)
    values ($4::text, $4::text, 'POST', $3, $6))
  insert into ${SCHEMA}.event_outbox (id, name, payload, at) select $4::uuid, 'dossiers.moved', '{"seq": 1}', now() from moved`;

/** Copies of the tables with their indexes and some thousand rows, so that no real dossier is touched. */
export async function measureCeiling(
  { owner, schema }: Subject,
  connections: readonly number[],
  seconds: number,
): Promise<Map<number, Measured>> {
  await owner.query(`drop schema if exists ${SCHEMA} cascade; create schema ${SCHEMA}`);
  for (const table of TABLES)
    await owner.query(`create table ${SCHEMA}.${table} (like ${schema}.${table} including all)`);
  await owner.query(
    `insert into ${SCHEMA}.dossier select * from ${schema}.dossier order by (clock = 'running') desc limit 20000`,
  );
  await owner.query(`insert into ${SCHEMA}.reminder_obligation
    select gen_random_uuid(), 'dossiers', d.id || '/step', o.kind, o.title, o.agency_id, o.person_id, o.follower_agency_id,
      o.start_at, o.due_at, o.urgency, o.link, o.action, o.explanation, o.origin, o.state, o.closed_at, o.policy_id,
      o.plan_version, o.acknowledged_at, o.acknowledged_by, o.registered_at, o.changed_at
    from ${SCHEMA}.dossier d,
      (select * from ${schema}.reminder_obligation where source = 'dossiers' and state = 'open' limit 1) o`);
  await owner.query(
    `insert into ${SCHEMA}.reminder_clock (obligation_id) select id from ${SCHEMA}.reminder_obligation`,
  );
  await owner.query(`analyze ${SCHEMA}.dossier, ${SCHEMA}.reminder_obligation, ${SCHEMA}.reminder_clock`);
  const { rows } = await owner.query<{ id: string }>(`select id from ${SCHEMA}.dossier`);
  const hash = 'f'.repeat(64);
  const answer = Buffer.alloc(300);
  let turn = 0;
  const found = new Map<number, Measured>();
  for (const count of connections) {
    const clients = await Promise.all(Array.from({ length: count }, () => owner.connect()));
    const calls = clients.map((client) => async () => {
      const id = rows[turn % rows.length]?.id;
      turn += 1;
      const values = [id, 'step', hash, randomUUID(), null, answer];
      await client.query({ name: 'ceiling', text: STATEMENT, values });
    });
    await closedLoop(calls, 0.5);
    found.set(count, await closedLoop(calls, seconds));
    for (const client of clients) client.release();
  }
  await owner.query(`drop schema ${SCHEMA} cascade`);
  return found;
}
