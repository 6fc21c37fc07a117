import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { sql } from 'kysely';
import { Refusal } from '#kernel/refusal.ts';
import { type Actor, systemActor } from '../auth/actor.ts';
import type { Db, DbTransaction } from '../db/pool.ts';
import type { Tx, Work } from '../db/province.ts';
import { statement, valueIn } from '../db/statement.ts';
import { insertLater } from '../db/writes.ts';
import type { Job } from '../jobs/job.ts';

/** What a caller sent under an Idempotency-Key; `hash` tells a retry from another request. */
export interface IdempotentCall {
  readonly key: string;
  readonly route: string;
  readonly hash: string;
  /** Told when an earlier answer is given again. */
  readonly onReplay: () => void;
}

export function hashOfBody(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest('hex');
}

/**
 * Makes every use case run through `work` answer a repeated call with what it returned the first time, dates and
 * all, without running it again; the route then shapes the wire answer as it did before. Key and answer are written
 * in the use case's own transaction, so a crash leaves both or neither; a simultaneous second call waits for the
 * first. A request that runs several use cases keeps an answer for each.
 * @throws Refusal `http.idempotency_key_reused` (422) when the key was used for something else
 */
export function idempotentWork(work: Work, call: IdempotentCall): Work {
  let runs = 0;
  return {
    actor: work.actor,
    run: <T>(useCase: (tx: Tx) => Promise<T>, first?: (db: DbTransaction) => unknown): Promise<T> => {
      runs += 1;
      const key = runs === 1 ? call.key : `${call.key}#${runs}`;
      let known: Promise<Known> | undefined;
      const mine: IdempotentCall = { ...call, key };
      return work.run(
        async (tx) => {
          if (known === undefined) throw new Error('a use case has begun without holding its key');
          const before = earlierAnswer(mine, await known);
          if (before) {
            call.onReplay();
            return deserialize(before) as T;
          }
          const result = await useCase(tx);
          const { route, hash } = call;
          const kept = { person_id: personOf(work.actor), key, route, request_hash: hash, answer: serialize(result) };
          insertLater(tx.db, 'http_idempotency', kept, true);
          return result;
        },
        (db) => {
          hold(db, work.actor, mine).catch(() => undefined); // where it fails, so does what is asked after it
          first?.(db);
          known = find(db, work.actor, mine);
          known.catch(() => undefined); // it is waited for when the time is known
        },
      );
    },
  };
}

/** What is kept under a key; undefined when nothing is. */
type Known = { route: string; request_hash: string; answer: Buffer | null } | undefined;

const FIND = statement<NonNullable<Known>>(
  'select route, request_hash, answer from http_idempotency where person_id = $1 and key = $2',
);

const personOf = (actor: Actor): string => actor.personId ?? '';

/**
 * Holds the key until the transaction ends. It is asked for before anything else in its transaction, so nobody waits
 * for it who holds what another needs; a simultaneous call with the same key waits there.
 */
function hold(db: Db, actor: Actor, { key }: IdempotentCall): Promise<unknown> {
  return valueIn(db, 'pg_advisory_xact_lock(hashtextextended($1, 0))', [`http ${personOf(actor)} ${key}`]);
}

/** What is kept under a key that is held: the question looks anew, so it sees what another kept before he let go. */
async function find(db: Db, actor: Actor, { key }: IdempotentCall): Promise<Known> {
  const [row] = await FIND.rows(db, [personOf(actor), key]);
  return row;
}

/** @returns the first call's answer, or undefined when this is the first */
function earlierAnswer(call: IdempotentCall, before: Known): Buffer | undefined {
  if (!before) return undefined;
  if (before.request_hash !== call.hash || before.route !== call.route || !before.answer)
    throw new Refusal('http.idempotency_key_reused', 422);
  return before.answer;
}

/** Answers are kept for two days of real time: longer than any retry, shorter than anybody's interest in them. */
export const forgetAnswers: Job = {
  name: 'http.forget-answers',
  passing: 'rest',
  nextMoment: async () => null,
  run: (province) =>
    province.as(systemActor('Dọn câu trả lời cũ')).run(async (tx) => {
      // now(), not clock_timestamp(): only what stands still during a statement is looked up in an index.
      await sql`delete from http_idempotency where made_at < now() - interval '2 days'`.execute(tx.db);
      return 0;
    }),
};
