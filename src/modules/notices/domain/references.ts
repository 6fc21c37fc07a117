import type { Mention } from './body-text.ts';
import { hasLabel, isGeneric, moved, unique } from './draft-bodies.ts';
import { type ClauseReading } from './orders.ts';
import { type Draft, type DraftBody } from './task-draft.ts';

/** The bodies of a reading with back references looked up. */
export function resolveBodies(
  reading: ClauseReading,
  drafts: readonly Draft[],
  addressees: readonly Mention[],
): DraftBody[] {
  if (reading.addressed) return addressees.map((mention) => ({ mention, origin: 'referred' as const }));
  return (reading.subject ?? []).flatMap((one) => referTo(one, drafts, addressees));
}

/** One body, or those a back reference stands for. */
export function referTo(one: Mention, drafts: readonly Draft[], addressees: readonly Mention[]): DraftBody[] {
  const generic = one.refersTo !== undefined || (one.confidence <= 0.7 && addressees.length > 0 && isGeneric(one));
  if (!generic) return [{ mention: one, origin: 'named' }];
  if (one.refersTo !== undefined && one.refersTo !== '' && one.refersTo !== 'kính gửi') {
    const label = one.refersTo;
    const found = drafts.filter((draft) => hasLabel(draft.item, label));
    const bodies = unique(found.flatMap((draft) => draft.leads));
    if (bodies.length > 0) return bodies.map(({ mention }) => ({ mention: moved(mention, one), origin: 'referred' }));
  }
  if (addressees.length > 0) return addressees.map((mention) => ({ mention: moved(mention, one), origin: 'referred' }));
  if (one.refersTo === undefined) return [{ mention: one, origin: 'named' }];
  const above = unique(drafts.slice(-200).flatMap((draft) => draft.leads));
  if (above.length === 0) return [{ mention: one, origin: 'named' }];
  return above.map(({ mention }) => ({ mention: moved(mention, one), origin: 'referred' }));
}

const GOVERNS =
  /^(?:kết quả |yêu cầu |báo cáo )?(?:thực hiện |hoàn thành )?(?:các |những )?(?:nội dung|nhiệm vụ|công việc|việc|nội dung nhiệm vụ)?(?: nêu)?(?: thực hiện)? ?(?:tại|ở|thuộc|trong) (?:các )?(?:mục|điểm|khoản) ((?:\d{1,2}|[a-z]|[ivx]+)(?:(?:, | và |,|-| đến )(?:mục |điểm |khoản )?(?:\d{1,2}|[a-z]|[ivx]+)){0,12})/iu;

/** Labels of the items a closing line speaks of: "Kết quả các nội dung tại mục 2, 3, 4 gửi …"; undefined for any other line. */
export function governedItems(text: string): ReadonlySet<string> | undefined {
  const listed = GOVERNS.exec(text)?.[1];
  if (!listed) return undefined;
  return new Set(
    listed
      .toLowerCase()
      .split(/[\s,]+|và|mục|điểm|khoản/u)
      .filter((label) => label !== ''),
  );
}
