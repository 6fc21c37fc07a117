import { localDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { listAgencies } from '#modules/org/public.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import {
  type DocumentForm,
  exportProposalLetter,
  type Official,
  proposalExportOf,
  readingInWords,
  ruleInWords,
} from './exports/index.ts';
import type { Leaf } from './domain/criteria-set.ts';
import type { Ask } from './domain/proposal.ts';
import { parIndexPermissions } from './permissions.ts';
import { basisOf, effectView } from './proposal-basis.ts';
import { loadProposal } from './proposal-views.ts';
import { refuseReasonless } from './service-proposals.ts';

/**
 * Công văn kiến nghị to the Ministry of Home Affairs: the kept wording, the figures of the closing it stands on and the
 * effect on every unit as annexes. Once sent it carries its number and day; before that they are left open.
 * @throws Refusal `par-index.proposal_not_found` (404), `par-index.proposal_no_reason` (422), `par-index.no_committee` (409)
 */
export async function exportLetter(work: Work, id: string, form: DocumentForm): Promise<Attachment> {
  requirePermission(work.actor, parIndexPermissions.read);
  const { data, head } = await work.run(async (tx) => {
    const { row, content, version, entries } = await loadProposal(tx, id);
    refuseReasonless(content);
    const { set, leaf, ranking, figures } = await basisOf(tx, row.round_id, row.leaf, version);
    const { result } = effectView({ set, leaf, ranking, figures }, content.ask);
    const { reasons, precedents, name, ruleWords } = content;
    const said = {
      to: ['Bộ Nội vụ'],
      reasons,
      precedents,
      proposed:
        content.ask.kind === 'drop' ? null : { name: name || leaf.name, rule: ruleWords || ruleOf(leaf, content.ask) },
      basis: result,
      reading: readingInWords(leaf.rule, content.ask),
    };
    const sent = entries.findLast(({ kind }) => kind === 'sent');
    return { data: proposalExportOf(set, ranking, result.change, said), head: await provinceHead(tx, sent) };
  });
  return exportProposalLetter(data, head, form);
}

/** The rule as asked for, where nobody has worded it. */
function ruleOf(leaf: Leaf, ask: Exclude<Ask, { kind: 'drop' }>): string {
  if (ask.kind === 'replace-rule') return ruleInWords({ rule: ask.rule, max: ask.max });
  if (ask.kind === 'bonus') return 'điểm thưởng bằng mức tối đa nhân tỷ lệ điểm đạt được theo quy tắc hiện hành';
  if (ask.kind === 'penalty') return 'điểm trừ bằng mức tối đa nhân tỷ lệ điểm chưa đạt theo quy tắc hiện hành';
  return 'giữ quy tắc hiện hành, điểm tính theo cùng tỷ lệ của điểm tối đa mới';
}

/** The provincial People's Committee writes to the Ministry (conclusion 1 of the notice of 26/02/2018). */
async function provinceHead(
  tx: Tx,
  sent: { readonly number: string | null; readonly day: string | null } | undefined,
): Promise<Official> {
  const [committee] = await listAgencies(tx, { on: tx.today, level: 'tinh', kind: 'uy_ban_nhan_dan' });
  if (!committee) throw new Refusal('par-index.no_committee', 409);
  const place = (committee.unitName ?? '').replace(/^(Tỉnh|Thành phố)\s+/u, '');
  const [, number, symbol] = /^(\d+)\/(.+)$/u.exec(sent?.number ?? '') ?? [];
  return {
    head: {
      parent: null,
      issuer: committee.name,
      number: number === undefined ? null : Number(number),
      symbol: symbol ?? 'UBND-NC',
      place,
      date: sent?.day ? localDate(sent.day) : null,
    },
    signature: { authority: ['TM. ỦY BAN NHÂN DÂN'], position: 'CHỦ TỊCH', name: null },
    recipients: ['Như trên', 'TT. UBND tỉnh', 'Sở Nội vụ', 'Lưu: VT'],
  };
}
