import {
  type MeasureDefinition,
  type MeasureQuestion,
  type MeasureValue,
  publishMeasure,
} from '#modules/measures/public.ts';
import { addDays } from '#kernel/local-date.ts';
import { dateInVietnam, instantAt } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import type { MonthColumn, Period } from './domain/month.ts';
import { dossierOutlook, listDossierThings } from './outlook.ts';
import { type MonthMember, monthMembers } from './store/month.ts';

const SOLVED_AND_OVERDUE =
  'Hồ sơ có kết quả trong kỳ, cộng hồ sơ đang giải quyết quá hạn ở cuối kỳ; không tính hồ sơ rút, dừng giải quyết và hồ sơ không có hạn';
const SOURCE =
  'Biểu II.06a/VPCP/KSTT (TT 01/2020/TT-VPCP), đọc từ bản in; cách đếm hồ sơ rút và không có hạn là của hệ thống';

/** The numbers of the one-stop desk; each names its formula, so that "on time" is never two numbers of one name. */
export const dossierMeasures = {
  onTime: {
    id: 'dossiers.on-time',
    name: 'Tỷ lệ hồ sơ giải quyết đúng hạn (theo ngày)',
    kind: 'share',
    numerator: 'Hồ sơ có kết quả không muộn hơn ngày hẹn theo quy định; hẹn lại không làm hồ sơ thành đúng hạn',
    denominator: SOLVED_AND_OVERDUE,
    source: SOURCE,
  },
  onTimeMoment: {
    id: 'dossiers.on-time-moment',
    name: 'Tỷ lệ hồ sơ giải quyết đúng hạn (đến giờ)',
    kind: 'share',
    numerator: 'Hồ sơ có kết quả không muộn hơn ngày và giờ hẹn theo quy định',
    denominator: `${SOLVED_AND_OVERDUE}; quá hạn tính đến giờ`,
    source: null,
  },
  reappointed: {
    id: 'dossiers.reappointed',
    name: 'Tỷ lệ hồ sơ phải hẹn lại',
    kind: 'share',
    numerator: 'Hồ sơ đã được hẹn lại ngày trả kết quả',
    denominator: 'Hồ sơ có kết quả trong kỳ hoặc đang giải quyết ở cuối kỳ',
    source: null,
  },
  onlineShare: {
    id: 'dossiers.online-share',
    name: 'Tỷ lệ hồ sơ tiếp nhận trực tuyến',
    kind: 'share',
    numerator: 'Hồ sơ tiếp nhận trong kỳ qua kênh trực tuyến',
    denominator: 'Hồ sơ tiếp nhận trong kỳ qua mọi kênh',
    source: SOURCE,
  },
} as const satisfies Record<string, MeasureDefinition>;

interface Formula {
  readonly columns: readonly MonthColumn[];
  readonly counts: (member: MonthMember) => boolean;
  readonly good: (member: MonthMember) => boolean;
  /** A sentence about what was left out. */
  readonly remark?: (members: readonly MonthMember[]) => string | undefined;
}

const withResult = (member: MonthMember): boolean =>
  member.columns.has('solved') &&
  !member.columns.has('withdrawn') &&
  !member.columns.has('closed') &&
  !member.columns.has('noDue');

const leftOut = (members: readonly MonthMember[]): string | undefined => {
  const none = members.filter((one) => one.columns.has('solved') && one.columns.has('noDue')).length;
  return none > 0 ? `${none} hồ sơ có kết quả nhưng không có hạn, không tính.` : undefined;
};

const ENDS = ['solved', 'withdrawn', 'closed', 'noDue', 'late', 'lateByMoment', 'over', 'overByMoment'] as const;
const onTime: Formula = {
  columns: ENDS,
  counts: (member) => withResult(member) || member.columns.has('over'),
  good: (member) => withResult(member) && !member.columns.has('late'),
  remark: leftOut,
};
const onTimeMoment: Formula = {
  columns: ENDS,
  counts: (member) => withResult(member) || member.columns.has('overByMoment'),
  good: (member) => withResult(member) && !member.columns.has('lateByMoment'),
  remark: leftOut,
};
const reappointed: Formula = {
  columns: ['solved', 'pending'],
  counts: (member) => member.columns.has('solved') || member.columns.has('pending'),
  good: (member) => member.promisedAnew,
};
const onlineShare: Formula = {
  columns: ['online', 'direct'],
  counts: (member) => member.columns.has('online') || member.columns.has('direct'),
  good: (member) => member.columns.has('online'),
};

/** Makes the numbers of dossiers known; called once at start. */
export function publishDossierMeasures(): void {
  const { things, outlook } = { things: listDossierThings, outlook: dossierOutlook };
  publishMeasure(dossierMeasures.onTime, (tx, question) => measure(tx, dossierMeasures.onTime.id, question, onTime), {
    things,
    outlook: (tx, question) => outlook(tx, question, valuesNow(onTime), 'day'),
  });
  publishMeasure(
    dossierMeasures.onTimeMoment,
    (tx, question) => measure(tx, dossierMeasures.onTimeMoment.id, question, onTimeMoment),
    { things, outlook: (tx, question) => outlook(tx, question, valuesNow(onTimeMoment), 'moment') },
  );
  publishMeasure(
    dossierMeasures.reappointed,
    (tx, question) => measure(tx, dossierMeasures.reappointed.id, question, reappointed),
    { things },
  );
  publishMeasure(
    dossierMeasures.onlineShare,
    (tx, question) => measure(tx, dossierMeasures.onlineShare.id, question, onlineShare),
    { things },
  );
}

const valuesNow =
  (formula: Formula) =>
  (tx: Tx, question: Omit<MeasureQuestion, 'asOf'>): Promise<MeasureValue[]> =>
    measure(tx, '', { ...question, asOf: tx.now }, formula);

/** From the histories as they stood at the moment: the same answer for the same moment, whatever happened since. */
async function measure(
  tx: Tx,
  measureId: string,
  { agencyIds, period, asOf }: MeasureQuestion,
  formula: Formula,
): Promise<MeasureValue[]> {
  const from = instantAt(period.from);
  const end = instantAt(addDays(period.to, 1));
  const isComplete = asOf >= new Date(end.getTime() - 1);
  // What happened at the very moment is seen from it.
  const to = isComplete ? end : new Date(asOf.getTime() + 1);
  const lastDay = isComplete ? period.to : dateInVietnam(asOf);
  const groups = new Map<string, { numerator: string[]; denominator: string[]; all: MonthMember[] }>();
  for (const id of agencyIds ?? []) groups.set(id, { numerator: [], denominator: [], all: [] });
  const span: Period = { month: period.from.slice(0, 7), from, to, lastDay, closed: isComplete };
  const members = to > from ? await monthMembers(tx.db, span, agencyIds ?? 'all', formula.columns) : [];
  for (const member of members) {
    const { id, agency_id: agencyId } = member;
    const group = groups.get(agencyId) ?? { numerator: [], denominator: [], all: [] };
    groups.set(agencyId, group);
    group.all.push(member);
    if (!formula.counts(member)) continue;
    group.denominator.push(id);
    if (formula.good(member)) group.numerator.push(id);
  }
  return [...groups].map(([agencyId, { numerator, denominator, all }]) => ({
    measureId,
    agencyId,
    period,
    asOf,
    numerator: numerator.length,
    denominator: denominator.length,
    numeratorIds: numerator,
    denominatorIds: denominator,
    isComplete,
    remarks: [
      ...(isComplete ? [] : ['Kỳ chưa kết thúc ở thời điểm lấy số liệu.']),
      ...[formula.remark?.(all) ?? []].flat(),
    ],
  }));
}
