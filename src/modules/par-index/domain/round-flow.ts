import type { Scorer } from './criteria-set.ts';

/**
 * The life of a round (đợt chấm điểm): tự chấm → thẩm định lần 1 → giải trình → thẩm định lần 2 → hội đồng →
 * phản hồi → đã phê duyệt → đã công bố.
 */
export const ROUND_STATES = [
  'self-scoring',
  'appraisal-1',
  'explanation',
  'appraisal-2',
  'council',
  'reply',
  'approved',
  'published',
  'cancelled',
] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** What may be done to a round as a whole. */
export const MOVES = ['advance', 'close', 'approve', 'publish', 'cancel'] as const;
export type Move = (typeof MOVES)[number];

const NEXT: Readonly<Record<Move, Readonly<Partial<Record<RoundState, RoundState>>>>> = {
  advance: {
    'self-scoring': 'appraisal-1',
    'appraisal-1': 'explanation',
    explanation: 'appraisal-2',
    'appraisal-2': 'council',
  },
  close: { council: 'reply' },
  approve: { reply: 'approved' },
  publish: { approved: 'published' },
  cancel: {
    'self-scoring': 'cancelled',
    'appraisal-1': 'cancelled',
    explanation: 'cancelled',
    'appraisal-2': 'cancelled',
    council: 'cancelled',
    reply: 'cancelled',
  },
};

/** Where a move leads; undefined when it cannot be made from here. */
export function moveFrom(state: RoundState, move: Move): RoundState | undefined {
  return NEXT[move][state];
}

/** What stands in the way of a move; each is counted so that a person knows how much is left. */
export interface Obstacles {
  /** Sheets not locked yet. */
  readonly openSheets: number;
  /** Leaves the first appraisal has not reached. */
  readonly notAppraised: number;
  /** Units asked to explain that have not locked their explanation; their deadline locks it for them. */
  readonly openExplanations: number;
  /** Flagged leaves the second appraisal has not reached. */
  readonly notAppraisedAgain: number;
  /** Leaves of any kind without a value. */
  readonly missing: number;
  /** Replies without an answer. */
  readonly unanswered: number;
  /** The reply window is still open. */
  readonly windowOpen: boolean;
  /** The actor closed the round himself: another person approves. */
  readonly samePerson: boolean;
}

export type Obstacle =
  | 'open-sheets'
  | 'not-appraised'
  | 'open-explanations'
  | 'not-appraised-again'
  | 'missing-values'
  | 'unanswered-replies'
  | 'reply-window-open'
  | 'same-person';

/** The first thing that keeps the move from being made, with how many there are; undefined when nothing does. */
export function obstacleTo(
  state: RoundState,
  move: Move,
  found: Obstacles,
): { what: Obstacle; count: number } | undefined {
  const checks: Readonly<Record<string, readonly [Obstacle, number][]>> = {
    'self-scoring advance': [['open-sheets', found.openSheets]],
    'appraisal-1 advance': [['not-appraised', found.notAppraised]],
    'explanation advance': [['open-explanations', found.openExplanations]],
    'appraisal-2 advance': [['not-appraised-again', found.notAppraisedAgain]],
    'council close': [['missing-values', found.missing]],
    'reply approve': [
      ['same-person', found.samePerson ? 1 : 0],
      ['reply-window-open', found.windowOpen ? 1 : 0],
      ['unanswered-replies', found.unanswered],
    ],
  };
  const first = checks[`${state} ${move}`]?.find(([, count]) => count > 0);
  return first && { what: first[0], count: first[1] };
}

/** Stages a value can be given at. */
export const STAGES = [
  'live',
  'self',
  'appraisal-1',
  'blind',
  'explanation',
  'appraisal-2',
  'survey',
  'final',
] as const;
export type Stage = (typeof STAGES)[number];

/** Where a person stands towards one leaf of one sheet. */
export type Party = 'unit' | 'appraiser' | 'blind-appraiser' | 'manager';

/** How one leaf of one sheet stands. */
export interface LeafStanding {
  readonly scorer: Scorer | 'bonus';
  readonly sheetLocked: boolean;
  readonly flagged: boolean;
  readonly explained: boolean;
}

export type ValueDenial = 'not-yours' | 'wrong-state' | 'locked' | 'not-flagged' | 'not-self-scored' | 'not-a-survey';

/**
 * Why a value may not be given at a stage now; undefined when it may. A unit scores only what the set lets units
 * score, explains only where it was asked; nobody appraises his own agency, which is decided before: he is then no
 * 'appraiser' (see `appraiserOf`).
 */
export function denialOfValue(
  stage: Stage,
  state: RoundState,
  parties: readonly Party[],
  leaf: LeafStanding,
): ValueDenial | undefined {
  switch (stage) {
    case 'self':
      if (!parties.includes('unit')) return 'not-yours';
      if (leaf.scorer !== 'unit' && leaf.scorer !== 'bonus') return 'not-self-scored';
      if (leaf.sheetLocked) return 'locked';
      return state === 'self-scoring' ? undefined : 'wrong-state';
    case 'appraisal-1':
      if (!parties.includes('appraiser')) return 'not-yours';
      if (leaf.scorer === 'survey' || leaf.scorer === 'system') return 'not-self-scored';
      return state === 'appraisal-1' ? undefined : 'wrong-state';
    case 'blind':
      if (!parties.includes('blind-appraiser')) return 'not-yours';
      return state === 'appraisal-1' || state === 'explanation' || state === 'appraisal-2' || state === 'council'
        ? undefined
        : 'wrong-state';
    case 'explanation':
      if (!parties.includes('unit')) return 'not-yours';
      if (state !== 'explanation') return 'wrong-state';
      if (leaf.explained) return 'locked';
      return leaf.flagged ? undefined : 'not-flagged';
    case 'appraisal-2':
      if (!parties.includes('appraiser')) return 'not-yours';
      if (state !== 'appraisal-2') return 'wrong-state';
      return leaf.flagged ? undefined : 'not-flagged';
    case 'survey':
      if (!parties.includes('manager')) return 'not-yours';
      if (leaf.scorer !== 'survey' && leaf.scorer !== 'system') return 'not-a-survey';
      return state === 'reply' || state === 'approved' || state === 'published' || state === 'cancelled'
        ? 'wrong-state'
        : undefined;
    case 'live':
    case 'final':
      return parties.includes('manager') ? undefined : 'not-yours';
  }
}

/**
 * Which stages a reader sees of a leaf. The unit learns of an appraisal when its stage is over, never of the blind
 * score; a blind appraiser sees what the unit claims and nothing of the first appraisal.
 */
export function visibleStages(state: RoundState, parties: readonly Party[], seesAll: boolean): ReadonlySet<Stage> {
  if (seesAll) return new Set(STAGES);
  const seen = new Set<Stage>();
  const add = (...stages: Stage[]) => {
    for (const stage of stages) seen.add(stage);
  };
  const after = (than: RoundState) => ROUND_STATES.indexOf(state) > ROUND_STATES.indexOf(than);
  if (parties.includes('unit')) {
    add('live', 'self', 'explanation', 'survey');
    if (after('appraisal-1')) add('appraisal-1');
    if (after('council')) add('appraisal-2', 'final');
  }
  if (parties.includes('appraiser'))
    add('live', 'self', 'appraisal-1', 'explanation', 'appraisal-2', 'survey', 'final');
  if (parties.includes('blind-appraiser')) add('live', 'self', 'explanation', 'blind');
  return seen;
}

/**
 * Who appraises a leaf of a unit: the first of the agencies named for it that is neither the unit itself nor above or
 * below it. undefined when all of them are.
 * @param related the unit with everything above and below it
 */
export function appraiserOf(named: readonly string[], related: ReadonlySet<string>): string | undefined {
  return named.find((agencyId) => !related.has(agencyId));
}

/** The value that counts in the end: the last appraisal there is, or what was surveyed or measured. */
export function finalStage(scorer: Scorer | 'bonus', has: (stage: Stage) => boolean): Stage | undefined {
  const order: readonly Stage[] =
    scorer === 'survey' ? ['survey'] : scorer === 'system' ? ['survey', 'live'] : ['appraisal-2', 'appraisal-1'];
  return order.find(has);
}
