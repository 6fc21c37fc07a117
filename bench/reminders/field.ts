import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { systemActor } from '#platform/auth/actor.ts';
import { startCluster } from '#platform/db/embedded/cluster.ts';
import { migrateProvince } from '#platform/db/migrate.ts';
import { prepareDatabase } from '#platform/db/prepare.ts';
import { openProvince, type Province, type ProvinceInfo } from '#platform/db/province.ts';
import { seedCalendar } from '#modules/calendar/public.ts';
import { assign, createPerson, createPost, listAgencies, seedOrg } from '#modules/org/public.ts';
import { registerObligation } from '#modules/reminders/public.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';

export const BENCH_PROVINCE: ProvinceInfo = {
  code: 'bench',
  schema: 'p_bench',
  name: 'Tỉnh đo',
  isDemonstration: false,
};

/** Where the clock stands while nothing is due yet, and the moment at which the steps of those due stand. */
export const BEFORE = moment('2018-03-29T10:00');
export const DUE = moment('2018-03-30T07:00');
const DUE_AT = moment('2018-03-30T17:00');

/** A PostgreSQL of its own, as durable as the product's, and its database of one province. */
export interface Field {
  readonly ownerUrl: string;
  readonly appUrl: string;
  stop(): Promise<void>;
}

export async function openField(): Promise<Field> {
  const folder = mkdtempSync(join(tmpdir(), 'dunghen-bench-'));
  chmodSync(folder, 0o755); // PostgreSQL does not run as root: its user must reach it
  const cluster = await startCluster(folder);
  const stop = async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await statement(cluster.url, 'create database bench');
    const ownerUrl = Object.assign(new URL(cluster.url), { pathname: '/bench' }).href;
    const { appUrl, appRole } = await prepareDatabase(ownerUrl);
    await migrateProvince(ownerUrl, BENCH_PROVINCE.schema, appRole);
    const province = openProvince(appUrl, BENCH_PROVINCE, { clock: { now: () => moment('2018-02-26T15:00') } });
    await fillOffices(province);
    await province.close();
    return { ownerUrl, appUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const OFFICES = 20;

/** One officer with an address in each of some agencies, who owes one obligation: the pattern of all that are made. */
async function fillOffices(province: Province): Promise<void> {
  await province.as(systemActor('Đo')).run(async (tx) => {
    await seedOrg(tx, '2018');
    await seedCalendar(tx);
    const agencies = (await listAgencies(tx, { on: tx.today })).slice(0, OFFICES);
    for (const [number, { id }] of agencies.entries()) {
      const person = await createPerson(tx, {
        fullName: `Chuyên Viên ${String.fromCodePoint(65 + number)}`,
        email: `cv${number}@do.invalid`,
      });
      const post = await createPost(tx, { agencyId: id, title: 'Chuyên viên', role: 'officer' });
      await assign(tx, { personId: person.id, postId: post.id, from: '2018-01-01' });
      await registerObligation(tx, {
        source: 'bench',
        key: `pattern-${number}`,
        kind: 'bench-task',
        title: 'Báo cáo kết quả rà soát thủ tục hành chính',
        agencyId: id,
        personId: person.id,
        startAt: tx.now,
        dueAt: DUE_AT,
        urgency: 'normal',
        link: '/nhiem-vu/1',
        explanation: ['Hạn ghi trong văn bản: "trước ngày 30/3/2018".'],
        origin: { document: 'Thông báo kết luận', number: '123/TB-UBND' },
      });
    }
  });
}

/** What a fresh row of a table is made of: the pattern's own, with these columns in its place. */
const OBLIGATIONS = `
  insert into reminder_obligation
    (id, source, key, kind, title, agency_id, person_id, start_at, due_at, urgency, link, explanation, origin, state,
     policy_id, plan_version, registered_at, changed_at)
  select ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, o.source, 'made-' || n, o.kind,
    o.title || ' ' || n, o.agency_id, o.person_id, o.start_at + n % 1440 * interval '1 minute',
    o.due_at + case when n <= $due then '0'::interval else interval '28 days' end, o.urgency, o.link, o.explanation,
    o.origin, 'open', o.policy_id, 1, o.registered_at, o.changed_at
  from generate_series($from, $to) n join public.pattern o on o.key = 'pattern-' || (n % ${OFFICES})`;
const PART = 100_000;

/**
 * Empties the tables and makes `scheduled` obligations out of the patterns, all with a next step: `due` of them at
 * DUE, the others a month later. Rows are made inside PostgreSQL, with ids in order as the product gives them, indexes
 * after the rows, and without asking for each what it refers to: making must not take longer than measuring.
 */
export async function fillObligations(
  ownerUrl: string,
  scheduled: number,
  due: number,
  progress: (made: number) => void = () => undefined,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const ahead = `interval '${DUE_AT.getTime() - DUE.getTime()} milliseconds'`;
    await client.query(`
      set search_path = p_bench, public;
      set session_replication_role = replica;
      set synchronous_commit = off;
      set maintenance_work_mem = '512MB';
      create table if not exists public.pattern as select * from reminder_obligation where key like 'pattern-%';
      truncate reminder_message, reminder_firing, reminder_plan, reminder_clock, reminder_obligation cascade`);
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(`
      select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
      where indrelid = any ('{reminder_obligation,reminder_clock}'::regclass[]) and not indisunique`);
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    for (let made = 0; made < scheduled; made += PART) {
      const to = Math.min(made + PART, scheduled);
      await client.query(
        OBLIGATIONS.replace('$from', `${made + 1}`)
          .replace('$to', `${to}`)
          .replace('$due', `${due}`),
      );
      progress(to);
    }
    await client.query(`
      insert into reminder_clock (obligation_id, next_step_key, next_planned_at, next_at)
      select id, 'due-day', due_at - ${ahead}, due_at - ${ahead} from reminder_obligation;
      insert into reminder_plan (obligation_id, version, policy_id, start_at, due_at, because, made_at)
      select id, 1, policy_id, start_at, due_at, 'registered', registered_at from reminder_obligation`);
    for (const { definition } of indexes) await client.query(definition);
  } finally {
    await client.end();
  }
  await settle(ownerUrl);
}

/** Tables as a province in service has them: vacuumed, counted, written to disk. */
export async function settle(ownerUrl: string): Promise<void> {
  await statement(ownerUrl, 'vacuum analyze');
  await statement(ownerUrl, 'checkpoint');
}

/** Runs statements as the owner, which no time limit ends. */
export async function statement<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

function moment(text: string): Date {
  const instant = parseInstant(text);
  if (!instant) throw new Error(`not a moment: ${text}`);
  return instant;
}
