import { sql } from 'kysely';
import { askOnce, forgetForeseen } from '#platform/db/foreseen.ts';
import type { Db, DbTransaction } from '#platform/db/pool.ts';
import { statement } from '#platform/db/statement.ts';
import { type Policy, PolicySchema } from '../domain/policy.ts';

interface PolicyRow {
  id: string;
  kind: string;
  version: number;
  definition: unknown;
  made_at: Date;
  made_by: string | null;
  reason: string | null;
}

type Tables = { reminder_policy: PolicyRow };

/** A version of a policy as it is kept. */
export interface StoredPolicy {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly policy: Policy;
  /** null when it came with the program. */
  readonly madeBy: string | null;
  readonly madeAt: Date;
  /** Why it was issued; null when it came with the program. */
  readonly reason: string | null;
}

/** A version never changes: it is checked once. Ids are unique across provinces. */
const checked = new Map<string, Policy>();
const MOST_KEPT = 500;

function checkedPolicy({ id, definition }: PolicyRow): Policy {
  const known = checked.get(id);
  if (known) return known;
  const policy = PolicySchema.parse(definition);
  if (checked.size >= MOST_KEPT) checked.clear();
  checked.set(id, policy);
  return policy;
}

function toPolicy(row: PolicyRow): StoredPolicy {
  return {
    id: row.id,
    kind: row.kind,
    version: row.version,
    policy: checkedPolicy(row),
    madeBy: row.made_by,
    madeAt: row.made_at,
    reason: row.reason,
  };
}

const CURRENT = statement<PolicyRow>(
  "select * from reminder_policy where kind in ($1, '*') order by kind = '*', version desc limit 1",
);
const KNOWN = 'reminders.policy ';

/** The newest policy for a kind of obligation, else the newest for all kinds; asked for once in a transaction. */
export async function currentPolicy(db: DbTransaction, kind: string): Promise<StoredPolicy> {
  const [row] = await askOnce(db, KNOWN + kind, () => CURRENT.rows(db, [kind]));
  if (!row) throw new Error('no reminder policy: the migration that brings the default has not run');
  return toPolicy(row);
}

/** Policies by their ids. */
export async function policiesById(db: Db, ids: readonly string[]): Promise<Map<string, StoredPolicy>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_policy')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, toPolicy(row)]));
}

/** Adds the next version of the policy for a kind. @param madeBy null when it comes with the program */
export async function insertPolicy(
  db: DbTransaction,
  row: Omit<StoredPolicy, 'reason'> & { readonly reason?: string },
): Promise<void> {
  forgetForeseen(db, KNOWN);
  await db
    .$extendTables<Tables>()
    .insertInto('reminder_policy')
    .values({
      id: row.id,
      kind: row.kind,
      version: row.version,
      definition: JSON.stringify(row.policy),
      made_at: row.madeAt,
      made_by: row.madeBy,
      reason: row.reason ?? null,
    })
    .execute();
}

/** The newest version of each kind. */
export async function listCurrent(db: Db): Promise<StoredPolicy[]> {
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_policy')
    .selectAll()
    .distinctOn('kind')
    .orderBy('kind')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(toPolicy);
}

/** Every version a kind ever had, newest first. */
export async function listVersions(db: Db, kind: string): Promise<StoredPolicy[]> {
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('reminder_policy')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(toPolicy);
}

/** How many open obligations of a kind run under a policy. */
export interface OpenUnder {
  readonly kind: string;
  readonly policyId: string;
  readonly count: number;
}

export async function openUnderPolicies(db: Db): Promise<OpenUnder[]> {
  const { rows } = await sql<{ kind: string; policy_id: string; count: number }>`
    select kind, policy_id, count(*) as count from reminder_obligation
    where state = 'open' group by kind, policy_id`.execute(db);
  return rows.map(({ kind, policy_id, count }) => ({ kind, policyId: policy_id, count }));
}

/** Two who issue a version for one kind wait for each other; what was read before the wait is asked for anew. */
export async function lockKind(db: DbTransaction, kind: string): Promise<void> {
  forgetForeseen(db, KNOWN);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reminder_policy:${kind}`}, 0))`.execute(db);
}

/** Two programs of a province that start together bring it up to date one after the other. */
export async function lockRenewal(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('reminders renewal ' || current_schema(), 0))`.execute(db);
}
