import { setTimeout as wait } from 'node:timers/promises';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import type { Province } from '#platform/db/province.ts';
import type { Job } from '#platform/jobs/job.ts';
import type { Equipment } from '#modules/channels/public.ts';
import { deliver } from './deliver.ts';
import { findPeople, firstMorning, nextMorning } from './digest.ts';
import { OUTWARD, type Outward } from './domain/channel.ts';
import { openDoor } from './doors.ts';
import { applySome } from './apply-policy.ts';
import { FIRING_ACTOR } from './fire.ts';
import { fireAll } from './fire-all.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';
import { writeMornings } from './mornings.ts';
import { nextMoment } from './obligations.ts';
import { reconcile } from './reconcile.ts';
import { nextWake } from './store/snooze-store.ts';
import { wakeDue } from './wake.ts';
import { recheckSome, recheckStalled } from './recheck.ts';
import { passOn } from './store/fallback-store.ts';
import type { MailTransport } from './transport.ts';

const BATCH = 500;
/** A round waits this long for letters; a slow mail server goes on beside the rounds and never holds up a firing. */
const PATIENCE_MS = 3_000;

/**
 * The background work of reminders: plans to count again, firing, messages.
 * @param equipment what the carriers beside e-mail need; without it their messages wait
 */
export function reminderJobs(mail: MailTransport, equipment?: Equipment): Job[] {
  return [
    { name: 'reminders.recheck', passing: 'day', nextMoment: async () => null, run: rechecks() },
    { name: 'reminders.fire', nextMoment, run: (province) => fireAll(province) },
    {
      name: 'reminders.wake',
      passing: 'planned',
      nextMoment: (tx) => nextWake(tx.db),
      run: (province) => wakeDue(province, BATCH),
    },
    // After firing: what is due now is told by the ladder it was planned on.
    {
      name: 'reminders.apply-policy',
      passing: 'day',
      nextMoment: async () => null,
      run: (province) => province.as(FIRING_ACTOR).run((tx) => applySome(tx, BATCH)),
    },
    { name: 'reminders.digest', passing: 'planned', nextMoment: nextMorning, run: mornings() },
    { name: 'reminders.reconcile', passing: 'rest', nextMoment: async () => null, run: reconciles() },
    { name: 'reminders.deliver', nextMoment: async () => null, run: deliveries(mail, equipment) },
  ];
}

/** All open obligations are looked at as often as this, by the real clock. */
const RECONCILE_MS = 5 * 60_000;

/** So many morning letters are written at once, between two rounds of firing. */
const MORNINGS = 100;

/**
 * Goes through the people of a day when its first morning comes and, where an agency opens later, again when it does.
 * Who was left out by a process that ended is found by the next: what is written stands on record.
 */
function mornings(): (province: Province) => Promise<number> {
  let pass: { day: string; waiting: string[]; next: Date | null } | undefined;
  return async (province) => {
    const now = await province.as(FIRING_ACTOR).run(async (tx) => tx.now);
    const day = dateInVietnam(now);
    if (pass?.day !== day) pass = { day, waiting: [], next: await firstMorning(province) };
    if (pass.next && now >= pass.next) pass = { day, waiting: await findPeople(province), next: null };
    let letters = 0;
    for (const written of (await writeMornings(province, pass.waiting.splice(0, MORNINGS))).values()) {
      if (typeof written === 'object') pass.next = earlier(pass.next, written.laterAt);
      else if (written === 'letter') letters += 1;
    }
    return pass.waiting.length > 0 ? Math.max(1, letters) : letters;
  };
}

function earlier(a: Date | null, b: Date): Date {
  return a && a < b ? a : b;
}

function reconciles(): (province: Province) => Promise<number> {
  let last: number | undefined;
  return async (province) => {
    const at = performance.now();
    if (last !== undefined && at - last < RECONCILE_MS) return 0;
    last = at;
    await reconcile(province);
    return 0;
  };
}

/** The first round after a start also takes up plans that wait for data an update may have brought. */
function rechecks(): (province: Province) => Promise<number> {
  let begun = false;
  return (province) =>
    province.as(FIRING_ACTOR).run(async (tx) => {
      if (!begun) await recheckStalled(tx);
      begun = true;
      return recheckSome(tx, BATCH);
    });
}

/**
 * Every channel delivers beside the others and beside the rounds: a slow one is left to itself after a moment and no
 * second round of it is begun, while the others go on.
 */
function deliveries(mail: MailTransport, equipment: Equipment | undefined): (province: Province) => Promise<number> {
  const running = new Map<Outward, Promise<number>>();
  return async (province) => {
    await passOnSome(province);
    const begun = OUTWARD.map((channel) => {
      const before = running.get(channel);
      if (before) return before;
      const round = openDoor(province, channel, mail, equipment)
        .then((door) => (door ? deliver(province, door) : { sent: 0 }))
        .then(({ sent }) => sent)
        .finally(() => running.delete(channel));
      running.set(channel, round);
      mail.track(
        round.catch((error: unknown) => log('error', 'delivery failed', { channel, error: (error as Error).message })),
      );
      return round;
    });
    const all = Promise.all(begun).then((sent) => sent.reduce((sum, one) => sum + one, 0));
    return Promise.race([all, wait(PATIENCE_MS, 0, { ref: false })]);
  };
}

/** Messages whose channel did not get through go on to the next one of their recipient. */
async function passOnSome(province: Province): Promise<void> {
  const from = await province.as(FIRING_ACTOR).run((tx) => passOn(tx.db, BATCH));
  for (const channel of from) metrics.fallenBack.labels(channel).inc();
}
