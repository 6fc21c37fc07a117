import { dayVi } from '#modules/calendar/domain/explain-vi.ts';
import { listAgencies } from '#modules/org/public.ts';
import {
  cancelObligation,
  completeObligation,
  registerObligation,
  reopenObligation,
} from '#modules/reminders/public.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { answersFor } from './acting.ts';
import type { CommentRoundRecord, ReplyRecord, RoundRecord, SheetRecord } from './store/rows.ts';

export const DUTY_SOURCE = 'par-index';

/** The promises a round makes: who owes what by when. Keys name them for ever. */
export const dutyKey = {
  self: (sheet: Pick<SheetRecord, 'id'>) => `self:${sheet.id}`,
  explanation: (sheet: Pick<SheetRecord, 'id'>) => `explanation:${sheet.id}`,
  appraisal: (round: Pick<RoundRecord, 'id'>, agencyId: string, time: 1 | 2) =>
    `appraisal-${time}:${round.id}:${agencyId}`,
  survey: (round: Pick<RoundRecord, 'id'>) => `survey:${round.id}`,
  council: (round: Pick<RoundRecord, 'id'>) => `council:${round.id}`,
  approve: (round: Pick<RoundRecord, 'id'>) => `approve:${round.id}`,
  publish: (round: Pick<RoundRecord, 'id'>) => `publish:${round.id}`,
  reply: (sheet: Pick<SheetRecord, 'id'>) => `reply:${sheet.id}`,
  answer: (reply: Pick<ReplyRecord, 'id'>) => `answer:${reply.id}`,
  comment: (round: Pick<CommentRoundRecord, 'id'>, agencyId: string) => `comment:${round.id}:${agencyId}`,
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
async function owe(tx: Tx, round: { readonly title: string }, duty: Duty): Promise<void> {
  const dueAt = endOf(duty.dueOn);
  await registerObligation(tx, {
    source: DUTY_SOURCE,
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
    title: `Tự chấm điểm: ${titleFor(round, sheet)}`,
    agencyId: answersFor(sheet),
    dueOn: round.self_due_on,
    link: `/chi-so/phieu/${sheet.id}`,
    action: 'Tự chấm điểm',
    because: 'Hạn tự chấm',
  });
}

export async function oweExplanation(tx: Tx, round: RoundRecord, sheet: SheetRecord, count: number): Promise<void> {
  await owe(tx, round, {
    key: dutyKey.explanation(sheet),
    title: `Giải trình ${count} tiêu chí: ${titleFor(round, sheet)}`,
    agencyId: answersFor(sheet),
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

/** What the agency that runs the round owes at the round as a whole. A round the program made is run by nobody. */
async function oweRunning(
  tx: Tx,
  round: RoundRecord,
  duty: Pick<Duty, 'key' | 'title' | 'dueOn' | 'action' | 'because'> & { readonly tail?: string },
): Promise<void> {
  if (round.run_by_agency_id === null) return;
  const { tail = '', ...rest } = duty;
  await owe(tx, round, { ...rest, agencyId: round.run_by_agency_id, link: `/chi-so/dot/${round.id}${tail}` });
}

/** Survey results are wanted before the council sits: by the end of the second appraisal. */
export async function oweSurvey(tx: Tx, round: RoundRecord): Promise<void> {
  await oweRunning(tx, round, {
    key: dutyKey.survey(round),
    title: `Nhập kết quả khảo sát, số liệu thống kê: ${round.title}`,
    dueOn: round.appraisal2_due_on,
    action: 'Nhập kết quả',
    because: 'Cần có trước khi họp hội đồng, cùng hạn thẩm định lần 2',
    tail: '/khao-sat',
  });
}

export async function oweCouncil(tx: Tx, round: RoundRecord): Promise<void> {
  await oweRunning(tx, round, {
    key: dutyKey.council(round),
    title: `Họp hội đồng, chốt kết quả: ${round.title}`,
    dueOn: round.publish_on,
    action: 'Chốt kết quả',
    because: 'Phải chốt trước ngày công bố',
  });
}

/** Approval by the leaders of the province, another hand than the one that closed: so that it can be published in time. */
export async function oweApproval(tx: Tx, round: RoundRecord): Promise<void> {
  const top = await listAgencies(tx, { on: tx.today, level: 'tinh' });
  const committee = top.find(({ kind }) => kind === 'uy_ban_nhan_dan');
  if (round.run_by_agency_id === null || !committee) return;
  await owe(tx, round, {
    key: dutyKey.approve(round),
    title: `Phê duyệt kết quả: ${round.title}`,
    agencyId: committee.id,
    dueOn: lastDay(round),
    link: `/chi-so/dot/${round.id}`,
    action: 'Phê duyệt',
    because: 'Phê duyệt khi hết thời hạn phản hồi, trước khi công bố',
  });
}

export async function owePublication(tx: Tx, round: RoundRecord): Promise<void> {
  await oweRunning(tx, round, {
    key: dutyKey.publish(round),
    title: `Công bố kết quả: ${round.title}`,
    dueOn: lastDay(round),
    action: 'Mở đợt chấm',
    because: 'Ngày công bố',
  });
}

/** A reply of a unit is answered before the result is approved. */
export async function oweAnswer(
  tx: Tx,
  round: RoundRecord,
  reply: Pick<ReplyRecord, 'id' | 'leaf'>,
  sheet: SheetRecord,
): Promise<void> {
  if (round.run_by_agency_id === null) return;
  await owe(tx, round, {
    key: dutyKey.answer(reply),
    title: `Trả lời phản hồi của ${sheet.agency_name} về tiêu chí ${reply.leaf}: ${round.title}`,
    agencyId: round.run_by_agency_id,
    dueOn: lastDay(round),
    link: `/chi-so/phieu/${sheet.id}?tc=${encodeURIComponent(reply.leaf)}`,
    action: 'Trả lời',
    because: 'Phải trả lời trước khi phê duyệt, công bố',
  });
}

/** The right of reply: the unit reads its result and replies, or says that it has read it. */
export async function oweReply(tx: Tx, round: RoundRecord, sheet: SheetRecord): Promise<void> {
  if (round.reply_until === null) return;
  await owe(tx, round, {
    key: dutyKey.reply(sheet),
    title: `Xem kết quả, phản hồi nếu có: ${titleFor(round, sheet)}`,
    agencyId: answersFor(sheet),
    dueOn: round.reply_until,
    link: `/chi-so/phieu/${sheet.id}`,
    action: 'Xem kết quả',
    because: 'Hạn phản hồi kết quả',
  });
}

/** A successor answers for sheets of several units: the title says for which. */
function titleFor(round: RoundRecord, sheet: SheetRecord): string {
  return sheet.successor_id === null ? round.title : `${round.title} (phiếu của ${sheet.agency_name})`;
}

/** Publication waits for the right of reply when that ends later. */
function lastDay({ publish_on, reply_until }: RoundRecord): LocalDate {
  return reply_until !== null && reply_until > publish_on ? reply_until : publish_on;
}

/** What the draft of a set is commented on until, owed by each agency it is for. */
export async function oweComment(
  tx: Tx,
  round: Pick<CommentRoundRecord, 'id' | 'title' | 'due_on'>,
  agencyId: string,
): Promise<void> {
  await owe(tx, round, {
    key: dutyKey.comment(round, agencyId),
    title: `Góp ý bộ tiêu chí: ${round.title}`,
    agencyId,
    dueOn: round.due_on,
    link: `/chi-so/gop-y/${round.id}`,
    action: 'Góp ý',
    because: 'Hạn góp ý',
  });
}

/** Done. What nobody owes (an agency that came in by a merger, a round of a demonstration) needs no end. */
export async function fulfil(tx: Tx, key: string): Promise<void> {
  await ifOwed(() => completeObligation(tx, DUTY_SOURCE, key, tx.now));
}

/** No longer owed. */
export async function release(tx: Tx, key: string): Promise<void> {
  await ifOwed(() => cancelObligation(tx, DUTY_SOURCE, key));
}

/** Owed again, where it was owed before. */
export async function reopen(tx: Tx, key: string): Promise<void> {
  await ifOwed(() => reopenObligation(tx, DUTY_SOURCE, key));
}

async function ifOwed(end: () => Promise<void>): Promise<void> {
  try {
    await end();
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'reminders.unknown_obligation')) throw error;
  }
}
