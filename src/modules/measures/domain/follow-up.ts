/** A thing a number counts, as people find it again. */
export interface MeasureThing {
  readonly id: string;
  readonly title: string;
  /** Page of the thing, an address inside the program. */
  readonly link: string;
  /** How it stands, in Vietnamese words. */
  readonly state: string;
  readonly dueAt: Date | null;
}

/** Something open that raises the numerator by one when it is done in time. */
export interface OpenThing {
  readonly id: string;
  readonly title: string;
  readonly link: string;
  /** The last moment at which doing it still counts; null = until the end of the period. */
  readonly doBy: Date | null;
  /** Who has it in hand. */
  readonly personId: string | null;
  readonly personName: string | null;
  /** How much of it is reported done, 0 to 100. */
  readonly percent: number;
  /** Done as far as the agency goes: somebody else has to confirm it. */
  readonly waits: boolean;
}

/**
 * The number of one agency at the end of the period if nothing more is done: what is due by then stands in the
 * denominator. Each open thing, done in time, adds one to the numerator and nothing to the denominator.
 */
export interface MeasureOutlook {
  readonly agencyId: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly open: readonly OpenThing[];
}
