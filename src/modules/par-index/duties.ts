import { dayVi } from '#modules/calendar/domain/explain-vi.ts';
import { cancelObligation, completeObligation, registerObligation } from '#modules/reminders/public.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import type { RoundRecord, SheetRecord } from './store/rows.ts';

const SOURCE = 'par-index';

/** The promises a round makes: who owes what by when. Keys name them for ever. */
export const dutyKey = {
  self: (sheet: Pick<SheetRecord, 'id'>) => `self:${sheet.id}`,
  explanation: (sheet: Pick<SheetRecord, 'id'>) => `explanation:${sheet.id}`,
  appraisal: (round: Pick<RoundRecord, 'id'>, agencyId: string, time: 1 | 2) =>
    `appraisal-${time}:${round.id}:${agencyId}`,
};

/** The last moment of a day: a deadline given as a day holds until midnight. */
export function endOf(day: LocalDate): Date {
  return new Date(instantAt(day, 24 * 60).getTime() - 1000);
}

interface Duty {
  readonly key: string;
  readonly title: string;
  readonly agencyId: string;
  readonly dueOn: LocalDate;
  readonly link: string;
  readonly action: string;
  readonly because: string;
}

/** A day that has already passed is owed now: the obligation begins and ends with it. */
async function owe(tx: Tx, round: RoundRecord, duty: Duty): Promise<void> {
  const dueAt = endOf(duty.dueOn);
  await registerObligation(tx, {
    source: SOURCE,
    key: duty.key,
    kind: 'par-round',
    title: duty.title,
    agencyId: duty.agencyId,
    startAt: tx.now < dueAt ? tx.now : dueAt,
    dueAt,
    urgency: 'normal',
    link: duty.link,
    action: duty.action,
    explanation: [`${duty.because}: đến hết ${dayVi(duty.dueOn)}, theo ${round.title}.`],
  });
}

export async function oweSelfScore(tx: Tx, round: RoundRecord, sheet: SheetRecord): Promise<void> {
  await owe(tx, round, {
    key: dutyKey.self(sheet),
    title: `Tự chấm điểm: ${round.title}`,
    agencyId: sheet.agency_id,
    dueOn: round.self_due_on,
    link: `/chi-so/phieu/${sheet.id}`,
    action: 'Tự chấm điểm',
    because: 'Hạn tự chấm',
  });
}

export async function oweExplanation(tx: Tx, round: RoundRecord, sheet: SheetRecord, count: number): Promise<void> {
  await owe(tx, round, {
    key: dutyKey.explanation(sheet),
    title: `Giải trình ${count} tiêu chí: ${round.title}`,
    agencyId: sheet.agency_id,
    dueOn: round.explanation_due_on,
    link: `/chi-so/phieu/${sheet.id}`,
    action: 'Giải trình',
    because: 'Hạn giải trình',
  });
}

export async function oweAppraisal(tx: Tx, round: RoundRecord, agencyId: string, time: 1 | 2): Promise<void> {
  await owe(tx, round, {
    key: dutyKey.appraisal(round, agencyId, time),
    title: `Thẩm định lần ${time}: ${round.title}`,
    agencyId,
    dueOn: time === 1 ? round.appraisal1_due_on : round.appraisal2_due_on,
    link: `/chi-so/dot/${round.id}`,
    action: 'Thẩm định',
    because: `Hạn thẩm định lần ${time}`,
  });
}

/** Done. What nobody owes (an agency that came in by a merger, a round of a demonstration) needs no end. */
export async function fulfil(tx: Tx, key: string): Promise<void> {
  await ifOwed(() => completeObligation(tx, SOURCE, key, tx.now));
}

/** No longer owed. */
export async function release(tx: Tx, key: string): Promise<void> {
  await ifOwed(() => cancelObligation(tx, SOURCE, key));
}

async function ifOwed(end: () => Promise<void>): Promise<void> {
  try {
    await end();
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'reminders.unknown_obligation')) throw error;
  }
}
