import { z } from 'zod';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import { answersOf } from './answers.ts';
import { inOrder, listPhase, type DossierFilter, type Phase, placeOf } from './store/list.ts';
import { AWAITS_ANSWER, AWAITS_NO_ANSWER } from './store/counter.ts';
import type { DossierRow } from './store/rows.ts';

/** Where each of the three lines of a counter's queue was left. */
interface Places {
  readonly running: Left;
  readonly answers: Left;
  readonly waiting: Left;
}
/** The sort value and the id of the last row that was listed; undefined where none was. */
type Left = { readonly at: string | null; readonly second: string | null; readonly id: string } | undefined;

interface Page {
  readonly rows: readonly DossierRow[];
  readonly next: string | null;
}

/**
 * The queue of a counter by urgency: what runs by the moment it was promised for and what was submitted over the network
 * by the moment its answer is owed, in one line; last what waits for its applicant.
 *
 * @throws Refusal `http.bad_cursor` (400) when `cursor` is none of ours
 */
export async function listCounter(
  tx: Tx,
  filter: DossierFilter,
  cursor: string | undefined,
  limit: number,
): Promise<Page> {
  const left = cursor === undefined ? undefined : placesAt(cursor);
  const line = async (phase: Phase, from: Left, only?: typeof AWAITS_ANSWER) => {
    const after = from && { phase, first: from.at, second: from.second, id: from.id };
    const options = { after, limit: limit + 1, ...(only ? { only } : {}) };
    return inOrder(tx.db, await listPhase(tx.db, filter, phase, options));
  };
  // Once what waits is listed, the two lines before it are at their end.
  const running = left?.waiting ? [] : await line('running', left?.running);
  const answering = left?.waiting ? [] : await line('none', left?.answers, AWAITS_ANSWER);
  const urgent = await byMoment(tx, running, answering);
  const waiting = urgent.length > limit ? [] : await line('none', left?.waiting, AWAITS_NO_ANSWER);
  const all = [...urgent, ...waiting];
  const rows = all.slice(0, limit);
  if (all.length <= limit) return { rows, next: null };
  const lastOf = (of: readonly DossierRow[]) => rows.findLast((row) => of.includes(row));
  return {
    rows,
    next: cursorOf({
      running: leftAt(lastOf(running)) ?? left?.running,
      answers: leftAt(lastOf(answering)) ?? left?.answers,
      waiting: leftAt(lastOf(waiting)) ?? left?.waiting,
    }),
  };
}

/** Two lines, each in its order, as one: an answer for which no moment is known is owed at once. */
async function byMoment(
  tx: Tx,
  running: readonly DossierRow[],
  answering: readonly DossierRow[],
): Promise<DossierRow[]> {
  const answers = await answersOf(tx, answering);
  const owed = (row: DossierRow) => (answers.get(row.id)?.dueAt ?? row.submitted_at).getTime();
  const due = (row: DossierRow) => row.due_at?.getTime() ?? Number.POSITIVE_INFINITY;
  const merged: DossierRow[] = [];
  const [first, second] = [[...running], [...answering]];
  for (;;) {
    const [run, answer] = [first[0], second[0]];
    const next = run && (!answer || due(run) < owed(answer)) ? first.shift() : second.shift();
    if (!next) return merged;
    merged.push(next);
  }
}

function leftAt(row: DossierRow | undefined): Left {
  if (!row) return undefined;
  const { first, second, id } = placeOf(row, 'due');
  return { at: first, second, id };
}

function cursorOf({ running, answers, waiting }: Places): string {
  if (waiting) return encodeCursor([null, null, null, null, waiting.at, waiting.second, waiting.id]);
  return encodeCursor([
    running?.at ?? null,
    running?.id ?? null,
    answers?.second ?? null,
    answers?.id ?? null,
    null,
    null,
    null,
  ]);
}

const Moment = z.union([z.iso.datetime(), z.iso.date()]).nullable();
const Id = z.uuid().nullable();
const Shape = z.tuple([Moment, Id, Moment, Id, Moment, Moment, Id]);

function placesAt(cursor: string): Places {
  const read = Shape.safeParse(decodeCursor(cursor, 7));
  if (!read.success) throw new Refusal('http.bad_cursor', 400);
  const [due, runningId, submitted, answersId, until, waited, waitingId] = read.data;
  return {
    running: runningId === null ? undefined : { at: due, second: runningId, id: runningId },
    answers: answersId === null ? undefined : { at: null, second: submitted, id: answersId },
    waiting: waitingId === null ? undefined : { at: until, second: waited, id: waitingId },
  };
}
