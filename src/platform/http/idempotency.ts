import { createHash } from 'node:crypto';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx, Work } from '../db/province.ts';

type Tables = {
  http_idempotency: {
    person_id: string;
    key: string;
    route: string;
    request_hash: string;
    status: number | null;
    body: unknown;
  };
};

/** What a caller sent under an Idempotency-Key; `hash` tells a retry from another request. */
export interface IdempotentCall {
  readonly key: string;
  readonly route: string;
  readonly hash: string;
}

export function idempotentCall(key: string, route: string, body: unknown): IdempotentCall {
  return {
    key,
    route,
    hash: createHash('sha256')
      .update(JSON.stringify(body ?? null))
      .digest('hex'),
  };
}

/** Thrown to leave the use case when the same call was answered before. */
export class Replay extends Error {
  readonly body: unknown;
  constructor(body: unknown) {
    super('replayed');
    this.body = body;
  }
}

/**
 * Makes every use case run through `work` answer a repeated call with its first answer. Key and answer are
 * written in the use case's own transaction, so a crash leaves both or neither; a simultaneous second call
 * waits for the first on the key's row.
 * @throws Refusal `http.idempotency_key_reused` (422) when the key was used for something else
 */
export function idempotentWork(work: Work, call: IdempotentCall): Work {
  return {
    actor: work.actor,
    run: (useCase) =>
      work.run(async (tx) => {
        await claim(tx, call);
        const result = await useCase(tx);
        await tx.db
          .$extendTables<Tables>()
          .updateTable('http_idempotency')
          .set({ status: 200, body: JSON.stringify(result ?? null) })
          .where('person_id', '=', tx.actor.personId ?? '')
          .where('key', '=', call.key)
          .execute();
        return result;
      }),
  };
}

async function claim(tx: Tx, call: IdempotentCall): Promise<void> {
  const db = tx.db.$extendTables<Tables>();
  const person = tx.actor.personId ?? '';
  const made = await db
    .insertInto('http_idempotency')
    .values({ person_id: person, key: call.key, route: call.route, request_hash: call.hash, status: null, body: null })
    .onConflict((conflict) => conflict.columns(['person_id', 'key']).doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows === 1n) return;
  const before = await db
    .selectFrom('http_idempotency')
    .selectAll()
    .where('person_id', '=', person)
    .where('key', '=', call.key)
    .executeTakeFirstOrThrow();
  if (before.request_hash !== call.hash || before.route !== call.route)
    throw new Refusal('http.idempotency_key_reused', 422);
  throw new Replay(before.body);
}
