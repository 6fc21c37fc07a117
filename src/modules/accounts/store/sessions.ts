import type { Db } from '#platform/db/pool.ts';
import type { Province } from '#platform/db/province.ts';
import { statement, valueIn } from '#platform/db/statement.ts';

interface SessionRow {
  id: string;
  person_id: string;
  token_hash: Buffer;
  started_at: Date;
  last_used_at: Date;
  ends_at: Date;
  device: string;
  address: string;
}
type Tables = {
  account_session: SessionRow;
  account_access_epoch: { epoch: number };
};

/** A session (phiên đăng nhập) without its secret. Instants are real time. */
export interface Session {
  readonly id: string;
  readonly personId: string;
  readonly startedAt: Date;
  readonly lastUsedAt: Date;
  readonly endsAt: Date;
  readonly device: string;
  readonly address: string;
}

const toSession = (row: Omit<SessionRow, 'token_hash'>): Session => ({
  id: row.id,
  personId: row.person_id,
  startedAt: row.started_at,
  lastUsedAt: row.last_used_at,
  endsAt: row.ends_at,
  device: row.device,
  address: row.address,
});

const COLUMNS = ['id', 'person_id', 'started_at', 'last_used_at', 'ends_at', 'device', 'address'] as const;

export async function insertSession(db: Db, session: Session, tokenHash: Buffer): Promise<void> {
  await db
    .$extendTables<Tables>()
    .insertInto('account_session')
    .values({
      id: session.id,
      person_id: session.personId,
      token_hash: tokenHash,
      started_at: session.startedAt,
      last_used_at: session.lastUsedAt,
      ends_at: session.endsAt,
      device: session.device,
      address: session.address,
    })
    .execute();
}

type FoundRow = Omit<SessionRow, 'token_hash'> & { epoch: number };
const FOUND = `${COLUMNS.map((column) => `s.${column}`).join(', ')}, e.epoch`;
const USABLE = `account_session s join account a on a.person_id = s.person_id and a.disabled_at is null
  cross join account_access_epoch e`;

const BY_TOKEN = statement<FoundRow>(`select ${FOUND} from ${USABLE} where s.token_hash = $1`);
const LOOK = `select ${FOUND}, coalesce($1::timestamptz, (select now_at from demo_clock)) as moment
  from ${USABLE} where s.token_hash = $2`;

/** What a token stands for. */
export interface Found {
  readonly session: Session;
  readonly epoch: number;
}

/** The session of a token whose account is not disabled, and the epoch of rights; it may have run out. */
export async function findSessionByToken(db: Db, tokenHash: Buffer): Promise<Found | undefined> {
  const [row] = await BY_TOKEN.rows(db, [tokenHash]);
  return row && { session: toSession(row), epoch: row.epoch };
}

/** The epoch of rights, null where the session is gone or its account is disabled; asked first, it costs no statement. */
export function epochOfSession(db: Db, tokenHash: Buffer): Promise<number | null> {
  return valueIn(db, `(select e.epoch from ${USABLE} where s.token_hash = $1)`, [tokenHash]);
}

/** As `findSessionByToken`, outside any transaction, with the province's time. */
export async function lookForSession(
  province: Province,
  tokenHash: Buffer,
): Promise<(Found & { moment: Date }) | undefined> {
  const [row] = await province.look<FoundRow & { moment: Date }>(LOOK, [tokenHash]);
  return row && { session: toSession(row), epoch: row.epoch, moment: row.moment };
}

/** A person's sessions that are open at `now`, last used first. */
export async function listSessions(db: Db, personId: string, now: Date, usedAfter: Date): Promise<Session[]> {
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('account_session')
    .select(COLUMNS)
    .where('person_id', '=', personId)
    .where('ends_at', '>', now)
    .where('last_used_at', '>', usedAfter)
    .orderBy('last_used_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toSession);
}

export async function touchSession(db: Db, id: string, at: Date): Promise<void> {
  await db
    .$extendTables<Tables>()
    .updateTable('account_session')
    .set({ last_used_at: at })
    .where('id', '=', id)
    .where('last_used_at', '<', at)
    .execute();
}

export async function replaceToken(db: Db, id: string, tokenHash: Buffer, at: Date): Promise<void> {
  await db
    .$extendTables<Tables>()
    .updateTable('account_session')
    .set({ token_hash: tokenHash, last_used_at: at })
    .where('id', '=', id)
    .execute();
}

/** @returns whose session it was; undefined when there is none the actor may end */
export async function deleteSession(db: Db, id: string): Promise<string | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .deleteFrom('account_session')
    .where('id', '=', id)
    .returning('person_id')
    .executeTakeFirst();
  return row?.person_id;
}

/** Ends all sessions of a person but `exceptId`. @returns how many */
export async function deleteSessionsOf(db: Db, personId: string, exceptId?: string): Promise<number> {
  const gone = await db
    .$extendTables<Tables>()
    .deleteFrom('account_session')
    .where('person_id', '=', personId)
    .$if(exceptId !== undefined, (query) => query.where('id', '<>', exceptId ?? ''))
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}

export async function deleteEndedSessions(db: Db, now: Date, usedBefore: Date): Promise<void> {
  await db
    .$extendTables<Tables>()
    .deleteFrom('account_session')
    .where((either) => either.or([either('ends_at', '<=', now), either('last_used_at', '<=', usedBefore)]))
    .execute();
}

/** Makes every process forget the rights it remembers. */
export async function raiseEpoch(db: Db): Promise<void> {
  await db
    .$extendTables<Tables>()
    .updateTable('account_access_epoch')
    .set((set) => ({ epoch: set('epoch', '+', 1) }))
    .execute();
}
