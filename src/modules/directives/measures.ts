import {
  type MeasureDefinition,
  type MeasureQuestion,
  type MeasureValue,
  publishMeasure,
} from '#modules/measures/public.ts';
import { addDays } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import type { statusOf } from './domain/status.ts';
import { listThings, outlook } from './outlook.ts';
import type { DueKind } from './store/list.ts';
import { listPartsAsOf } from './store/measures.ts';
import { statusAt } from './standing.ts';

const DENOMINATOR =
  'Phần việc chủ trì của nhiệm vụ cụ thể đã hoàn thành trong kỳ, cộng phần việc quá hạn chưa hoàn thành ở cuối kỳ; không tính việc còn trong hạn';
const SOURCE = 'Báo cáo 1270/BC-TCTTTg ngày 27/12/2017: việc chưa đến hạn không nằm trong mẫu số';

const BY_ORIGINAL = 'tính theo hạn ban đầu, như chưa từng gia hạn';

/**
 * Both formulas over one ledger, by the due date in force and by the one first given: they are published side by side,
 * and a criteria set names the one it means. The two without a word about it go by the due date in force: the giver
 * agreed to it (docs/decisions/0008).
 */
export const directivesMeasures = {
  completion: {
    id: 'directives.completion',
    name: 'Tỷ lệ nhiệm vụ hoàn thành',
    kind: 'share',
    numerator: 'Phần việc đã hoàn thành trong kỳ, kể cả muộn',
    denominator: DENOMINATOR,
    source: SOURCE,
  },
  onTimeStrict: {
    id: 'directives.on-time-strict',
    name: 'Tỷ lệ nhiệm vụ hoàn thành đúng hạn',
    kind: 'share',
    numerator: 'Phần việc đã hoàn thành trong kỳ mà báo cáo gửi không muộn hơn hạn',
    denominator: DENOMINATOR,
    source: SOURCE,
  },
  completionOriginal: {
    id: 'directives.completion-original',
    name: 'Tỷ lệ nhiệm vụ hoàn thành, theo hạn ban đầu',
    kind: 'share',
    numerator: `Phần việc đã hoàn thành trong kỳ, kể cả muộn; ${BY_ORIGINAL}`,
    denominator: `${DENOMINATOR}; ${BY_ORIGINAL}`,
    source: SOURCE,
  },
  onTimeOriginal: {
    id: 'directives.on-time-original',
    name: 'Tỷ lệ nhiệm vụ hoàn thành đúng hạn, theo hạn ban đầu',
    kind: 'share',
    numerator: `Phần việc đã hoàn thành trong kỳ mà báo cáo gửi không muộn hơn hạn; ${BY_ORIGINAL}`,
    denominator: `${DENOMINATOR}; ${BY_ORIGINAL}`,
    source: SOURCE,
  },
} as const satisfies Record<string, MeasureDefinition>;

/** Makes the numbers of tasks known; called once at start. */
export function publishDirectivesMeasures(): void {
  const { completion, onTimeStrict, completionOriginal, onTimeOriginal } = directivesMeasures;
  publish(completion, 'in-force', false);
  publish(onTimeStrict, 'in-force', true);
  publish(completionOriginal, 'original', false);
  publish(onTimeOriginal, 'original', true);
}

function publish(definition: MeasureDefinition, due: DueKind, strict: boolean): void {
  const counts = (status: Status) => !strict || status === 'DONE_ON_TIME';
  publishMeasure(definition, (tx, question) => measure(tx, definition.id, question, due, counts), {
    things: (tx, ids) => listThings(tx, ids, due),
    outlook: (tx, question) => outlook(tx, question, strict, due),
  });
}

type Status = ReturnType<typeof statusOf>;

async function measure(
  tx: Tx,
  measureId: string,
  { agencyIds, period, asOf }: MeasureQuestion,
  due: DueKind,
  counts: (status: Status) => boolean,
): Promise<MeasureValue[]> {
  const begin = instantAt(period.from);
  const end = new Date(instantAt(addDays(period.to, 1)).getTime() - 1);
  const until = asOf < end ? asOf : end;
  const parts = await listPartsAsOf(tx.db, agencyIds, until, asOf, due);
  const groups = new Map<string, { numerator: string[]; denominator: string[] }>();
  for (const id of agencyIds ?? []) groups.set(id, { numerator: [], denominator: [] });
  for (const part of parts) {
    const group = groups.get(part.agency_id) ?? { numerator: [], denominator: [] };
    groups.set(part.agency_id, group);
    const status = statusAt(part, until);
    const isDone = part.confirmed && part.reported_at !== null && part.reported_at >= begin;
    if (isDone) {
      group.denominator.push(part.id);
      if (counts(status)) group.numerator.push(part.id);
    } else if (status === 'OPEN_OVERDUE') group.denominator.push(part.id);
  }
  return [...groups].map(([agencyId, { numerator, denominator }]) => ({
    measureId,
    agencyId,
    period,
    asOf,
    numerator: numerator.length,
    denominator: denominator.length,
    numeratorIds: numerator,
    denominatorIds: denominator,
    isComplete: asOf >= end,
    remarks: asOf >= end ? [] : ['Kỳ chưa kết thúc ở thời điểm lấy số liệu.'],
  }));
}
