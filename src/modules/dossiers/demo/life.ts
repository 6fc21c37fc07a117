import { addWorkingDays } from '#modules/calendar/domain/days.ts';
import { addWorkingMinutes, nextWorkingMoment, previousWorkingMoment } from '#modules/calendar/domain/moments.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type LocalDate, weekday } from '#kernel/local-date.ts';
import type { Random } from '#kernel/random.ts';
import { dateInVietnam, instantAt } from '#kernel/vietnam-time.ts';
import type { Action } from '../domain/actions.ts';
import { baseEvent, type Command, decide, type Rules, type StepEntry } from '../domain/decide.ts';
import { type ClockRules, lastDayToReappoint } from '../domain/due.ts';
import type { Cause, DossierEvent } from '../domain/events.ts';
import { evolve, type Facts } from '../domain/facts.ts';
import { submission } from '../domain/submission.ts';
import { PROPOSED_WAIT_WORKING_DAYS } from '../domain/supplement-wait.ts';
import { type Track, tracksAtWork, tracksOf } from '../domain/tracks.ts';
import type { Channel } from '../domain/words.ts';
import { type Habit, habitOf } from './habits.ts';
import { partGoesOn } from './parted.ts';
import type { DemoDesk, DemoParted, DemoPerson, DemoStep, DemoWorld } from './world.ts';

/** Beyond the world's last moment: the story ends where it stands. */
class Over extends Error {}

const DAY = 480;

/**
 * One dossier from its submission to its end, or to where it stands at the end of the world: each act through
 * `decide`, so that a made-up history keeps every rule a real one keeps.
 */
export class Life {
  readonly events: DossierEvent[] = [];
  readonly #world: DemoWorld;
  readonly #desk: DemoDesk;
  readonly #random: Random;
  readonly #law: ClockRules;
  facts: Facts;
  #now: Date;

  constructor(world: DemoWorld, desk: DemoDesk, random: Random, submittedAt: Date) {
    this.#world = world;
    this.#desk = desk;
    this.#random = random;
    this.#now = submittedAt;
    this.#law = world.lawOn(dateInVietnam(submittedAt));
    const first = submission(submittedAt, desk.counterAgencyId, this.#actor(desk.counterAgencyId));
    this.events.push(first);
    this.facts = evolve(null, first);
  }

  live(channel: Channel): this {
    try {
      this.#reception(channel);
      if (this.facts.clock === 'running') this.#processing();
      if (this.facts.state === 'result-ready') this.#handingOver(channel);
    } catch (error) {
      if (!(error instanceof Over)) throw error;
    }
    return this;
  }

  #reception(channel: Channel): void {
    if (channel === 'online') this.#wait(30 + 150 * this.#spread(0.7));
    if (this.#chance(0.01)) return this.#counter('deny', { reason: 'Không thuộc thẩm quyền giải quyết' });
    if (this.#chance(0.05)) {
      const data = { waitUntil: this.#waitUntil() };
      this.#counter('request-completion', { reason: 'Thiếu giấy tờ trong thành phần hồ sơ', data });
      this.#wait(DAY * 2 * this.#spread(0.8));
      if (this.#chance(0.12)) return this.#counter('withdraw', { reason: 'Người nộp không bổ sung, xin rút hồ sơ' });
    }
    const [first] = this.#desk.steps;
    if (this.#desk.limit.unit === 'immediate' || !first) return this.#counter('complete-on-spot');
    this.#counter('accept', this.#desk.beginsAtCounter ? { step: this.#entry(first) } : {});
  }

  #processing(): void {
    const { steps, beginsAtCounter, parted } = this.#desk;
    if (parted) return this.#processingParted(parted);
    const forwarded = beginsAtCounter ? 1 : 0;
    for (const [at, step] of steps.entries()) {
      if (at >= forwarded)
        this.#act(at === forwarded ? 'forward' : 'advance', this.facts.agencyId, { step: this.#entry(step) });
      if (this.#interrupted(at - forwarded + 1)) return;
      this.#workUntil(this.#endOf(step), step.agencyId);
    }
    this.#decided();
  }

  /** The same where agencies work at one time: each part takes its own time, and whoever is ready first goes on first. */
  #processingParted(parted: DemoParted): void {
    const { competentAgencyId } = this.#desk;
    const ends = new Map<string, Date>();
    // A clock that began again gave the part its step anew.
    const endOf = (track: Track): Date => {
      const key = `${track.id} ${track.stepKey} ${track.enteredAt}`;
      const end = ends.get(key) ?? this.#endOf({ minutes: track.stepMinutes, agencyId: track.agencyId });
      ends.set(key, end);
      return end;
    };
    let [acting] = tracksOf(this.facts) as [Track];
    let stepsTogether = 0;
    for (let action: Action = 'forward'; ; action = 'advance') {
      const on = partGoesOn(this.facts, parted, acting.id, ({ key, name, minutes }) =>
        this.#entry({ key, name, minutes, agencyId: parted.agencyOf.get(key) ?? competentAgencyId }),
      );
      if (!on) break;
      this.#act(action, acting.agencyId, on);
      if (this.facts.tracks) stepsTogether += 1;
      if (stepsTogether > 0 && this.#interrupted(stepsTogether)) return;
      const [first, ...others] = tracksAtWork(this.facts) as [Track, ...Track[]];
      acting = others.reduce((next, one) => (endOf(one) < endOf(next) ? one : next), first);
      this.#workUntil(endOf(acting), acting.agencyId);
      acting = tracksOf(this.facts).find(({ id }) => id === acting.id) ?? acting;
    }
    this.#decided();
  }

  #decided(): void {
    const head = this.facts.agencyId;
    if (this.#chance(0.015))
      this.#act('refuse', head, { reason: 'Không đủ điều kiện theo quy định', document: this.#paper() });
    else this.#act('finish', head);
  }

  /** When a step begun now is done. */
  #endOf({ minutes, agencyId }: Pick<DemoStep, 'minutes' | 'agencyId'>): Date {
    const habit = this.#habit(agencyId);
    // One step in fifty is where a dossier is left lying: what the backlog is made of.
    const left = this.#chance(1 / 50) ? 5 + 25 * this.#random.uniform() : 1;
    const takes = (minutes ?? 20) * habit.pace * this.#spread(0.4) * this.#season() * left * this.#hurry();
    return this.#after(Math.round(takes));
  }

  /** Work goes on until a moment, with the apology written on the last day it is lawful, where the agency does that. */
  #workUntil(doneAt: Date, agencyId: string): void {
    this.#apologise(doneAt, this.#habit(agencyId));
    this.#until(doneAt);
  }

  /** That much working time from now. What would end in a year whose holidays are not known is still open at the world's end. */
  #after(minutes: number): Date {
    try {
      return addWorkingMinutes(this.#world.calendar, this.#now, minutes);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'calendar.year_without_data')
        return new Date(this.#world.until.getTime() + 86_400_000);
      throw error;
    }
  }

  #apologise(doneAt: Date, habit: Habit): void {
    const { dueAt, reappointments } = this.facts;
    if (!dueAt || reappointments > 0) return;
    const lastDay = lastDayToReappoint(dueAt, this.#law) as LocalDate;
    const writtenAt = previousWorkingMoment(this.#world.calendar, instantAt(lastDay, 10 * 60));
    const sees = doneAt.getTime() > dueAt.getTime() - 4 * 3_600_000;
    if (writtenAt <= this.#now || writtenAt >= doneAt || !sees || !this.#chance(habit.apologises)) return;
    this.#until(writtenAt);
    const cause = this.#cause();
    this.#act('draft-apology', this.facts.agencyId, {
      reason: CAUSE_REASON[cause],
      cause,
      data: { apologyId: this.#id() },
    });
    this.#wait(20 + 60 * this.#random.uniform());
    const days = 1 + Math.floor(4 * this.#random.uniform());
    const newDueAt = instantAt(addWorkingDays(this.#world.calendar, dateInVietnam(dueAt), days), 16 * 60);
    if (dateInVietnam(this.#now) <= lastDay) this.#act('approve-apology', this.facts.agencyId, { newDueAt });
  }

  /** Whatever stops a dossier in the middle; true when it ended there. `at`: 1 is the first step after forwarding. */
  #interrupted(at: number): boolean {
    const { agencyId } = this.facts;
    const habit = this.#habit(agencyId);
    const { amount, unit } = this.#desk.limit;
    if (unit === 'same-day') return false;
    if (at === 1 && this.#chance(habit.asksAgain)) return this.#supplement();
    if (at === 1 && this.#desk.oftenPaid && this.#chance(0.4)) {
      this.#act('require-payment', agencyId, { reason: 'Thực hiện nghĩa vụ tài chính theo thông báo' });
      this.#wait(DAY * (1 + 3 * this.#spread(0.6)));
      this.#act('confirm-payment', agencyId);
    }
    const hasTime = (amount ?? 0) >= 5;
    if (at >= 1 && hasTime && this.facts.state === 'processing' && this.#chance(habit.consults))
      this.#opinion(agencyId);
    if (this.#chance(0.004)) this.#fault();
    if (this.#chance(0.003)) {
      this.#counter('withdraw', { reason: 'Người nộp xin rút hồ sơ' });
      return true;
    }
    return false;
  }

  #supplement(): boolean {
    const supplementId = this.#id();
    this.#act('draft-supplement', this.facts.agencyId, {
      reason: 'Cần bổ sung giấy tờ trong thành phần hồ sơ',
      data: { supplementId },
    });
    this.#wait(60 + 120 * this.#random.uniform());
    this.#counter('issue-supplement', { data: { supplementId, waitUntil: this.#waitUntil() } });
    this.#wait(DAY * (1 + 4 * this.#spread(0.7)));
    if (this.#chance(0.06)) {
      this.#counter('withdraw', { reason: 'Người nộp không bổ sung được, xin rút hồ sơ' });
      return true;
    }
    this.#counter('take-supplement', { data: { supplementId } });
    return false;
  }

  /** No rule set has a number of its own: all of them are waited for as the program proposes. */
  #waitUntil(): LocalDate {
    return addWorkingDays(this.#world.calendar, dateInVietnam(this.#now), PROPOSED_WAIT_WORKING_DAYS);
  }

  #opinion(agencyId: string): void {
    const others = this.#world.desks.map(({ competentAgencyId }) => competentAgencyId).filter((id) => id !== agencyId);
    const asked = others[this.#random.next() % Math.max(1, others.length)];
    if (!asked) return;
    const id = this.#id();
    const dueAt = addWorkingMinutes(this.#world.calendar, this.#now, 3 * DAY).toISOString();
    this.#act('ask-opinion', agencyId, {
      data: { opinion: { id, agencyId: asked, dueAt }, text: 'Đề nghị cho ý kiến' },
    });
    this.#wait(DAY * 1.5 * this.#spread(0.6));
    this.#act('answer-opinion', asked, { data: { opinion: { id, agencyId: asked, dueAt }, text: 'Thống nhất' } });
  }

  #fault(): void {
    const from = this.#now;
    this.#wait(60 + 180 * this.#random.uniform());
    const fault = { from: from.toISOString(), to: this.#now.toISOString() };
    this.#act('note-fault', this.facts.agencyId, { reason: 'Mất kết nối giữa hai phần mềm', data: { fault } });
  }

  #handingOver(channel: Channel): void {
    this.#wait(DAY * 1.2 * this.#spread(1));
    if (this.#chance(0.03)) return; // never collected
    if (channel === 'counter') return this.#counter('hand-over-result');
    this.#counter('post-result');
    this.#wait(DAY * 2 * this.#spread(0.5));
    this.#counter('confirm-posted');
  }

  #counter(action: Action, more: Omit<Command, 'action'> = {}): void {
    this.#act(action, this.#desk.counterAgencyId, more);
  }

  #act(action: Action, agencyId: string, more: Omit<Command, 'action'> = {}): void {
    const rules: Rules = {
      now: this.#now,
      calendar: this.#world.calendar,
      law: this.#law,
      limit: this.#desk.limit,
      actor: { ...this.#actor(agencyId), agencyId },
    };
    const event = decide(this.facts, { ...more, action }, rules);
    this.events.push(event);
    this.facts = evolve(this.facts, event);
  }

  #actor(agencyId: string): DemoPerson {
    const staff = this.#world.staffOf(agencyId);
    return staff[this.#random.next() % Math.max(1, staff.length)] ?? { id: null, name: 'Cán bộ mẫu' };
  }

  #entry({ key, name, minutes, agencyId: planned }: DemoStep): StepEntry {
    const { merger } = this.#world;
    const agencyId = merger?.from === planned && merger.at <= this.#now ? merger.to : planned;
    return { key, name, minutes, agencyId, officerId: this.#actor(agencyId).id };
  }

  /** Lets working minutes pass. */
  #wait(minutes: number): void {
    this.#until(addWorkingMinutes(this.#world.calendar, this.#now, Math.max(1, Math.round(minutes))));
  }

  #until(at: Date): void {
    const moment = nextWorkingMoment(this.#world.calendar, at);
    const { merger, until } = this.#world;
    if (merger && merger.at > this.#now && merger.at <= moment && merger.at <= until) this.#succeed(merger);
    if (moment > until) throw new Over();
    if (moment > this.#now) this.#now = moment;
  }

  /** The agency is merged while it has the dossier: what is open goes on at the successor. */
  #succeed({ from, to, at }: NonNullable<DemoWorld['merger']>): void {
    const has = this.facts.clock !== 'ended' && tracksOf(this.facts).some(({ agencyId }) => agencyId === from);
    if (!has) return;
    const rules = { now: at, law: this.#law, actor: { id: null, name: 'Hệ thống', agencyId: null } };
    const data = { successor: { from: [from], to } };
    const line = baseEvent(this.facts, { action: 'succeed', data }, rules);
    // Where another part leads, only the place beside it passes on.
    const event = this.facts.agencyId === from ? { ...line, agencyId: to, officerId: null } : line;
    this.events.push(event);
    this.facts = evolve(this.facts, event);
  }

  #habit(agencyId: string): Habit {
    return habitOf(this.#world.seed, this.#world.codeOf(agencyId));
  }

  /** What is due the same day is done while the applicant waits, whatever its workflow allows. */
  #hurry(): number {
    return this.#desk.limit.unit === 'same-day' ? 0.04 : 1;
  }

  /** Work waits longer on Mondays and Fridays; made up. */
  #season(): number {
    const day = weekday(dateInVietnam(this.#now));
    return day === 1 || day === 5 ? 1.08 : 1;
  }

  #chance(share: number): boolean {
    return this.#random.uniform() < share;
  }

  /** A factor around 1: half of the draws below it. */
  #spread(deviation: number): number {
    return Math.exp(deviation * this.#random.normal());
  }

  #cause(): Cause {
    const draw = this.#random.uniform();
    return draw < 0.62 ? 'agency' : draw < 0.88 ? 'other-agency' : draw < 0.95 ? 'law' : 'transport';
  }

  #paper(): { number: string; on: string } {
    return { number: `${1 + (this.#random.next() % 900)}/TB (mẫu)`, on: dateInVietnam(this.#now) };
  }

  #id(): string {
    const hex = [0, 1, 2, 3].map(() => this.#random.next().toString(16).padStart(8, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}

const CAUSE_REASON: Readonly<Record<Cause, string>> = {
  agency: 'Số lượng hồ sơ tăng, chưa bố trí đủ người thụ lý',
  'other-agency': 'Chờ ý kiến của cơ quan phối hợp',
  applicant: 'Chờ người nộp xác nhận thông tin',
  law: 'Chờ hướng dẫn khi quy định thay đổi',
  transport: 'Gián đoạn kết nối giữa các phần mềm',
};
