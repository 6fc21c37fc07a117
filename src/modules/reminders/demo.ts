import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { subtractWorkingDays } from '#modules/calendar/domain/days.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { type DemoPerson, listDemoPeople } from '#modules/org/public.ts';
import { type Random, seededRandom } from '#kernel/random.ts';
import { dateInVietnam, instantAt, toVietnamIso } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import { doesAfter, habitAfter } from './domain/demo-habits.ts';
import { planSteps, type Step } from './domain/ladder.ts';
import type { Told } from './domain/message.ts';
import {
  acknowledgeObligation,
  completeObligation,
  type ObligationInput,
  reactedElsewhere,
  registerObligation,
} from './obligations.ts';
import { nextStep } from './planning.ts';
import { writeOutcomes } from './store/firing-store.ts';
import { markMatterRead } from './store/inbox-store.ts';
import { currentPolicy, type StoredPolicy } from './store/policy-store.ts';
import { daysLeft } from './telling.ts';

const SOURCE = 'trinh-dien';
const KIND = 'made-up';
const MATTERS = 150;
/** Working days from giving to the due date, and from the latest due date back: within a month of figures. */
const TERMS = [6, 8, 11, 14] as const;
const BACK = 16;
/** Agencies whose people a visitor signs in as: their boxes stay as they find them. */
const VISITED: ReadonlySet<string> = new Set(['vpubnd', 'stttt', 'snv', 'ubnd', 'ttr']);
const SUBJECTS = [
  'Rà soát danh mục thủ tục hành chính của lĩnh vực',
  'Báo cáo số liệu giải quyết hồ sơ trong tuần',
  'Góp ý dự thảo quy chế phối hợp',
  'Cập nhật danh sách cán bộ tiếp nhận hồ sơ',
  'Kiểm tra việc niêm yết thủ tục tại cơ quan',
] as const;

/**
 * A past month of matters, reminders and what people did after them, all made up and named so, for the figures of a
 * demonstration: done early or late, acknowledged, more time asked for, nothing done. The moments are those of the real
 * ladder; everything is closed when the demonstration begins, read, and went out by no carrier.
 *
 * @param seed the same one gives the same month
 */
export async function seedRemindersDemo(tx: Tx, { seed }: { readonly seed: number }): Promise<void> {
  const people = await listDemoPeople(tx);
  const officers = people.filter(({ role, login }) => role === 'officer' && !VISITED.has(login.split('.')[0] ?? ''));
  if (officers.length === 0) return;
  const heads = new Map(people.flatMap((one) => (one.role === 'agency-head' ? [[one.agencyId, one] as const] : [])));
  const stage = { tx, calendar: await loadCalendar(tx), policy: await currentPolicy(tx.db, KIND), heads };
  await asProgram(tx, async () => {
    for (let number = 0; number < MATTERS; number += 1) {
      const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ number);
      const officer = officers[random.next() % officers.length];
      if (officer) await live(stage, number, officer, random);
    }
  });
}

interface Stage {
  readonly tx: Tx;
  readonly calendar: WorkCalendar;
  readonly policy: StoredPolicy;
  readonly heads: ReadonlyMap<string, DemoPerson>;
}

/** One matter from the day it is given until it is done. */
async function live(stage: Stage, number: number, officer: DemoPerson, { next, uniform }: Random): Promise<void> {
  const { tx, calendar, policy } = stage;
  const dueOn = subtractWorkingDays(calendar, tx.today, 1 + (next() % BACK));
  const givenOn = subtractWorkingDays(calendar, dueOn, TERMS[next() % TERMS.length] ?? TERMS[0]);
  const startAt = instantAt(givenOn, 8 * 60 + (next() % 180));
  const dueAt = instantAt(dueOn, 17 * 60);
  const matter: ObligationInput = {
    source: SOURCE,
    key: `viec-${number + 1}`,
    kind: KIND,
    title: `${SUBJECTS[next() % SUBJECTS.length]} (dựng để trình diễn, số ${number + 1})`,
    agencyId: officer.agencyId,
    personId: officer.personId,
    startAt,
    dueAt,
    urgency: 'normal',
    link: '/viec-cua-toi',
    explanation: ['Việc này dựng để trình diễn, không phải việc thật.'],
  };
  const at = (moment: Date): Tx => ({
    ...tx,
    now: moment,
    today: dateInVietnam(moment),
    actor: { ...systemActor(officer.fullName), personId: officer.personId },
  });
  const id = await registerObligation(at(startAt), matter);
  const term = { startAt, dueAt, urgency: 'normal', plannedAt: startAt, announce: 'assigned' } as const;
  const { steps } = planSteps(policy.policy, calendar, term, { until: tx.now });
  let said = false;
  let doneAt: Date | undefined;
  for (const [place, step] of steps.entries()) {
    const firedAt = new Date(step.at.getTime() + 200 + (next() % 1800));
    if (firedAt >= tx.now) break;
    const isSpared = said && step.stopsOn.includes('acknowledged');
    await fire(stage, at(firedAt), {
      id,
      officer,
      step,
      isSpared,
      dueAt,
      upcoming: nextStep(policy.policy, calendar, term, step.at),
    });
    // Half an hour to five hours after what was read.
    const answeredAt = new Date(firedAt.getTime() + (30 + (next() % 270)) * 60_000);
    const does = isSpared || answeredAt >= tx.now ? undefined : doesAfter(habitAfter(step), uniform(), said);
    if (does === 'know') {
      await acknowledgeObligation(at(answeredAt), SOURCE, matter.key, officer.personId);
      said = true;
    }
    if (does === 'ask')
      await reactedElsewhere(at(answeredAt), matter, 'asked-more-time', officer.personId, 'thêm vài ngày (trình diễn)');
    if (does === 'act') doneAt = answeredAt;
    // Some is done without a reminder's doing, later than a working day after it.
    const following = steps[place + 1]?.at ?? tx.now;
    const unasked = new Date(firedAt.getTime() + 54 * 3_600_000);
    if (!doneAt && unasked < following && unasked < tx.now && uniform() < 0.12) doneAt = unasked;
    if (doneAt) break;
  }
  const closedAt = doneAt ?? new Date(tx.now.getTime() - (5 + (next() % 50)) * 60_000);
  await completeObligation(at(closedAt), SOURCE, matter.key, closedAt);
  await markMatterRead(tx.db, id);
}

interface Reached {
  readonly id: string;
  readonly officer: DemoPerson;
  readonly step: Step;
  readonly isSpared: boolean;
  readonly dueAt: Date;
  readonly upcoming: ReturnType<typeof nextStep>;
}

/** A step as the engine would have recorded it: told in the program to the officer and, when overdue, to his head. */
async function fire(stage: Stage, then: Tx, { id, officer, step, isSpared, dueAt, upcoming }: Reached): Promise<void> {
  const { calendar, policy, heads } = stage;
  const head = step.audience.includes('head') ? heads.get(officer.agencyId) : undefined;
  const told: Told[] = [
    { personId: officer.personId, name: officer.fullName, title: officer.title, audience: 'owner' },
    ...(head ? [{ personId: head.personId, name: head.fullName, title: head.title, audience: 'head' as const }] : []),
  ];
  const said = {
    kind: step.kind,
    stepKey: step.key,
    agencyName: officer.agencyName,
    waitingFor: null,
    firedAt: toVietnamIso(then.now),
    dueAt: toVietnamIso(dueAt),
    daysLeft: daysLeft(calendar, dueAt, then),
    policyName: policy.policy.name,
    policyVersion: policy.version,
  };
  const reached = {
    stepKey: step.key,
    kind: step.kind,
    plannedAt: step.at,
    readyAt: step.at,
    outcome: isSpared ? ('acknowledged-before' as const) : ('told' as const),
    folded: [],
    told: isSpared ? [] : told,
    said: isSpared ? null : said,
    outgoing: isSpared
      ? []
      : told.map(({ personId, audience }) => ({
          recipientId: personId,
          audience,
          channel: 'in-app' as const,
          address: null,
          when: 'now' as const,
          further: [],
          fallBackMinutes: 0,
        })),
  };
  await writeOutcomes(then.db, [{ ids: [id], planVersion: 1, reached, next: upcoming }], then.now);
}
