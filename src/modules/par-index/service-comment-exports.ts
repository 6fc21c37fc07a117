import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { findAgency, getAgency, listAgencies } from '#modules/org/public.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import { type CriteriaSet, type Leaf, leavesOf } from './domain/criteria-set.ts';
import { changedLeaves } from './domain/set-diff.ts';
import {
  type CommentsExport,
  commentsExportOf,
  exportCommentAnswers,
  exportCommentAnswersXlsx,
  type Official,
} from './exports/index.ts';
import { ruleInWords } from './exports/rule-text.ts';
import { points } from './exports/wording.ts';
import { blockUnits } from './opening.ts';
import { parIndexPermissions } from './permissions.ts';
import { detailOf, getRow } from './service-comments.ts';
import { getSet } from './service-sets.ts';

/** What a comment round is taken home as. */
const OUTPUTS = {
  'bang-tong-hop.xlsx': (data: CommentsExport) => exportCommentAnswersXlsx(data),
  'bao-cao.docx': (data: CommentsExport, head: Official) => exportCommentAnswers(data, head, 'docx'),
  'bao-cao.pdf': (data: CommentsExport, head: Official) => exportCommentAnswers(data, head, 'pdf'),
} as const satisfies Record<string, (data: CommentsExport, head: Official) => Promise<Attachment>>;

export type CommentOutput = keyof typeof OUTPUTS;
export const COMMENT_OUTPUTS = Object.keys(OUTPUTS) as [CommentOutput, ...CommentOutput[]];

/**
 * Bảng tổng hợp ý kiến và tiếp thu, giải trình of a round: every comment with its answer and what was changed for it.
 * @throws Refusal `par-index.comment_not_found` (404); `par-index.comments_open` (409) while the caller sees only some
 */
export async function exportComments(work: Work, roundId: string, name: CommentOutput): Promise<Attachment> {
  requirePermission(work.actor, parIndexPermissions.read);
  const { data, head } = await work.run(async (tx) => {
    const row = await getRow(tx, roundId);
    const round = await detailOf(tx, row);
    if (!round.canExport) throw new Refusal('par-index.comments_open', 409);
    const { content: set, block } = await getSet(tx, row.set_id);
    const asked = blockUnits(await listAgencies(tx, { on: toVietnamIso(row.opened_at).slice(0, 10) }), block);
    const versions = new Map<string, CriteriaSet>();
    for (const { id } of round.later) versions.set(id, (await getSet(tx, id)).content);
    const said = commentsExportOf(
      set,
      round,
      asked.map((agency) => agency.name),
      (change) => changeInWords(set, versions.get(change.setId), change),
    );
    return { data: said, head: await homeAffairs(tx) };
  });
  return OUTPUTS[name](data, head);
}

/** 'Phiên bản 2, tiêu chí 1.1: điểm tối đa 2,00 thành 2,50; quy tắc …'. */
function changeInWords(
  former: CriteriaSet,
  later: CriteriaSet | undefined,
  { version, leaf }: { version: number; leaf: string },
): string {
  const where = `Phiên bản ${version}, tiêu chí ${leaf}`;
  const change = later && changedLeaves(former, later).find(({ code }) => code === leaf);
  if (!change) return where;
  const [was, is] = [former, later].map((set) => leavesOf(set.fields).find(({ code }) => code === leaf));
  if (!is) return `${where}: bỏ`;
  if (!was) return `${where}: thêm mới "${is.name}"`;
  const parts = change.aspects.flatMap((aspect) => aspectInWords(aspect, was, is));
  return `${where}: ${parts.join('; ')}`;
}

function aspectInWords(aspect: string, was: Leaf, is: Leaf): string[] {
  const max = (leaf: Leaf) => (leaf.max === null ? 'chưa rõ' : points(leaf.max));
  switch (aspect) {
    case 'name':
      return [`tên sửa thành "${is.name}"`];
    case 'max':
      return [`điểm tối đa ${max(was)} sửa thành ${max(is)}`];
    case 'rule':
      return [`quy tắc sửa thành: ${ruleInWords(is)}`];
    case 'evidence':
      return [`tài liệu kiểm chứng sửa thành: ${is.evidence ?? 'không yêu cầu'}`];
    case 'method':
      return ['cách chấm đã sửa'];
    default:
      return [];
  }
}

/** The agency of whoever manages the index writes the report; number and day are left for its clerk. */
async function homeAffairs(tx: Tx): Promise<Official> {
  const agencies = await listAgencies(tx, { on: tx.today });
  const own = agencies.find(({ docSymbol }) => docSymbol === 'SNV');
  const committee = agencies.find(({ level, kind }) => level === 'tinh' && kind === 'uy_ban_nhan_dan');
  const writer = own ?? committee;
  if (!writer) throw new Refusal('par-index.no_committee', 409);
  const agency = await getAgency(tx, writer.id);
  const parent = agency.parentId ? await findAgency(tx, agency.parentId) : undefined;
  return {
    head: {
      parent: parent?.name ?? null,
      issuer: agency.name,
      number: null,
      symbol: `BC-${agency.docSymbol ?? 'UBND'}`,
      place: (agency.unitName ?? parent?.unitName ?? '').replace(/^(Tỉnh|Thành phố)\s+/u, ''),
      date: null,
    },
    signature: { authority: [], position: 'GIÁM ĐỐC', name: null },
    recipients: ['UBND tỉnh', 'Các cơ quan, đơn vị góp ý', 'Lưu: VT'],
  };
}
