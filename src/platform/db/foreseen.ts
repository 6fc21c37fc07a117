import type { DbTransaction } from './pool.ts';

const foreseen = new WeakMap<DbTransaction, Map<string, Promise<unknown>>>();

/**
 * Asks once in a transaction for what does not change in it by itself: whoever knows early that it will be needed asks
 * then, and who needs it later does not wait again. A failure is told to whoever waits.
 */
export function askOnce<T>(db: DbTransaction, name: string, ask: () => Promise<T>): Promise<T> {
  const answers = foreseen.get(db) ?? new Map<string, Promise<unknown>>();
  foreseen.set(db, answers);
  const known = answers.get(name);
  if (known) return known as Promise<T>;
  const answer = ask();
  answer.catch(() => undefined); // who foresaw it need not wait for it
  answers.set(name, answer);
  return answer;
}

/** Forgets all answers whose names begin so: what they told of is being changed. */
export function forgetForeseen(db: DbTransaction, beginning: string): void {
  const answers = foreseen.get(db);
  for (const name of answers?.keys() ?? []) if (name.startsWith(beginning)) answers?.delete(name);
}

/** Takes what was foreseen, so that the next one asks anew: for what the taker is going to change. */
export function takeForeseen<T>(db: DbTransaction, name: string): Promise<T> | undefined {
  const answers = foreseen.get(db);
  const known = answers?.get(name);
  answers?.delete(name);
  return known as Promise<T> | undefined;
}
