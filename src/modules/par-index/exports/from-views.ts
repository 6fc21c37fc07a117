import { localDate } from '#kernel/local-date.ts';
import { type ProposalChange, proposalEffect } from '../domain/analysis/proposal-effect.ts';
import type { ScoreMatrix } from '../domain/analysis/matrix.ts';
import { type CriteriaSet, type Leaf, leavesOf } from '../domain/criteria-set.ts';
import { BONUS, PENALTY } from '../domain/give-points.ts';
import type { CommentRoundDetail } from '../comments-schema.ts';
import type { RankingView } from '../ranking-schema.ts';
import type { SheetDetail, ValueView } from '../sheets-schema.ts';
import type { CommentsExport, LeafLine, ProposalExport, SheetExport } from './data.ts';
import { ruleInWords } from './rule-text.ts';

/**
 * A sheet as a reader sees it, made into what the outputs need: the caller sees in a file no more than on the page.
 * The last appraisal there is counts as appraised; a unit's reason stands as its giải trình until it explains.
 */
export function sheetExportOf(
  set: CriteriaSet,
  sheet: SheetDetail,
  basis: SheetExport['basis'],
  difficulties: SheetExport['difficulties'] = [],
): SheetExport {
  const values = new Map(sheet.leaves.map((leaf) => [leaf.code, leaf.values]));
  return {
    set,
    unit: sheet.agency.name,
    asOf: localDate(sheet.round.cutOffOn),
    basis,
    leaves: new Map(leavesOf(set.fields).map((leaf) => [leaf.code, lineOf(leaf, values.get(leaf.code) ?? [])])),
    bonus: lineOf({ scorer: 'unit' }, values.get(BONUS) ?? []),
    penalty: lineOf({ scorer: 'unit' }, values.get(PENALTY) ?? []),
    evidence: sheet.evidence.map(({ number, issuedOn, issuer, subject, file, leaves }) => ({
      number,
      issuedOn: localDate(issuedOn),
      issuer,
      subject,
      file: file?.name ?? null,
      leaves: leaves.map(({ leaf, fact }) => ({ code: leaf, fact })),
    })),
    difficulties,
  };
}

/** What was measured meanwhile (live) counts where nobody is asked for points; elsewhere its figures alone are told. */
function lineOf({ scorer }: Pick<Leaf, 'scorer'>, values: readonly ValueView[]): LeafLine {
  const at = (...stages: ValueView['stage'][]) =>
    stages.map((stage) => values.find((value) => value.stage === stage)).find((value) => value !== undefined);
  const self = at('self');
  const appraised = at('appraisal-2', 'appraisal-1');
  const survey = scorer === 'survey' ? at('survey') : scorer === 'system' ? at('survey', 'live') : undefined;
  const figures = (self ?? survey ?? appraised ?? at('live'))?.input;
  const explanation = at('explanation')?.reason ?? self?.reason;
  return {
    ...(self ? { self: self.points } : {}),
    ...(appraised ? { appraised: appraised.points } : {}),
    ...(survey ? { survey: survey.points } : {}),
    ...(figures ? { input: figures } : {}),
    ...(explanation ? { explanation } : {}),
    ...(appraised?.reason ? { note: appraised.reason } : {}),
  };
}

/**
 * A comment round with the answers that count, for bảng tổng hợp tiếp thu, giải trình.
 * @param changeOf what was changed in the draft because of a comment, in words
 */
export function commentsExportOf(
  set: CriteriaSet,
  round: Pick<CommentRoundDetail, 'comments'>,
  asked: readonly string[],
  changeOf: (change: { setId: string; version: number; leaf: string }) => string = ({ version, leaf }) =>
    `Chỉnh sửa tiêu chí ${leaf} (phiên bản ${version})`,
): CommentsExport {
  return {
    set,
    asked,
    comments: round.comments.map(({ agency, leaf, text, proposal, answers }) => {
      const answer = answers.at(-1);
      return {
        leaf: leaf === '' ? null : leaf,
        agency: agency.name,
        text: proposal === null ? text : `${text}\nĐề xuất: ${proposal}`,
        answer: answer
          ? {
              kind: answer.decision,
              reason: answer.reason,
              by: answer.by,
              change: answer.change && changeOf(answer.change),
            }
          : null,
      };
    }),
  };
}

/** A closed ranking as the matrix of the analysis, and where leaves do not apply. Bonus and penalty are no leaves. */
export function rankingMatrix(ranking: Pick<RankingView, 'leaves' | 'units' | 'points' | 'deviations'>): {
  matrix: ScoreMatrix;
  applicable: Uint8Array;
} {
  const points = ranking.points.flat();
  return {
    matrix: {
      units: ranking.units.map(({ agency }) => agency.id),
      leaves: ranking.leaves,
      points: Float64Array.from(points, (one) => one ?? 0),
      deviations: Float64Array.from(ranking.deviations.flat()),
    },
    applicable: Uint8Array.from(points, (one) => (one === null ? 0 : 1)),
  };
}

/**
 * A proposal for one criterion with its effect on the units of a closed ranking and its present rule in words.
 * @throws RangeError as `proposalEffect` does
 */
export function proposalExportOf(
  set: CriteriaSet,
  ranking: Pick<RankingView, 'leaves' | 'units' | 'points' | 'deviations'>,
  change: ProposalChange,
  said: Pick<ProposalExport, 'to' | 'reasons' | 'precedents' | 'proposed' | 'basis' | 'reading'>,
): ProposalExport {
  const { matrix, applicable } = rankingMatrix(ranking);
  const leaf = leavesOf(set.fields).find(({ code }) => code === change.leaf);
  return {
    ...said,
    set,
    effect: proposalEffect(matrix, change, applicable),
    unitNames: new Map(ranking.units.map(({ agency }) => [agency.id, agency.name])),
    presentRule: leaf ? ruleInWords(leaf) : 'chưa có trong bộ tiêu chí',
  };
}
