import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { CriteriaSet } from './domain/criteria-set.ts';
import type { ScoredNode, SetScore } from './domain/score-set.ts';
import type { RoundView } from './rounds-schema.ts';
import type { ScoreView, ValueView } from './sheets-schema.ts';
import type { RoundRecord, ValueRecord } from './store/rows.ts';

const iso = (at: Date | null): string | null => at && toVietnamIso(at);

export function roundView(round: RoundRecord, set: Pick<CriteriaSet, 'label'>): RoundView {
  return {
    id: round.id,
    title: round.title,
    year: round.year,
    block: round.block,
    setId: round.set_id,
    label: set.label,
    isDemonstration: round.is_demonstration,
    periodFrom: round.period_from,
    periodTo: round.period_to,
    cutOffOn: round.cut_off_on,
    selfDueOn: round.self_due_on,
    appraisal1DueOn: round.appraisal1_due_on,
    explanationDueOn: round.explanation_due_on,
    appraisal2DueOn: round.appraisal2_due_on,
    publishOn: round.publish_on,
    replyUntil: round.reply_until,
    state: round.state,
    openedBy: round.opened_by_name,
    openedAt: toVietnamIso(round.opened_at),
    closedBy: round.closed_by_name,
    closedAt: iso(round.closed_at),
    approvedBy: round.approved_by_name,
    approvedAt: iso(round.approved_at),
    decision: round.decision,
    publishedAt: iso(round.published_at),
    revision: round.revision,
  };
}

export function valueView(row: ValueRecord): ValueView {
  return {
    id: row.id,
    leaf: row.leaf,
    stage: row.stage,
    seq: row.seq,
    input: row.input,
    points: row.points,
    reason: row.reason,
    evidence: row.evidence,
    author: row.author_name,
    at: toVietnamIso(row.at),
    measure: row.measure && {
      ...row.measure,
      numeratorIds: [...row.measure.numeratorIds],
      denominatorIds: [...row.measure.denominatorIds],
      remarks: [...row.measure.remarks],
    },
  };
}

export function scoreView(score: SetScore): ScoreView {
  const nodes: Record<string, [number, number]> = {};
  const walk = (node: ScoredNode): void => {
    nodes[node.code] = [node.points, node.max];
    for (const child of node.children) walk(child);
  };
  for (const field of score.fields) walk(field);
  return {
    points: score.points,
    max: score.max,
    bonus: score.bonus,
    penalty: score.penalty,
    total: score.total,
    indexHundredths: score.indexHundredths ?? null,
    missing: score.missing,
    className: score.className ?? null,
    nodes,
  };
}
