import { calendarVersion, loadCalendar } from '#modules/calendar/public.ts';
import { newId } from '#kernel/id.ts';
import { addDays } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { holdsUntil, pastDossier } from './domain/forecast/from-history.ts';
import { Learner } from './domain/forecast/model.ts';
import {
  changedLessons,
  dropAllLessons,
  dropLessons,
  holdLessons,
  keepLessons,
  type KeptLesson,
  type LessonWindow,
} from './store/forecast-lessons.ts';
import { historiesOf, keepModel, newestModel, newestModelAt } from './store/forecast.ts';

/** Learned from this long before now, and from the newest so many: older habits are no longer theirs. */
const YEARS_BACK = 2;
const MOST_LESSONS = 200_000;
const EVERY_MS = 24 * 3_600_000;
const BATCH = 2000;

/** Learns once a day of the province's time. @returns from how many dossiers; 0 when it was not time yet */
export async function learnDaily(province: Province): Promise<number> {
  return province.as(systemActor('Dự báo trễ hạn')).run(async (tx) => {
    if (await learnedToday(tx)) return 0;
    await holdLessons(tx.db);
    if (await learnedToday(tx)) return 0; // another process did while this one waited
    return learn(tx);
  });
}

async function learnedToday(tx: Tx): Promise<boolean> {
  const before = await newestModelAt(tx.db);
  return before !== undefined && tx.now.getTime() - before.getTime() < EVERY_MS;
}

/** Reads every history again and learns from what is known now. @returns from how many dossiers */
export async function learnAfresh(tx: Tx): Promise<number> {
  await holdLessons(tx.db);
  return learn(tx, { afresh: true });
}

/** Which dossiers the forecast learns from now. */
export function teachingWindow(tx: Tx): LessonWindow {
  return { from: instantAt(addDays(tx.today, -365 * YEARS_BACK)), asOf: tx.now, most: MOST_LESSONS };
}

/**
 * Goes on from the newest model: of the histories only those are read that changed since, or that time has changed; what
 * they taught before is taken back. The first time, and after a change of the calendar, by which shares of time are
 * counted, all are read.
 */
async function learn(tx: Tx, { afresh = false } = {}): Promise<number> {
  const window = teachingWindow(tx);
  const calendar = await calendarVersion(tx);
  const newest = await newestModel(tx.db);
  const before = !afresh && newest?.calendar === calendar ? newest.model : undefined;
  if (!before) await dropAllLessons(tx.db);
  const learner = new Learner(before);
  for (const gone of await dropLessons(tx.db, window)) learner.remove(gone);
  const changed = await changedLessons(tx.db, window);
  for (let at = 0; at < changed.length; at += BATCH) await learnFrom(tx, learner, changed.slice(at, at + BATCH));
  const model = learner.model();
  await keepModel(tx.db, newId(), { asOf: tx.now, model, calendar });
  return model.dossiers;
}

async function learnFrom(tx: Tx, learner: Learner, changed: Awaited<ReturnType<typeof changedLessons>>): Promise<void> {
  const calendar = await loadCalendar(tx);
  const histories = await historiesOf(
    tx.db,
    changed.map(({ dossierId }) => dossierId),
  );
  const kept: KeptLesson[] = [];
  for (const { lesson: before, ...dossier } of changed) {
    const { dossierId, receivedAt, procedureId, agencyId, version } = dossier;
    const events = histories.get(dossierId) ?? [];
    const lesson = pastDossier({ procedureId, agencyId }, events, calendar, tx.now) ?? null;
    if (before) learner.remove(before);
    if (lesson) learner.add(lesson);
    kept.push({
      dossierId,
      receivedAt,
      procedureId,
      agencyId,
      version,
      holdsUntil: holdsUntil(events, tx.now),
      lesson,
    });
  }
  await keepLessons(tx.db, kept);
}
