import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { sql } from 'kysely';
import { Refusal } from '#kernel/refusal.ts';
import { systemActor } from '../auth/actor.ts';
import type { Tx, Work } from '../db/province.ts';
import { later, prepared } from '../db/session.ts';
import type { Job } from '../jobs/job.ts';

type Tables = {
  http_idempotency: { person_id: string; key: string; route: string; request_hash: string; answer: Buffer | null };
};

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
 * first on the key's row. A request that runs several use cases keeps an answer for each.
 * @throws Refusal `http.idempotency_key_reused` (422) when the key was used for something else
 */
export function idempotentWork(work: Work, call: IdempotentCall): Work {
  let runs = 0;
  return {
    actor: work.actor,
    run: <T>(useCase: (tx: Tx) => Promise<T>): Promise<T> => {
      runs += 1;
      const key = runs === 1 ? call.key : `${call.key}#${runs}`;
      return work.run(async (tx) => {
        const before = await claim(tx, { ...call, key });
        if (before) {
          call.onReplay();
          return deserialize(before) as T;
        }
        const result = await useCase(tx);
        await tx.db
          .$extendTables<Tables>()
          .updateTable('http_idempotency')
          .set({ answer: serialize(result) })
          .where('person_id', '=', tx.actor.personId ?? '')
          .where('key', '=', key)
          .modifyEnd(later)
          .execute();
        return result;
      });
    },
  };
}

/** @returns the first call's answer, or undefined when this is the first */
async function claim(tx: Tx, call: IdempotentCall): Promise<Buffer | undefined> {
  const db = tx.db.$extendTables<Tables>();
  const person = tx.actor.personId ?? '';
  const made = await db
    .insertInto('http_idempotency')
    .values({ person_id: person, key: call.key, route: call.route, request_hash: call.hash, answer: null })
    .onConflict((conflict) => conflict.columns(['person_id', 'key']).doNothing())
    .modifyEnd(prepared)
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows === 1n) return undefined;
  const before = await db
    .selectFrom('http_idempotency')
    .selectAll()
    .where('person_id', '=', person)
    .where('key', '=', call.key)
    .executeTakeFirstOrThrow();
  if (before.request_hash !== call.hash || before.route !== call.route || !before.answer)
    throw new Refusal('http.idempotency_key_reused', 422);
  return before.answer;
}

/** Answers are kept for two days of real time: longer than any retry, shorter than anybody's interest in them. */
export const forgetAnswers: Job = {
  name: 'http.forget-answers',
  nextMoment: async () => null,
  run: (province) =>
    province.as(systemActor('Dọn câu trả lời cũ')).run(async (tx) => {
      await sql`delete from http_idempotency where made_at < clock_timestamp() - interval '2 days'`.execute(tx.db);
      return 0;
    }),
};
