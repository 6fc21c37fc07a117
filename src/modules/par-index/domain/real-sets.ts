import { z } from 'zod';
import type { Branch, CriteriaNode, CriteriaSet, Leaf, LegalBasis, ScoreClass } from './criteria-set.ts';
import type { PointBand, Rule } from './rule.ts';

const Source = z.object({ document: z.string().optional() }).nullish();
const Bands = z.array(
  z.object({
    when: z.string().optional(),
    points: z.number(),
    gt: z.number().optional(),
    ge: z.number().optional(),
    lt: z.number().optional(),
    le: z.number().optional(),
  }),
);
const Criterion = z.object({
  code: z.string().nullable(),
  nameVi: z.string(),
  maxPoints: z.number().nullable(),
  kind: z.enum(['field', 'criterion', 'component']).optional(),
  children: z.string().optional(),
  method: z.string().nullish(),
  methodVerified: z.boolean().optional(),
  source: Source,
  rule: z.object({ type: z.string(), bands: Bands }).optional(),
});
const Group = z.object({
  nameVi: z.string(),
  maxPoints: z.number().optional(),
  criteria: z.number().int().optional(),
  componentCriteria: z.number().int().optional(),
});
const RealSet = z.object({
  id: z.string(),
  level: z.string(),
  decision: z.string(),
  status: z.string(),
  appliesToYear: z.number().int().optional(),
  date: z.string().optional(),
  totals: z.record(z.string(), z.object({ value: z.number().nullable(), verified: z.boolean().optional() })).optional(),
  fields: z.array(Group).optional(),
  groups: z.array(z.unknown()).optional(),
  criteria: z.array(Criterion),
  source: Source,
});
type RealSet = z.infer<typeof RealSet>;
const File = z.object({ schemaVersion: z.literal(1), sets: z.array(RealSet) });

/**
 * The file of what was read of the real sets, as drafts: names, totals and the few rules that are known, and null
 * wherever nothing was read. A part of a table that is missing stands as one leaf of unknown maximum, so that no sum
 * pretends to be whole and none of these sets can be adopted.
 */
export function readRealSets(data: unknown): CriteriaSet[] {
  return File.parse(data).sets.map(toSet);
}

/** Points of the file to whole hundredths. @throws RangeError when there are finer ones */
export function hundredthsOf(points: number): number {
  const hundredths = Math.round(points * 100);
  if (Math.abs(hundredths - points * 100) > 1e-6) throw new RangeError(`finer than hundredths: ${points}`);
  return hundredths;
}

function toSet(real: RealSet): CriteriaSet {
  const total = real.totals?.['points'];
  return {
    id: real.id,
    title: titleOf(real),
    year: yearOf(real),
    block: real.level === 'ministry' ? 'ministry' : real.level.startsWith('internal') ? 'so-ban-nganh' : 'province',
    decision: real.decision,
    isDemonstration: false,
    label: null,
    // A total nobody read is not stated.
    total: total?.verified === true && total.value !== null ? hundredthsOf(total.value) : null,
    fields: nodesOf(real),
    bonusMax: null,
    penaltyMax: null,
    classes: classesOf(real),
  };
}

/** Where a set without a year of its own is filed; its title says that it is no fact. */
const FILED_UNDER = 2012;

const yearOf = ({ appliesToYear, date }: RealSet): number => appliesToYear ?? Number(date?.slice(0, 4) ?? FILED_UNDER);

/**
 * For whom the set is, beside its decision: one decision may bring several. What a title says itself is not repeated;
 * a year that no source gives is called one.
 */
function titleOf(real: RealSet): string {
  const { decision, level, appliesToYear } = real;
  const whom =
    level === 'province'
      ? ', bộ tiêu chí cấp tỉnh'
      : level === 'ministry'
        ? ', bộ tiêu chí cấp bộ'
        : level.startsWith('internal (sở')
          ? ', nội bộ tỉnh: sở, ban, ngành và huyện'
          : '';
  const when = appliesToYear === undefined ? `; chưa rõ năm áp dụng, tạm xếp vào ${yearOf(real)}` : '';
  return `${decision}${whom} (phần đã đọc được${when})`;
}

function nodesOf(real: RealSet): CriteriaNode[] {
  if (real.criteria.some((one) => one.kind === 'field')) return treeOf(real);
  const groups = real.fields ?? groupsOf(real);
  const known = [...groups.map((group) => ({ nameVi: group.nameVi, maxPoints: group.maxPoints })), ...real.criteria];
  if (known.length === 0) return [unknownRest('1', 'Toàn bộ bảng tiêu chí')];
  return known.map((one, index) =>
    leafOf(`${index + 1}`, one.nameVi, 'source' in one ? one.source?.document : undefined, {
      max: one.maxPoints === undefined || one.maxPoints === null ? null : hundredthsOf(one.maxPoints),
    }),
  );
}

function groupsOf(real: RealSet): z.infer<typeof Group>[] {
  return (real.groups ?? []).flatMap((group) => {
    const parsed = Group.safeParse(group);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The Cà Mau table, cut after 1.2: what is missing below a node is one unknown leaf. */
function treeOf(real: RealSet): CriteriaNode[] {
  const under = (parent: string) =>
    real.criteria.filter(
      (one) => one.code?.startsWith(`${parent}.`) && !one.code.slice(parent.length + 1).includes('.'),
    );
  const build = (one: z.infer<typeof Criterion>): CriteriaNode => {
    const code = one.code ?? '';
    const max = one.maxPoints === null ? null : hundredthsOf(one.maxPoints);
    const parts = under(code);
    if (one.kind === 'component' || (parts.length === 0 && one.kind !== 'field'))
      return leafOf(code, one.nameVi, real.source?.document, { max, rule: ruleOf(one) });
    const children = parts.map(build);
    const found = children.reduce((sum, child) => sum + (child.max ?? 0), 0);
    if (max !== null && found < max)
      children.push(unknownRest(`${code}.${children.length + 1}`, 'Phần còn lại của lĩnh vực, văn bản lưu bị cắt'));
    return { kind: 'branch', code, name: one.nameVi, max, children } satisfies Branch;
  };
  const fields = real.criteria.filter((one) => one.kind === 'field').map(build);
  return [...fields, unknownRest(`${fields.length + 1}`, 'Các lĩnh vực sau, chưa đọc được')];
}

function unknownRest(code: string, name: string): Leaf {
  return leafOf(code, name, undefined, { max: null });
}

function leafOf(
  code: string,
  name: string,
  source: string | undefined,
  { max, rule = null }: { max: number | null; rule?: Rule | null },
): Leaf {
  const legal: LegalBasis | null = source ? { text: name, source } : null;
  return {
    kind: 'leaf',
    code,
    name,
    max,
    method: rule ? 'appraised' : null,
    scorer: rule ? 'unit' : null,
    rule,
    evidence: null,
    measureId: null,
    controllable: null,
    legal,
  };
}

function ruleOf(one: z.infer<typeof Criterion>): Rule | null {
  const bands = one.rule?.bands ?? [];
  switch (one.rule?.type) {
    case 'timeliness':
      return { type: 'timeliness', late: hundredthsOf(bands[1]?.points ?? 0) };
    case 'yes-no':
      return { type: 'yes-no', condition: one.nameVi };
    case 'all-of':
      return { type: 'all-of', conditions: (bands[0]?.when ?? '').split(/ VÀ | và /) };
    case 'step':
      return {
        type: 'step',
        unit: 'per-cent',
        bands: bands.map(
          ({ points, gt, ge, lt, le }): PointBand => ({
            ...(gt === undefined ? {} : { gt }),
            ...(ge === undefined ? {} : { ge }),
            ...(lt === undefined ? {} : { lt }),
            ...(le === undefined ? {} : { le }),
            points: hundredthsOf(points),
          }),
        ),
        nothingDue: 'not-applicable',
      };
    default:
      return null;
  }
}

/** Classes only where the file gives them whole: each from some points of a hundred. */
function classesOf(real: RealSet): ScoreClass[] {
  const Class = z.object({ name: z.string(), min: z.number().optional(), below: z.number().optional() });
  const classes = (real.groups ?? []).flatMap((group) => {
    const parsed = Class.safeParse(group);
    return parsed.success ? [parsed.data] : [];
  });
  return classes.map(({ name, min }) => ({ name, from: hundredthsOf(min ?? 0) }));
}
