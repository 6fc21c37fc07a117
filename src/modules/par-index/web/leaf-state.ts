import type { CriteriaSet, Leaf } from '../domain/criteria-set.ts';
import { leavesOf } from '../domain/criteria-set.ts';
import { extraLeaves } from '../domain/give-points.ts';
import type { SheetDetail, ValueView } from '../sheets-schema.ts';

export type LeafView = SheetDetail['leaves'][number];

/** What a person can give on a leaf in a form of its own. */
export type EntryStage = 'self' | 'appraisal-1' | 'blind' | 'explanation' | 'appraisal-2';
const ENTRIES: readonly EntryStage[] = ['self', 'explanation', 'blind', 'appraisal-1', 'appraisal-2'];

/** A leaf of the table with how it stands on the sheet. */
export interface SheetLeaf {
  readonly leaf: Leaf;
  readonly view: LeafView;
}

/** The leaves of the set, and bonus and penalty, in the order of the table. */
export function sheetLeaves(set: CriteriaSet, sheet: SheetDetail): SheetLeaf[] {
  const views = new Map(sheet.leaves.map((view) => [view.code, view]));
  return [...leavesOf(set.fields), ...extraLeaves(set)].flatMap((leaf) => {
    const view = views.get(leaf.code);
    return view ? [{ leaf, view }] : [];
  });
}

/** What the reader may give on the leaf now. */
export function entryOf(view: LeafView): EntryStage | undefined {
  return ENTRIES.find((stage) => view.can.includes(stage));
}

export function valueAt(view: LeafView, stage: ValueView['stage']): ValueView | undefined {
  return view.values.find((value) => value.stage === stage);
}

/** Whether the reader still has to give something here. Bonus and penalty may be left out. */
export function isTodo({ leaf, view }: SheetLeaf): boolean {
  const stage = entryOf(view);
  if (!stage || valueAt(view, stage)) return false;
  const isExtra = leaf.code === '+' || leaf.code === '-';
  return !isExtra || (stage !== 'self' && valueAt(view, 'self') !== undefined);
}

/** The order in which one value follows another. */
const ORDER: readonly ValueView['stage'][] = [
  'live',
  'self',
  'appraisal-1',
  'blind',
  'explanation',
  'appraisal-2',
  'survey',
  'final',
];

export function inOrder(values: readonly ValueView[]): ValueView[] {
  return [...values].sort((a, b) => ORDER.indexOf(a.stage) - ORDER.indexOf(b.stage));
}

/** The value that stands for the leaf in the list: the latest stage that gives points, or says it does not apply. */
export function newestOf(view: LeafView): ValueView | undefined {
  return inOrder(view.values).findLast(
    (value) => value.stage !== 'blind' && (value.points !== null || value.input?.type === 'not-applicable'),
  );
}

/** Whether unit and appraisals do not all say the same. */
export function differs(view: LeafView): boolean {
  const said = view.values.filter(
    ({ stage }) => stage === 'self' || stage === 'appraisal-1' || stage === 'appraisal-2',
  );
  return new Set(said.map(({ points }) => points)).size > 1;
}
