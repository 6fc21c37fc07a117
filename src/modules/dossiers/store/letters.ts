import { sql } from 'kysely';
import { isId } from '#kernel/id.ts';
import type { Db } from '#platform/db/pool.ts';
import { statement } from '#platform/db/statement.ts';
import type { DossierEvent } from '../domain/events.ts';
import { type EventRow, eventOfRow, tables as dossierTables } from './rows.ts';

export type LetterRow = {
  id: string;
  dossier_id: string;
  seq: number;
  template_key: string;
  template_version: number;
  channel: 'email' | 'sms' | 'none';
  address: string | null;
  subject: string | null;
  body: string;
  link: string | null;
  state: 'queued' | 'sent' | 'failed' | 'dead' | 'no-gateway' | 'no-address';
  made_at: Date;
  attempts: number;
  next_attempt_at: Date | null;
  last_error: string | null;
  sent_at: Date | null;
};
export type TemplateRow = {
  key: string;
  version: number;
  subject: string;
  body: string;
  sms: string;
  enabled: boolean;
  made_at: Date;
  made_by_name: string;
};
type Tables = {
  dossier_letter: LetterRow;
  dossier_letter_template: TemplateRow;
  dossier_letter_due: { dossier_id: string; seq: number };
};
const tables = (db: Db) => db.$extendTables<Tables>();

const NOTE = statement('insert into dossier_letter_due (dossier_id, seq) values ($1, $2) on conflict do nothing');

/** Notes a line somebody is to be told of; noting it twice notes it once. */
export function noteDue(db: Db, dossierId: string, seq: number): void {
  NOTE.later(db, [dossierId, seq]);
}

/** Takes lines that have stood for so many seconds of real time; another process takes others. */
export async function takeDue(db: Db, olderThanSeconds: number, limit: number) {
  const { rows } = await sql<{ dossier_id: string; seq: number }>`
    delete from dossier_letter_due where (dossier_id, seq) in (
      select dossier_id, seq from dossier_letter_due
      where noted_at <= now() - make_interval(secs => ${olderThanSeconds})
      order by noted_at limit ${limit} for update skip locked)
    returning dossier_id, seq`.execute(db);
  return rows;
}

const LINES = statement<EventRow>(`
  select e.* from unnest($1::uuid[], $2::int[]) as due (dossier_id, seq) join dossier_event e
    on e.dossier_id = due.dossier_id and (e.seq in (due.seq, due.seq - 1) or e.undoes = due.seq)
  order by e.dossier_id, e.seq`);

/** Of each dossier, the lines that are due, the one before each and what takes it back, oldest first. */
export async function linesAbout(
  db: Db,
  due: readonly { dossier_id: string; seq: number }[],
): Promise<ReadonlyMap<string, DossierEvent[]>> {
  const rows = await LINES.rows(db, [due.map(({ dossier_id: id }) => id), due.map(({ seq }) => seq)]);
  return new Map(
    [...Map.groupBy(rows, (row) => row.dossier_id)].map(([id, lines]) => [id, lines.map(eventOfRow)] as const),
  );
}

/** A letter that is not made yet. */
export type NewLetter = Omit<LetterRow, 'next_attempt_at'>;

const LETTER =
  'id, dossier_id, seq, template_key, template_version, channel, address, subject, body, link, state, made_at, attempts, last_error, sent_at';
const INSERT = statement(`
  insert into dossier_letter (${LETTER}, next_attempt_at)
  select ${LETTER}, case when state = 'queued' then clock_timestamp() end
  from jsonb_populate_recordset(null::dossier_letter, $1::jsonb)
  on conflict (dossier_id, seq, template_key, channel) do nothing`);

const OF_DOSSIER = statement<LetterRow>('select * from dossier_letter where dossier_id = $1 order by seq, channel');

/** Each moment of a dossier is told once a channel, whatever is tried again. */
export async function insertLetters(db: Db, rows: readonly NewLetter[]): Promise<void> {
  if (rows.length > 0) await INSERT.count(db, [JSON.stringify(rows)]);
}

export async function lettersOf(db: Db, dossierId: string): Promise<LetterRow[]> {
  return OF_DOSSIER.rows(db, [dossierId]);
}

const LEASE_SECONDS = 60;

/**
 * Takes the next messages of a channel to try and counts the attempt before anything is sent.
 * @returns them in the order in which things happened
 */
export async function claimMail(db: Db, channel: 'email' | 'sms', limit: number): Promise<LetterRow[]> {
  const { rows } = await sql<LetterRow>`
    with taken as (update dossier_letter set attempts = attempts + 1,
      next_attempt_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    where id in (
      select id from dossier_letter
      where channel = ${channel} and state in ('queued', 'failed') and next_attempt_at <= clock_timestamp()
      order by next_attempt_at, id limit ${limit} for update skip locked)
    returning *)
    select * from taken order by made_at, dossier_id, seq, id`.execute(db);
  return rows;
}

export async function settleMail(
  db: Db,
  id: string,
  change:
    | { state: 'sent'; at: Date; receiptId?: string | undefined }
    | { state: 'failed'; error: string; seconds: number }
    | { state: 'dead'; error: string },
): Promise<void> {
  const next =
    change.state === 'failed' ? sql`clock_timestamp() + make_interval(secs => ${change.seconds})` : sql`null`;
  await sql`update dossier_letter set state = ${change.state}, next_attempt_at = ${next},
      sent_at = ${change.state === 'sent' ? change.at : null},
      last_error = ${change.state === 'sent' ? null : change.error},
      receipt_id = ${change.state === 'sent' ? (change.receiptId ?? null) : null}
    where id = ${id} and state in ('queued', 'failed')`.execute(db);
}

/** Gives letters back that were taken and not tried, as no server answered. */
export async function giveMailBack(db: Db, ids: readonly string[], error: string, seconds: number): Promise<void> {
  await sql`update dossier_letter set attempts = attempts - 1, state = 'failed', last_error = ${error},
      next_attempt_at = clock_timestamp() + make_interval(secs => ${seconds})
    where id = any (${[...ids]}::uuid[]) and state in ('queued', 'failed')`.execute(db);
}

/** @returns how many of the letters no server would take are tried anew */
export async function reviveMail(db: Db): Promise<number> {
  const { numAffectedRows } = await sql`update dossier_letter
    set state = 'queued', attempts = 0, next_attempt_at = clock_timestamp() where state = 'dead'`.execute(db);
  return Number(numAffectedRows ?? 0);
}

export async function countLetters(db: Db): Promise<ReadonlyMap<LetterRow['state'], number>> {
  const { rows } = await sql<{ state: LetterRow['state']; count: string }>`
    select state, count(*) as count from dossier_letter group by state`.execute(db);
  return new Map(rows.map(({ state, count }) => [state, Number(count)]));
}

/** The newest wording of each moment an administrator worded; the others are as they come with the program. */
export async function currentTemplates(db: Db): Promise<ReadonlyMap<string, TemplateRow>> {
  const { rows } = await sql<TemplateRow>`
    select distinct on (key) * from dossier_letter_template order by key, version desc`.execute(db);
  return new Map(rows.map((row) => [row.key, row]));
}

/** @returns false when somebody else made this version meanwhile */
export async function insertTemplate(db: Db, row: TemplateRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tables(db)
    .insertInto('dossier_letter_template')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** The papers last asked of the applicant. */
export async function papersAsked(db: Db, supplementId: string | null, dossierId: string): Promise<string[]> {
  const row = await dossierTables(db)
    .selectFrom('dossier_supplement')
    .select('papers')
    .where('dossier_id', '=', dossierId)
    .where((eb) => (supplementId ? eb('id', '=', supplementId) : eb('at_reception', '=', true)))
    .orderBy('drafted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return ((row?.papers ?? []) as { name: string }[]).map(({ name }) => name);
}

/** Once there is a gateway, what waited for one since a moment goes on; what is older helps nobody. */
export async function queueSms(db: Db, since: Date): Promise<void> {
  await sql`
    update dossier_letter set state = 'queued', next_attempt_at = clock_timestamp()
    where state = 'no-gateway' and made_at >= ${since}`.execute(db);
}

/** A gateway's receipt for one of ours: it arrived, or (with an error) it never will. @returns false when it is no message of ours */
export async function receiveSms(db: Db, id: string, error: string | null): Promise<boolean> {
  const named = isId(id) ? sql`(receipt_id = ${id} or id = ${id}::uuid)` : sql`receipt_id = ${id}`;
  const change =
    error === null
      ? sql`state = 'sent', sent_at = coalesce(sent_at, made_at), delivered_at = coalesce(delivered_at, clock_timestamp())`
      : sql`state = case when delivered_at is null then 'dead' else state end,
          sent_at = case when delivered_at is null then null else sent_at end, last_error = ${error}`;
  const { rows } = await sql`
    update dossier_letter set ${change} where channel = 'sms' and state in ('sent', 'dead') and ${named} returning id`.execute(
    db,
  );
  return rows.length > 0;
}
