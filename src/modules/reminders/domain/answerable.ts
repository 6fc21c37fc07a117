import { parseInstant } from '#kernel/vietnam-time.ts';
import type { Content } from './message.ts';
import type { Audience, StepKind } from './policy.ts';

/** Those who owe the work may answer a reminder; who follows it or stands above is only told. */
export const OWING: ReadonlySet<Audience> = new Set(['owner', 'substitute', 'clerk', 'deputy', 'head']);

/** An address lives this long at most, and never past the due moment. */
const LIFE_MS = 14 * 24 * 60 * 60_000;
/** What is overdue asks for the work itself; who follows it is only told. */
const ANSWERED: ReadonlySet<StepKind> = new Set(['assigned', 'due-soon', 'due-today']);

/** What is said in a message, as far as its address depends on it. */
export interface Answerable {
  readonly content: Pick<Content, 'kind' | 'dueAt' | 'firedAt'>;
  readonly audience: Audience;
}

/**
 * Until when a message may be answered by its address without signing in; null where there is nothing to answer.
 * @param from when the address is told, ISO 8601; the moment it fired unless a later letter tells it again
 */
export function answerableUntil({ content, audience }: Answerable, from: string = content.firedAt): Date | null {
  const told = parseInstant(from);
  const dueAt = content.dueAt === null ? undefined : parseInstant(content.dueAt);
  if (!told || !ANSWERED.has(content.kind) || !OWING.has(audience)) return null;
  // Given when it was overdue already, it asks for the work itself too.
  if (dueAt && dueAt <= told) return null;
  const ends = new Date(told.getTime() + LIFE_MS);
  return dueAt && dueAt < ends ? dueAt : ends;
}
