import type { Random } from '#kernel/random.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import type { Action } from '../domain/actions.ts';
import { type Track, tracksAtWork, tracksOf } from '../domain/tracks.ts';
import type { Channel } from '../domain/words.ts';
import { interrupted } from './interruptions.ts';
import { endOfStep, workUntil } from './pace.ts';
import { partGoesOn } from './parted.ts';
import { DAY, Over, Tale } from './tale.ts';
import type { DemoDesk, DemoParted, DemoWorld } from './world.ts';

/**
 * One dossier from its submission to its end, or to where it stands at the end of the world: each act through
 * `decide`, so that a made-up history keeps every rule a real one keeps.
 */
export function liveOf(world: DemoWorld, desk: DemoDesk, random: Random, from: Submitted): Tale {
  const tale = new Tale(world, desk, random, from.at);
  try {
    reception(tale, from.channel);
    if (tale.facts.clock === 'running') processing(tale);
    if (tale.facts.state === 'result-ready') handingOver(tale, from.channel);
  } catch (error) {
    if (!(error instanceof Over)) throw error;
  }
  return tale;
}

interface Submitted {
  readonly at: Date;
  readonly channel: Channel;
}

function reception(tale: Tale, channel: Channel): void {
  const { chances, desk } = tale;
  if (channel === 'online') tale.wait(30 + 150 * chances.spread(0.7));
  if (chances.happens(0.01)) return tale.counter('deny', { reason: 'Không thuộc thẩm quyền giải quyết' });
  if (chances.happens(0.05)) {
    const data = { waitUntil: tale.waitUntil() };
    tale.counter('request-completion', { reason: 'Thiếu giấy tờ trong thành phần hồ sơ', data });
    tale.wait(DAY * 2 * chances.spread(0.8));
    if (chances.happens(0.12)) return tale.counter('withdraw', { reason: 'Người nộp không bổ sung, xin rút hồ sơ' });
  }
  const [first] = desk.steps;
  if (desk.limit.unit === 'immediate' || !first) return tale.counter('complete-on-spot');
  tale.counter('accept', desk.beginsAtCounter ? { step: tale.entry(first) } : {});
}

function processing(tale: Tale): void {
  const { steps, beginsAtCounter, parted } = tale.desk;
  if (parted) return processingParted(tale, parted);
  const forwarded = beginsAtCounter ? 1 : 0;
  for (const [at, step] of steps.entries()) {
    if (at >= forwarded)
      tale.act(at === forwarded ? 'forward' : 'advance', tale.facts.agencyId, { step: tale.entry(step) });
    if (interrupted(tale, at - forwarded + 1)) return;
    workUntil(tale, endOfStep(tale, step), step.agencyId);
  }
  decided(tale);
}

/** The same where agencies work at one time: each part takes its own time, and whoever is ready first goes on first. */
function processingParted(tale: Tale, parted: DemoParted): void {
  const { competentAgencyId } = tale.desk;
  const ends = new Map<string, Date>();
  // A clock that began again gave the part its step anew.
  const endOf = (track: Track): Date => {
    const key = `${track.id} ${track.stepKey} ${track.enteredAt}`;
    const end = ends.get(key) ?? endOfStep(tale, { minutes: track.stepMinutes, agencyId: track.agencyId });
    ends.set(key, end);
    return end;
  };
  let [acting] = tracksOf(tale.facts) as [Track];
  let stepsTogether = 0;
  for (let action: Action = 'forward'; ; action = 'advance') {
    const on = partGoesOn(tale.facts, parted, acting.id, ({ key, name, minutes }) =>
      tale.entry({ key, name, minutes, agencyId: parted.agencyOf.get(key) ?? competentAgencyId }),
    );
    if (!on) break;
    tale.act(action, acting.agencyId, on);
    if (tale.facts.tracks) stepsTogether += 1;
    if (stepsTogether > 0 && interrupted(tale, stepsTogether)) return;
    const [first, ...others] = tracksAtWork(tale.facts) as [Track, ...Track[]];
    acting = others.reduce((next, one) => (endOf(one) < endOf(next) ? one : next), first);
    workUntil(tale, endOf(acting), acting.agencyId);
    acting = tracksOf(tale.facts).find(({ id }) => id === acting.id) ?? acting;
  }
  decided(tale);
}

function decided(tale: Tale): void {
  const head = tale.facts.agencyId;
  const { chances } = tale;
  if (!chances.happens(0.015)) return tale.act('finish', head);
  const document = { number: chances.number(), on: dateInVietnam(tale.now) };
  tale.act('refuse', head, { reason: 'Không đủ điều kiện theo quy định', document });
}

function handingOver(tale: Tale, channel: Channel): void {
  tale.wait(DAY * 1.2 * tale.chances.spread(1));
  if (tale.chances.happens(0.03)) return; // never collected
  if (channel === 'counter') return tale.counter('hand-over-result');
  tale.counter('post-result');
  tale.wait(DAY * 2 * tale.chances.spread(0.5));
  tale.counter('confirm-posted');
}
