import { formatNumber } from '#web/format.ts';
import type { Language } from '#web/i18n/language.ts';
import type { Leaf } from '../domain/criteria-set.ts';
import type { Band, LeafInput, NothingDue, Rule } from '../domain/rule.ts';
import { formatIndex, formatPoints } from './figures.ts';

/** Nothing-due in words: what 0 of 0 gives. */
const NOTHING: Readonly<Record<Language, Readonly<Record<NothingDue, string>>>> = {
  vi: {
    full: 'Không phát sinh: đạt điểm tối đa.',
    zero: 'Không phát sinh: 0 điểm.',
    'not-applicable': 'Không phát sinh: không áp dụng.',
  },
  en: {
    full: 'Nothing due: full points.',
    zero: 'Nothing due: 0 points.',
    'not-applicable': 'Nothing due: does not apply.',
  },
};

/** The edges of a band as people read them: "từ 70 % đến dưới 90 %". */
export function bandWords(band: Band, unit: string, language: Language): string {
  const number = (value: number) => `${formatNumber(value, language, 4)}${unit}`;
  const parts: string[] = [];
  if (language === 'vi') {
    if (band.gt !== undefined) parts.push(`trên ${number(band.gt)}`);
    if (band.ge !== undefined) parts.push(`từ ${number(band.ge)}`);
    if (band.lt !== undefined) parts.push(parts.length > 0 ? `đến dưới ${number(band.lt)}` : `dưới ${number(band.lt)}`);
    if (band.le !== undefined) parts.push(parts.length > 0 ? `đến ${number(band.le)}` : `không quá ${number(band.le)}`);
    return parts.join(' ') || 'mọi giá trị';
  }
  if (band.gt !== undefined) parts.push(`above ${number(band.gt)}`);
  if (band.ge !== undefined) parts.push(`from ${number(band.ge)}`);
  if (band.lt !== undefined) parts.push(`below ${number(band.lt)}`);
  if (band.le !== undefined) parts.push(`up to ${number(band.le)}`);
  return parts.join(' ') || 'any value';
}

/** A rule as short lines a clerk can check a score by; edges are said, never guessed. */
export function ruleLines({ rule, max }: Pick<Leaf, 'rule' | 'max'>, language: Language): string[] {
  if (rule === null || max === null) return [];
  const points = (value: number) => `${formatPoints(value, language)} ${language === 'vi' ? 'điểm' : 'points'}`;
  const vi = language === 'vi';
  switch (rule.type) {
    case 'yes-no':
      return vi
        ? [`${rule.condition}: ${points(max)}.`, 'Không: 0 điểm.']
        : [`${rule.condition}: ${points(max)}.`, 'Otherwise: 0 points.'];
    case 'all-of':
      return [
        vi ? `Đủ mọi điều kiện: ${points(max)}; thiếu một: 0 điểm.` : `All conditions: ${points(max)}; one missing: 0.`,
        ...rule.conditions.map((condition) => `– ${condition}`),
      ];
    case 'timeliness':
      return vi
        ? [`Đúng hạn: ${points(max)}.`, `Trễ hạn: ${points(rule.late)}.`, 'Không thực hiện: 0 điểm.']
        : [`On time: ${points(max)}.`, `Late: ${points(rule.late)}.`, 'Not done: 0 points.'];
    case 'step':
      return [
        ...rule.bands.map(
          (band) =>
            `${capital(bandWords(band, rule.unit === 'per-cent' ? ' %' : '', language))}: ${points(band.points)}.`,
        ),
        vi ? 'Còn lại: 0 điểm.' : 'Otherwise: 0 points.',
        ...(rule.unit === 'per-cent' ? [NOTHING[language][rule.nothingDue]] : []),
      ];
    case 'count-capped':
      return [
        vi
          ? `Mỗi kết quả ${points(rule.each)}, tối đa ${points(max)}.`
          : `${points(rule.each)} each, at most ${points(max)}.`,
      ];
    case 'proportional':
      return proportionalLines(rule, max, language, points);
    case 'banded-formula':
      return [
        ...rule.variables.map(({ name, label }) => `${name}: ${label}`),
        ...rule.bands.map((band) => `${rule.of}, ${bandWords(band, '', language)}: ${band.formula}`),
      ];
    case 'survey':
      return [vi ? `${points(max)} × chỉ số khảo sát.` : `${points(max)} × survey index.`];
    case 'points':
      return [vi ? `Chấm thẳng từ 0 đến ${points(max)}, có lý do.` : `Points from 0 to ${points(max)}, with a reason.`];
  }
}

function proportionalLines(
  rule: Extract<Rule, { type: 'proportional' }>,
  max: number,
  language: Language,
  points: (value: number) => string,
): string[] {
  const vi = language === 'vi';
  const per = (value: number) => `${formatNumber(value, language, 4)} %`;
  return [
    vi ? `${points(max)} × tỷ lệ đạt được.` : `${points(max)} × share reached.`,
    ...(rule.floorPerCent === null
      ? []
      : [vi ? `Dưới ${per(rule.floorPerCent)}: 0 điểm.` : `Below ${per(rule.floorPerCent)}: 0 points.`]),
    ...(rule.fullFromPerCent === null
      ? []
      : [vi ? `Từ ${per(rule.fullFromPerCent)}: điểm tối đa.` : `From ${per(rule.fullFromPerCent)}: full points.`]),
    NOTHING[language][rule.nothingDue],
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What was put in for a leaf, in words: "18 trên 20 (90 %)". */
export function inputWords(input: LeafInput | null, leaf: Pick<Leaf, 'rule'>, language: Language): string {
  if (input === null) return '';
  const vi = language === 'vi';
  switch (input.type) {
    case 'not-applicable':
      return `${vi ? 'Không áp dụng' : 'Does not apply'}: ${input.reason}`;
    case 'yes-no':
      return input.met ? (vi ? 'Có' : 'Yes') : vi ? 'Không' : 'No';
    case 'all-of': {
      const met = input.met.filter(Boolean).length;
      return vi ? `Đạt ${met} trên ${input.met.length} điều kiện` : `${met} of ${input.met.length} conditions met`;
    }
    case 'timeliness':
      return {
        'on-time': vi ? 'Đúng hạn' : 'On time',
        late: vi ? 'Trễ hạn' : 'Late',
        none: vi ? 'Không thực hiện' : 'Not done',
      }[input.state];
    case 'ratio': {
      const { numerator, denominator } = input.ratio;
      if (denominator === 0) return vi ? 'Không phát sinh' : 'Nothing due';
      const share = formatNumber((100 * numerator) / denominator, language, 2);
      return vi ? `${numerator} trên ${denominator} (${share} %)` : `${numerator} of ${denominator} (${share} %)`;
    }
    case 'count':
      return formatNumber(input.count, language, 0);
    case 'variables': {
      const labels = leaf.rule?.type === 'banded-formula' ? leaf.rule.variables : [];
      return Object.entries(input.values)
        .map(
          ([name, value]) =>
            `${labels.find((one) => one.name === name)?.label ?? name}: ${formatNumber(value, language, 4)}`,
        )
        .join('; ');
    }
    case 'survey':
      return vi
        ? `${formatIndex(input.indexHundredths, language)} trên ${formatNumber(input.answers, language, 0)} phiếu hợp lệ`
        : `${formatIndex(input.indexHundredths, language)} of ${formatNumber(input.answers, language, 0)} valid answers`;
    case 'points':
      return vi ? 'Chấm thẳng điểm' : 'Points given directly';
  }
}
