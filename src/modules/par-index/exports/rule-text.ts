import type { Leaf } from '../domain/criteria-set.ts';
import type { Band, NothingDue } from '../domain/rule.ts';
import { plainNumber, points } from './wording.ts';

const NOTHING_DUE: Record<NothingDue, string> = {
  full: 'không phát sinh được điểm tối đa',
  zero: 'không phát sinh: 0 điểm',
  'not-applicable': 'không phát sinh thì không áp dụng',
};

/** A rule as one sentence of a letter, every edge said; 'chưa có quy tắc' for a leaf without one. */
export function ruleInWords({ rule, max }: Pick<Leaf, 'rule' | 'max'>): string {
  if (rule === null || max === null) return 'chưa có quy tắc tính điểm';
  const full = `${points(max)} điểm`;
  switch (rule.type) {
    case 'yes-no':
      return `${rule.condition}: ${full}; không: 0 điểm`;
    case 'all-of':
      return `đủ ${rule.conditions.length} điều kiện (${rule.conditions.join('; ')}): ${full}; thiếu một điều kiện: 0 điểm`;
    case 'timeliness':
      return `đúng hạn: ${full}; chậm hạn: ${points(rule.late)} điểm; không thực hiện: 0 điểm`;
    case 'step': {
      const unit = rule.unit === 'per-cent' ? '%' : '';
      const steps = rule.bands.map((band) => `${bandInWords(band, unit)}: ${points(band.points)} điểm`);
      const nothing = rule.unit === 'per-cent' ? [NOTHING_DUE[rule.nothingDue]] : [];
      return [...steps, 'còn lại: 0 điểm', ...nothing].join('; ');
    }
    case 'count-capped':
      return `mỗi kết quả ${points(rule.each)} điểm, tối đa ${full}`;
    case 'proportional':
      return [
        `${full} nhân tỷ lệ đạt được`,
        ...(rule.floorPerCent === null ? [] : [`dưới ${plainNumber(rule.floorPerCent)}%: 0 điểm`]),
        ...(rule.fullFromPerCent === null ? [] : [`từ ${plainNumber(rule.fullFromPerCent)}%: điểm tối đa`]),
        NOTHING_DUE[rule.nothingDue],
      ].join('; ');
    case 'banded-formula': {
      const names = rule.variables.map(({ name, label }) => `${name} là ${label}`).join(', ');
      const bands = rule.bands.map((band) => `khi ${rule.of} ${bandInWords(band, '')}: ${band.formula}`);
      return [...bands, names].join('; ');
    }
    case 'survey':
      return `${full} nhân chỉ số khảo sát`;
    case 'points':
      return `chấm trực tiếp từ 0 đến ${full}`;
  }
}

function bandInWords({ gt, ge, lt, le }: Band, unit: string): string {
  const parts: string[] = [];
  if (gt !== undefined) parts.push(`trên ${plainNumber(gt)}${unit}`);
  if (ge !== undefined) parts.push(`từ ${plainNumber(ge)}${unit}`);
  if (lt !== undefined) parts.push(`${parts.length > 0 ? 'đến ' : ''}dưới ${plainNumber(lt)}${unit}`);
  if (le !== undefined) parts.push(`${parts.length > 0 ? 'đến' : 'không quá'} ${plainNumber(le)}${unit}`);
  return parts.join(' ') || 'mọi giá trị';
}
