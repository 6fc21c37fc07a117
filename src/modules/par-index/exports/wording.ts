import { formatNumber } from '#modules/documents/public.ts';
import type { Unreasonable } from '../domain/analysis/unreasonable.ts';
import { share as exactShare } from '../domain/apply-rule.ts';
import type { CriteriaNode, CriteriaSet, Hundredths, Method } from '../domain/criteria-set.ts';
import type { LeafInput } from '../domain/rule.ts';

/** 1250 → '12,50'. */
export function points(value: Hundredths): string {
  return formatNumber(value / 100, 2);
}

/** Points for a cell of figures: 1250 → 12.5; null where there are none. */
export function decimal(value: Hundredths | null | undefined): number | null {
  return value === undefined || value === null ? null : value / 100;
}

/** The share of the maximum in per cent, half up to two decimals as the index is; null where there is none. */
export function percent(got: Hundredths | undefined, max: Hundredths | undefined): number | null {
  return got === undefined || !max ? null : exactShare(10_000, { numerator: got, denominator: max }) / 100;
}

/** A number with as many decimals as it has, at most four. */
export function plainNumber(value: number): string {
  const decimals = [0, 1, 2, 3].find((places) => Number(value.toFixed(places)) === value) ?? 4;
  return formatNumber(value, decimals);
}

/** A share from 0 to 1: '12,3%'. */
export function share(value: number): string {
  return `${formatNumber(value * 100, 1)}%`;
}

/** 8945 → '89,45%'; '-' where there is none. */
export function index(hundredths: number | undefined): string {
  return hundredths === undefined ? '-' : `${formatNumber(hundredths / 100, 2)}%`;
}

/** 'Bộ tiêu chí … (Quyết định số …)', as documents cite a set. */
export function citation({ title, decision }: Pick<CriteriaSet, 'title' | 'decision'>): string {
  return decision === null ? title : `${title} (ban hành kèm theo Quyết định số ${decision})`;
}

export const METHODS: Record<Method, string> = {
  appraised: 'Tự chấm, thẩm định',
  'survey-citizens': 'Khảo sát người dân, tổ chức',
  'survey-officials': 'Khảo sát cán bộ, công chức',
  statistics: 'Số liệu thống kê',
};

export const ANSWERS = {
  accepted: 'Tiếp thu',
  partly: 'Tiếp thu một phần',
  explained: 'Giải trình',
} as const;

/** The figures a score rests on, in one line. */
export function figures(input: LeafInput | undefined): string {
  if (!input) return '';
  switch (input.type) {
    case 'not-applicable':
      return `Không áp dụng: ${input.reason}`;
    case 'yes-no':
      return input.met ? 'Đạt' : 'Không đạt';
    case 'all-of':
      return `Đạt ${input.met.filter(Boolean).length}/${input.met.length} điều kiện`;
    case 'timeliness':
      return { 'on-time': 'Đúng hạn', late: 'Chậm hạn', none: 'Không thực hiện' }[input.state];
    case 'ratio': {
      const { numerator, denominator } = input.ratio;
      const counts = `${formatNumber(numerator, 0)}/${formatNumber(denominator, 0)}`;
      return denominator === 0 ? `${counts} (không phát sinh)` : `${counts} = ${share(numerator / denominator)}`;
    }
    case 'count':
      return formatNumber(input.count, 0);
    case 'variables':
      return Object.entries(input.values)
        .map(([name, value]) => `${name} = ${formatNumber(value, Number.isInteger(value) ? 0 : 2)}`)
        .join('; ');
    case 'survey':
      return `${formatNumber(input.indexHundredths / 100, 2)}% (${formatNumber(input.answers, 0)} phiếu hợp lệ)`;
    case 'points':
      return `${points(input.points)} điểm`;
  }
}

/** Why the figures speak against a criterion, as a sentence of a letter. */
export function reasonInWords(reason: Unreasonable): string {
  switch (reason.kind) {
    case 'constant':
      return {
        max: 'tất cả các đơn vị đều đạt điểm tối đa, tiêu chí không phân biệt được mức độ thực hiện',
        zero: 'tất cả các đơn vị đều không có điểm, tiêu chí không phân biệt được mức độ thực hiện',
        middle: 'tất cả các đơn vị có điểm bằng nhau, tiêu chí không phân biệt được mức độ thực hiện',
      }[reason.at];
    case 'noise':
      return `${share(reason.noiseShare)} chênh lệch điểm giữa các đơn vị là do sai số của mẫu khảo sát và của việc chấm, không phản ánh khác biệt thật`;
    case 'duplicate':
      return `điểm gần như trùng với tiêu chí ${reason.of} (hệ số tương quan ${formatNumber(reason.correlation, 2)}), một nội dung bị tính hai lần`;
  }
}

/** Every node of a set with its depth, in the order of the table. */
export function flatten(nodes: readonly CriteriaNode[], depth = 0): { node: CriteriaNode; depth: number }[] {
  return nodes.flatMap((node) => [
    { node, depth },
    ...(node.kind === 'branch' ? flatten(node.children, depth + 1) : []),
  ]);
}
