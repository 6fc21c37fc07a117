import type { Rule } from './rule.ts';

/** Points as integers of 1/100 point: 12.5 points are 1250 hundredths. Rounded for the eye only. */
export type Hundredths = number;

/** How a leaf gets its points; each has exactly one way. */
export type Method = 'appraised' | 'survey-citizens' | 'survey-officials' | 'statistics';

/** Who may enter the first value: a unit never scores its own survey, some leaves only the appraiser fills. */
export type Scorer = 'unit' | 'appraiser' | 'survey' | 'system';

/** Text of the law beside the code, and where it stands. null where it was not read. */
export interface LegalBasis {
  readonly text: string;
  readonly source: string;
}

interface NodeBase {
  /** '1', '1.2', '1.2.3': its place in the set, unique in it. */
  readonly code: string;
  readonly name: string;
  /** Điểm tối đa; null = not known, and the set stays a draft. */
  readonly max: Hundredths | null;
}

/** A leaf (tiêu chí thành phần, or a criterion without any): the only place points come from. */
export interface Leaf extends NodeBase {
  readonly kind: 'leaf';
  /** null = not known, as of a set whose text was not read whole: it stays a draft. */
  readonly method: Method | null;
  readonly scorer: Scorer | null;
  readonly rule: Rule | null;
  /** Tài liệu kiểm chứng asked for, in words; null when none is. */
  readonly evidence: string | null;
  /** The published measure that fills it, where one does. */
  readonly measureId: string | null;
  /** Whether the scored unit can move it by its own work; null = not judged. */
  readonly controllable: boolean | null;
  readonly legal: LegalBasis | null;
}

/** A field (lĩnh vực) or a criterion (tiêu chí) with components: its points are the sum of its children. */
export interface Branch extends NodeBase {
  readonly kind: 'branch';
  readonly children: readonly CriteriaNode[];
}

export type CriteriaNode = Branch | Leaf;

/** Khối: ranked apart, never mixed. A set for ministries is kept to be read; no round is opened by it. */
export const BLOCKS = ['province', 'ministry', 'so-ban-nganh', 'nganh-doc', 'don-vi-su-nghiep', 'huyen', 'xa'] as const;
export type Block = (typeof BLOCKS)[number];

/** A class (Tốt, Khá…) from a share of the maximum upwards, in hundredths of a per cent: 9000 = 90 %. */
export interface ScoreClass {
  readonly name: string;
  readonly from: number;
}

/** Bộ tiêu chí: one version for one year and one block. */
export interface CriteriaSet {
  readonly id: string;
  readonly title: string;
  readonly year: number;
  readonly block: Block;
  /** Số quyết định; null for one of our own making. */
  readonly decision: string | null;
  readonly isDemonstration: boolean;
  /** Said on every screen and export of a demonstration set. */
  readonly label: string | null;
  readonly total: Hundredths | null;
  readonly fields: readonly CriteriaNode[];
  /** Caps of điểm thưởng and điểm trừ; null = none given. */
  readonly bonusMax: Hundredths | null;
  readonly penaltyMax: Hundredths | null;
  /** Best first. Cut-offs move every year and differ between blocks, so they belong to the set. */
  readonly classes: readonly ScoreClass[];
}

/** The words a demonstration set carries everywhere. */
export const DEMONSTRATION_LABEL = 'Bộ tiêu chí minh họa - không phải Quyết định 2948/QĐ-BNV';

/** All leaves in the order of the table. */
export function leavesOf(nodes: readonly CriteriaNode[]): Leaf[] {
  return nodes.flatMap((node) => (node.kind === 'leaf' ? [node] : leavesOf(node.children)));
}

/** What is wrong with a set, and at which code ('' = the set itself). */
export interface SetFault {
  readonly code: string;
  readonly what:
    | 'sum-differs'
    | 'unknown-max'
    | 'repeated-code'
    | 'misplaced-code'
    | 'empty-branch'
    | 'no-rule'
    | 'unknown-method'
    | 'total-differs'
    | 'no-label'
    | 'classes-not-falling'
    | 'negative-max'
    | 'wrong-scorer';
  /** For sums: what was stated and what the parts give, in hundredths. */
  readonly stated?: number | null;
  readonly found?: number;
}

/**
 * Everything that keeps a set from being adopted, each with its place. Unknown points are faults of adoption,
 * not of keeping: a draft may have them. A wrong sum may not even be kept as it is (see `isKeepable`).
 */
export function faultsOfSet(set: CriteriaSet): SetFault[] {
  const faults: SetFault[] = [];
  const seen = new Set<string>();
  const walk = (node: CriteriaNode, parent: string): number | null => {
    if (seen.has(node.code)) faults.push({ code: node.code, what: 'repeated-code' });
    seen.add(node.code);
    if (parent !== '' && !node.code.startsWith(`${parent}.`)) faults.push({ code: node.code, what: 'misplaced-code' });
    if (node.max === null) faults.push({ code: node.code, what: 'unknown-max' });
    else if (!Number.isSafeInteger(node.max) || node.max < 0)
      faults.push({ code: node.code, what: 'negative-max', stated: node.max });
    if (node.kind === 'leaf') {
      faults.push(...faultsOfLeaf(node));
      return node.max;
    }
    if (node.children.length === 0) faults.push({ code: node.code, what: 'empty-branch' });
    const found = sumOrUnknown(node.children.map((child) => walk(child, node.code)));
    if (found !== null && node.max !== null && found !== node.max)
      faults.push({ code: node.code, what: 'sum-differs', stated: node.max, found });
    return node.max;
  };
  const total = sumOrUnknown(set.fields.map((field) => walk(field, '')));
  if (total !== null && set.total !== null && total !== set.total)
    faults.push({ code: '', what: 'total-differs', stated: set.total, found: total });
  if (set.isDemonstration && !set.label) faults.push({ code: '', what: 'no-label' });
  if (set.classes.some((one, index) => index > 0 && one.from >= (set.classes[index - 1]?.from ?? Infinity)))
    faults.push({ code: '', what: 'classes-not-falling' });
  return faults;
}

function faultsOfLeaf(leaf: Leaf): SetFault[] {
  const faults: SetFault[] = [];
  if (leaf.method === null || leaf.scorer === null) faults.push({ code: leaf.code, what: 'unknown-method' });
  const isSurvey = leaf.method === 'survey-citizens' || leaf.method === 'survey-officials';
  if (leaf.method !== null && leaf.scorer !== null && isSurvey !== (leaf.scorer === 'survey'))
    faults.push({ code: leaf.code, what: 'wrong-scorer' });
  if (leaf.rule === null) faults.push({ code: leaf.code, what: 'no-rule' });
  return faults;
}

/** A set whose parts do not add up, or whose codes clash, is refused; one that merely knows too little is a draft. */
export function isKeepable(faults: readonly SetFault[]): boolean {
  return faults.every(({ what }) => what === 'unknown-max' || what === 'no-rule' || what === 'unknown-method');
}

/** Only a set without any fault may be adopted and scored with. */
export function isAdoptable(faults: readonly SetFault[]): boolean {
  return faults.length === 0;
}

function sumOrUnknown(parts: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const part of parts) {
    if (part === null) return null;
    sum += part;
  }
  return sum;
}
