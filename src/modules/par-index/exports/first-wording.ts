import { formatNumber } from '#modules/documents/public.ts';
import type { ProposalEffect } from '../domain/analysis/proposal-effect.ts';
import { points, reasonInWords } from './wording.ts';

/** What the figures say against the criterion, as the first reason of a proposal; none where they do not. */
export function firstReasons({ reason, leaf }: ProposalEffect, units: number): string[] {
  const reasons: string[] = [];
  if (reason.before) reasons.push(`Qua số liệu chấm điểm của ${units} đơn vị, ${reasonInWords(reason.before)}.`);
  if (leaf.controllable === false)
    reasons.push('Kết quả của tiêu chí phụ thuộc chủ yếu vào yếu tố ngoài phạm vi tác động của đơn vị được chấm.');
  return reasons;
}

interface DisputedYear {
  readonly year: number;
  readonly sheets: number;
  readonly lowered: number;
  readonly restored: number;
  readonly meanLoss: number;
}

interface Answered {
  readonly number: string;
  readonly day: string;
  readonly decision: 'accepted' | 'partly' | 'declined';
  readonly text: string;
}

const DECISIONS = { accepted: 'chấp thuận', partly: 'chấp thuận một phần', declined: 'chưa chấp thuận' } as const;

/** How the criterion fared in earlier appraisals, and what was answered to earlier proposals about it. */
export function firstPrecedents(
  years: readonly DisputedYear[],
  answers: readonly Answered[],
): { source: string; what: string }[] {
  const disputes = [...years]
    .sort((a, b) => b.year - a.year)
    .map(({ year, sheets, lowered, restored, meanLoss }) => {
      const parts = [`${formatNumber(sheets, 0)} phiếu có điểm tự chấm và điểm thẩm định khác nhau`];
      if (lowered > 0)
        parts.push(
          `${formatNumber(lowered, 0)} phiếu bị giảm điểm, bình quân ${points(meanLoss)} điểm`,
          `${formatNumber(restored, 0)} phiếu được nâng lại sau giải trình`,
        );
      return { source: `Kết quả thẩm định năm ${year}`, what: `${parts.join('; ')}.` };
    });
  const answered = answers.map(({ number, day, decision, text }) => ({
    source: `Văn bản số ${number} ngày ${day.split('-').reverse().join('/')}`,
    what: `${DECISIONS[decision]}: ${text}`.slice(0, 1000),
  }));
  return [...answered, ...disputes].slice(0, 20);
}
