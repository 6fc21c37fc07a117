import type { CriteriaNode, Hundredths, Leaf } from '../domain/criteria-set.ts';
import { scorePoints } from '../domain/give-points.ts';
import type { LeafLine, Points, SheetExport } from './data.ts';
import { flatten } from './wording.ts';

/** Points of one line in the four scored columns; undefined = nothing there. */
export interface LinePoints {
  readonly max: Hundredths | undefined;
  readonly survey: Hundredths | undefined;
  readonly self: Hundredths | undefined;
  readonly appraised: Hundredths | undefined;
  readonly obtained: Hundredths | undefined;
}

export interface SummaryRow extends LinePoints {
  readonly code: string;
  readonly name: string;
  readonly isLeaf: boolean;
  /** The column a leaf's points count from; undefined for sums. */
  readonly counting: Counting | undefined;
  readonly depth: number;
  /** Rows it sums, counted from 0. */
  readonly parts: readonly number[];
  readonly note: string;
}

/** The lines below the table: bonus, penalty, total, index and class. */
export interface SummaryFoot {
  readonly sums: LinePoints;
  readonly bonus: LinePoints | undefined;
  readonly penalty: LinePoints | undefined;
  /** With bonus and penalty up to their caps. */
  readonly total: Hundredths;
  readonly indexHundredths: number | undefined;
  readonly className: string | undefined;
  readonly missing: number;
}

export interface Summary {
  readonly rows: readonly SummaryRow[];
  /** Rows of the fields. */
  readonly fields: readonly number[];
  readonly foot: SummaryFoot;
}

/**
 * Bảng tổng hợp before it is set: the tree as rows, each sum with the rows it adds. What does not apply has no
 * maximum here, so that every index stays a share of what does.
 */
export function summaryOf(data: SheetExport): Summary {
  const { set, basis } = data;
  const flat = flatten(set.fields);
  const place = new Map(flat.map(({ node }, row) => [node.code, row]));
  const lines = new Map<string, LinePoints>();
  const counted = new Map<string, Points>();
  const leafPoints = (leaf: Leaf): LinePoints => {
    const line = data.leaves.get(leaf.code) ?? {};
    const points = countedPoints(leaf, line, basis);
    counted.set(leaf.code, points);
    return linePoints(line, leaf.max ?? undefined, points);
  };
  const sumUp = (node: CriteriaNode): LinePoints => {
    const made = node.kind === 'leaf' ? leafPoints(node) : addUp(node.children.map(sumUp));
    lines.set(node.code, made);
    return made;
  };
  const sums = addUp(set.fields.map(sumUp));
  const rows = flat.map(({ node, depth }): SummaryRow => {
    const isLeaf = node.kind === 'leaf';
    return {
      ...(lines.get(node.code) ?? addUp([])),
      code: node.code,
      name: node.name,
      isLeaf,
      counting: isLeaf ? countingOf(node, basis) : undefined,
      depth,
      parts: isLeaf ? [] : node.children.map(({ code }) => place.get(code) ?? 0),
      note: isLeaf ? noteOf(node, data.leaves.get(node.code) ?? {}, counted.get(node.code)) : '',
    };
  });
  const bonus = set.bonusMax === null ? undefined : linePoints(data.bonus, set.bonusMax, data.bonus[basis]);
  const penalty = set.penaltyMax === null ? undefined : linePoints(data.penalty, set.penaltyMax, data.penalty[basis]);
  const given = new Map([...counted].filter((one): one is [string, number | null] => one[1] !== undefined));
  const score = scorePoints(set, given.set('+', bonus?.obtained ?? 0).set('-', penalty?.obtained ?? 0));
  return {
    rows,
    fields: set.fields.map(({ code }) => place.get(code) ?? 0),
    foot: {
      sums,
      bonus,
      penalty,
      total: score.total,
      indexHundredths: score.indexHundredths,
      className: score.missing > 0 ? undefined : score.className,
      missing: score.missing,
    },
  };
}

/** The columns points of a leaf may count from. */
export type Counting = 'survey' | 'self' | 'appraised';

/** Which one does, by who scores it: a unit's own only where it may score itself (cf. `finalStage`). */
export function countingOf({ scorer }: Pick<Leaf, 'scorer'>, basis: SheetExport['basis']): Counting {
  if (scorer === 'survey' || scorer === 'system') return 'survey';
  return scorer === 'appraiser' ? 'appraised' : basis;
}

/** The points that count. */
export function countedPoints(leaf: Pick<Leaf, 'scorer'>, line: LeafLine, basis: SheetExport['basis']): Points {
  return line[countingOf(leaf, basis)];
}

function linePoints(line: LeafLine, max: Hundredths | undefined, counted: Points): LinePoints {
  return {
    max: counted === null ? undefined : max,
    survey: line.survey ?? undefined,
    self: line.self ?? undefined,
    appraised: line.appraised ?? undefined,
    obtained: counted ?? undefined,
  };
}

/** Sums column by column; a column without any value stays empty. */
function addUp(parts: readonly LinePoints[]): LinePoints {
  const column = (of: keyof LinePoints) => {
    const known = parts.map((one) => one[of]).filter((one) => one !== undefined);
    return known.length === 0 ? undefined : known.reduce((sum, one) => sum + one, 0);
  };
  return {
    max: column('max'),
    survey: column('survey'),
    self: column('self'),
    appraised: column('appraised'),
    obtained: column('obtained'),
  };
}

const WAITING = {
  survey: 'Chờ kết quả khảo sát',
  system: 'Chờ số liệu thống kê',
  unit: 'Chưa có điểm',
  appraiser: 'Chờ cơ quan thẩm định chấm',
} as const;

function noteOf(leaf: Leaf, line: LeafLine, counted: Points): string {
  const notes = [line.note ?? ''];
  if (counted === null) notes.unshift('Không áp dụng');
  if (counted === undefined) notes.unshift(WAITING[leaf.scorer ?? 'unit']);
  return notes.filter(Boolean).join('. ');
}
