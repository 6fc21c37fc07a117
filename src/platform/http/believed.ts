import type { Actor } from '../auth/actor.ts';
import type { DbTransaction } from '../db/pool.ts';
import type { Province, Tx, Work } from '../db/province.ts';

/** Who a request came from a moment ago, for a request that does all it does in its `work`. */
export interface Believed {
  readonly actor: Actor;
  /**
   * Asks, in the first packet of a transaction, whether it is still so.
   * @returns what tells, before the use case begins, that person and rights are the same
   */
  confirm(db: DbTransaction): (tx: Tx) => Promise<boolean>;
}

/**
 * Work for somebody who is believed: the question whether he may still come in travels with his transaction instead of
 * going before it, and nothing is done before it is answered. Where the answer is no, that transaction ends and he is
 * let in, or not, as anybody else.
 * @param again who the request comes from, looked up anew
 * @throws Refusal what `again` refuses
 */
export function confirmedWork(province: Province, believed: Believed, again: () => Promise<Actor>): Work {
  return {
    actor: believed.actor,
    run: async (useCase, first) => {
      let holds: ((tx: Tx) => Promise<boolean>) | undefined;
      try {
        return await province.as(believed.actor).run(
          async (tx) => {
            if (!(await holds?.(tx))) throw new NoLonger();
            return useCase(tx);
          },
          (db) => {
            holds = believed.confirm(db);
            first?.(db);
          },
        );
      } catch (error) {
        if (!(error instanceof NoLonger)) throw error;
        return province.as(await again()).run(useCase, first);
      }
    },
  };
}

/** His session, his account or his rights are not what they were. */
class NoLonger extends Error {}
