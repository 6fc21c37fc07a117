import { addWorkingDays } from '#modules/calendar/domain/days.ts';
import { dayVi } from '#modules/calendar/domain/explain-vi.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { grantsOf, listAgencies } from '#modules/org/public.ts';
import { registerObligation } from '#modules/reminders/public.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { DUTY_SOURCE, endOf, fulfil, release, reopen } from './duties.ts';
import type { EntryKind } from './domain/proposal.ts';
import type { ProposalRecord } from './store/proposals.ts';

/** The kind by which reminders of proposals have a policy of their own. */
export const PROPOSAL_DUTY = 'par-proposal';
/** No text fixes how soon a proposal is decided or mended: these working days are ours, and said to be. */
const DECIDE_DAYS = 5;
const MEND_DAYS = 5;

const decisionKey = ({ id }: Pick<ProposalRecord, 'id'>) => `proposal-decision:${id}`;
const mendingKey = ({ id }: Pick<ProposalRecord, 'id'>) => `proposal-mending:${id}`;

/**
 * What is owed after something happened to a proposal: submitted, the provincial committee decides; returned, the
 * agency of whoever worded it mends it. Each ends with the act it waits for.
 * @param writer the person who worded it last; null for the program
 */
export async function oweProposal(
  tx: Tx,
  proposal: ProposalRecord,
  happened: EntryKind,
  writer: string | null,
): Promise<void> {
  switch (happened) {
    case 'submitted':
      await fulfil(tx, mendingKey(proposal));
      return oweDecision(tx, proposal);
    case 'approved':
      return fulfil(tx, decisionKey(proposal));
    case 'returned':
      await fulfil(tx, decisionKey(proposal));
      return oweMending(tx, proposal, writer);
    case 'written':
      // What is worded anew is not before the leader any more, until it is submitted again.
      return release(tx, decisionKey(proposal));
    case 'withdrawn':
      await release(tx, decisionKey(proposal));
      return release(tx, mendingKey(proposal));
    case 'sent':
    case 'answered':
  }
}

async function oweDecision(tx: Tx, proposal: ProposalRecord): Promise<void> {
  const [committee] = await listAgencies(tx, { on: tx.today, level: 'tinh', kind: 'uy_ban_nhan_dan' });
  if (!committee) return;
  await owe(tx, proposal, {
    key: decisionKey(proposal),
    title: `Duyệt kiến nghị về tiêu chí ${proposal.leaf} “${proposal.leaf_name}” gửi Bộ Nội vụ`,
    agencyId: committee.id,
    days: DECIDE_DAYS,
    action: 'Duyệt hoặc trả lại',
    because: 'Sở Nội vụ đã trình kiến nghị để duyệt',
  });
}

async function oweMending(tx: Tx, proposal: ProposalRecord, writer: string | null): Promise<void> {
  const grants = writer === null ? [] : await grantsOf(tx, writer, tx.today);
  const agencyId = grants.find(({ role }) => role === 'reform-monitor')?.agencyId;
  if (agencyId === undefined) return;
  await owe(tx, proposal, {
    key: mendingKey(proposal),
    title: `Sửa, trình lại kiến nghị về tiêu chí ${proposal.leaf} “${proposal.leaf_name}”`,
    agencyId,
    days: MEND_DAYS,
    action: 'Sửa kiến nghị',
    because: 'Lãnh đạo UBND tỉnh đã trả lại kiến nghị',
  });
}

interface Duty {
  readonly key: string;
  readonly title: string;
  readonly agencyId: string;
  readonly days: number;
  readonly action: string;
  readonly because: string;
}

async function owe(tx: Tx, proposal: ProposalRecord, { days, because, ...duty }: Duty): Promise<void> {
  const due = await workingDaysOn(tx, duty.agencyId, days);
  await reopen(tx, duty.key);
  await registerObligation(tx, {
    source: DUTY_SOURCE,
    kind: PROPOSAL_DUTY,
    ...duty,
    startAt: tx.now,
    dueAt: due && endOf(due),
    urgency: 'normal',
    link: `/chi-so/kien-nghi/${proposal.id}`,
    explanation: [
      due
        ? `${because}; ${days} ngày làm việc, đến hết ${dayVi(due)}.`
        : `${because}; chưa có dữ liệu ngày nghỉ để tính hạn.`,
      'Mốc này do hệ thống đặt để nhắc, không phải thời hạn theo quy định.',
    ],
  });
}

/** null in a year whose days off are not known yet: the obligation stands without a date. */
async function workingDaysOn(tx: Tx, agencyId: string, days: number): Promise<LocalDate | null> {
  try {
    return addWorkingDays(await loadCalendar(tx, agencyId), tx.today, days);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_without_data') return null;
    throw error;
  }
}
