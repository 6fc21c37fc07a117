import { isWorkingDay } from '#modules/calendar/domain/days.ts';
import { addDays, type LocalDate, weekday } from '#kernel/local-date.ts';
import { type Random, seededRandom } from '#kernel/random.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { Channel } from '../domain/words.ts';
import { SEASON, WEEK } from './habits.ts';
import { liveOf } from './life.ts';
import { madeUpPerson, personOf } from './people.ts';
import type { DemoDesk, DemoDossier, DemoWorld } from './world.ts';

/**
 * Made-up dossiers in the order in which they come in: exactly `world.count` of them, the same for the same world,
 * one at a time, so that millions need no more memory than one.
 * @param wants by its order: the others are passed over without being lived
 */
export function* generateDossiers(
  world: DemoWorld,
  wants: (index: number) => boolean = () => true,
): Generator<DemoDossier> {
  const days = daysOf(world);
  const pick = picker(world.desks);
  const days_ = days.reduce((sum, { weight }) => sum + weight, 0);
  const { uniform } = seededRandom(world.seed);
  let index = 0;
  let passed = 0;
  for (const { day, weight, works, share } of days) {
    passed += weight;
    const until = Math.round((world.count * passed) / days_);
    const moments = Array.from({ length: until - index }, () =>
      works ? officeMinute(uniform()) : anyMinute(uniform()),
    );
    for (const minute of moments.sort((a, b) => a - b)) {
      if (!wants(index)) {
        index += 1;
        continue;
      }
      const random = seededRandom(Math.imul(world.seed, 0x9e3779b1) ^ index);
      const desk = pick(random.uniform());
      const channel = works ? channelOf(random, desk, share) : 'online';
      const submittedAt = instantAt(day, minute);
      if (submittedAt > world.until) return;
      const person = personOf(world.seed, index);
      const life = liveOf(world, desk, random, { at: submittedAt, channel });
      yield {
        index,
        desk,
        channel,
        lawId: world.lawOn(day).id,
        applicant: madeUpPerson((world.firstPerson ?? 0) + person),
        isFirst: person === index,
        events: life.events,
        facts: life.facts,
      };
      index += 1;
    }
  }
}

interface Day {
  readonly day: LocalDate;
  readonly weight: number;
  readonly works: boolean;
  /** How far the time has gone, 0 to 1. */
  readonly share: number;
}

function daysOf({ calendar, from, to }: DemoWorld): Day[] {
  const days: Omit<Day, 'share'>[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const works = isWorkingDay(calendar, day);
    const ofWeek = works ? WEEK[Math.min(4, weekday(day) - 1)] : WEEK[6];
    const weight = (SEASON[Number(day.slice(5, 7)) - 1] ?? 1) * (ofWeek ?? 1);
    days.push({ day, weight, works });
  }
  return days.map((one, at) => ({ ...one, share: at / Math.max(1, days.length - 1) }));
}

/** More in the morning than in the afternoon, none in the midday break; whole minutes. */
function officeMinute(draw: number): number {
  return draw < 0.6 ? Math.floor(435 + (draw / 0.6) * 235) : Math.floor(815 + ((draw - 0.6) / 0.4) * 190);
}

function anyMinute(draw: number): number {
  return Math.floor(420 + draw * 900);
}

function channelOf({ uniform }: Random, { onlineShare }: DemoDesk, share: number): Channel {
  const draw = uniform();
  if (draw < onlineShare * (0.15 + 0.85 * share)) return 'online';
  return draw > 0.97 ? 'post' : 'counter';
}

/** Draws a desk by its weight: a search in the sums. */
function picker(desks: readonly DemoDesk[]): (draw: number) => DemoDesk {
  const sums: number[] = [];
  let total = 0;
  for (const { weight } of desks) sums.push((total += weight));
  return (draw) => {
    const wanted = draw * total;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    const desk = desks[low];
    if (!desk) throw new RangeError('a world without desks');
    return desk;
  };
}
