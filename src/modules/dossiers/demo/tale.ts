import { whereKnown } from '#modules/calendar/domain/calendar.ts';
import { addWorkingMinutes, nextWorkingMoment } from '#modules/calendar/domain/moments.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Random } from '#kernel/random.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import type { Action } from '../domain/actions.ts';
import { baseEvent, type Command, decide, type Rules, type StepEntry } from '../domain/decide.ts';
import type { ClockRules } from '../domain/due.ts';
import type { DossierEvent } from '../domain/events.ts';
import { evolve, type Facts } from '../domain/facts.ts';
import { submission } from '../domain/submission.ts';
import { lookAgainOn } from '../domain/waits.ts';
import { tracksOf } from '../domain/tracks.ts';
import { Chances } from './chances.ts';
import type { DemoDesk, DemoPerson, DemoStep, DemoWorld } from './world.ts';

/** Beyond the world's last moment: the story ends where it stands. */
export class Over extends Error {}

/** Working minutes of a day. */
export const DAY = 480;

/**
 * A dossier's story as it is told: its moment, what has happened, and the means to let time pass and people act, each
 * act through `decide`. What happens next is not told here.
 */
export class Tale {
  readonly events: DossierEvent[] = [];
  readonly world: DemoWorld;
  readonly desk: DemoDesk;
  readonly chances: Chances;
  readonly law: ClockRules;
  facts: Facts;
  now: Date;

  constructor(world: DemoWorld, desk: DemoDesk, random: Random, submittedAt: Date) {
    this.world = world;
    this.desk = desk;
    this.chances = new Chances(random);
    this.now = submittedAt;
    this.law = world.lawOn(dateInVietnam(submittedAt));
    const first = submission(submittedAt, desk.counterAgencyId, this.#actor(desk.counterAgencyId));
    this.events.push(first);
    this.facts = evolve(null, first);
  }

  /** Something done at the one-stop counter. */
  counter(action: Action, more: Omit<Command, 'action'> = {}): void {
    this.act(action, this.desk.counterAgencyId, more);
  }

  /** Something done by somebody of an agency, as the rules allow it. */
  act(action: Action, agencyId: string, more: Omit<Command, 'action'> = {}): void {
    const rules: Rules = {
      now: this.now,
      calendar: this.world.calendar,
      law: this.law,
      limit: this.desk.limit,
      actor: { ...this.#actor(agencyId), agencyId },
    };
    this.#happened(decide(this.facts, { ...more, action }, rules));
  }

  /** A step as the dossier enters it now; at the successor where its agency was merged. */
  entry({ key, name, minutes, agencyId: planned }: DemoStep): StepEntry {
    const { merger } = this.world;
    const agencyId = merger?.from === planned && merger.at <= this.now ? merger.to : planned;
    return { key, name, minutes, agencyId, officerId: this.#actor(agencyId).id };
  }

  /** Lets working minutes pass. */
  wait(minutes: number): void {
    this.until(addWorkingMinutes(this.world.calendar, this.now, Math.max(1, Math.round(minutes))));
  }

  /** @throws Over past the world's last moment */
  until(at: Date): void {
    const moment = nextWorkingMoment(this.world.calendar, at);
    const { merger, until } = this.world;
    if (merger && merger.at > this.now && merger.at <= moment && merger.at <= until) this.#succeed(merger);
    if (moment > until) throw new Over();
    if (moment > this.now) this.now = moment;
  }

  /** That much working time from now. What would end in a year whose holidays are not known is still open at the world's end. */
  after(minutes: number): Date {
    const { calendar, until } = this.world;
    return whereKnown(() => addWorkingMinutes(calendar, this.now, minutes), new Date(until.getTime() + 86_400_000));
  }

  /** No rule set has a number of its own: all of them are waited for as the program proposes. */
  waitUntil(): LocalDate {
    return lookAgainOn(this.world.calendar, dateInVietnam(this.now));
  }

  #happened(event: DossierEvent): void {
    this.events.push(event);
    this.facts = evolve(this.facts, event);
  }

  #actor(agencyId: string): DemoPerson {
    return this.chances.oneOf(this.world.staffOf(agencyId)) ?? { id: null, name: 'Cán bộ mẫu' };
  }

  /** The agency is merged while it has the dossier: what is open goes on at the successor. */
  #succeed({ from, to, at }: NonNullable<DemoWorld['merger']>): void {
    const has = this.facts.clock !== 'ended' && tracksOf(this.facts).some(({ agencyId }) => agencyId === from);
    if (!has) return;
    const rules = { now: at, law: this.law, actor: { id: null, name: 'Hệ thống', agencyId: null } };
    const data = { successor: { from: [from], to } };
    const line = baseEvent(this.facts, { action: 'succeed', data }, rules);
    // Where another part leads, only the place beside it passes on.
    this.#happened(this.facts.agencyId === from ? { ...line, agencyId: to, officerId: null } : line);
  }
}
