import type { WorkflowStep } from '#modules/procedures/domain/workflow.ts';
import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import type { ClockRules, Limit } from '../domain/due.ts';
import type { DossierEvent } from '../domain/events.ts';
import type { Facts } from '../domain/facts.ts';
import type { Channel } from '../domain/words.ts';

/** A step as a made-up dossier goes through it. */
export interface DemoStep {
  readonly key: string;
  readonly name: string;
  /** Working minutes; null when its time is not counted. */
  readonly minutes: number | null;
  readonly agencyId: string;
}

/** A workflow in which agencies work side by side, and where each of its steps is done. */
export interface DemoParted {
  readonly workflow: { readonly steps: readonly WorkflowStep[] };
  readonly agencyOf: ReadonlyMap<string, string>;
}

/** One procedure at one counter: what dossiers are made of. */
export interface DemoDesk {
  readonly counterAgencyId: string;
  readonly competentAgencyId: string;
  readonly procedureId: string;
  readonly procedureVersionId: string;
  readonly workflowVersionId: string | null;
  readonly limit: Limit;
  /** The way through the workflow; the last step, handing the result over, left out. */
  readonly steps: readonly DemoStep[];
  /** Where several agencies work at the same time: the whole workflow instead of one way through it. */
  readonly parted?: DemoParted;
  /** The first step is the counter's own: the dossier stands at it when it is accepted. */
  readonly beginsAtCounter: boolean;
  /** How much of the work is of this kind, against the others. */
  readonly weight: number;
  /** Share that comes in over the network at the end of the time; it grows from nothing. */
  readonly onlineShare: number;
  /** Tax or fee is usual here, and the clock stands still for it. */
  readonly oftenPaid: boolean;
}

export interface DemoPerson {
  readonly id: string | null;
  readonly name: string;
}

/** Everything a year of made-up dossiers is drawn from. The same world gives the same dossiers. */
export interface DemoWorld {
  readonly seed: number;
  /** Days on which dossiers come in, first and last. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Nothing happens after this moment: what is open then stays open. */
  readonly until: Date;
  readonly count: number;
  /** The number of the first person, where others were made up before; 0 otherwise. */
  readonly firstPerson?: number;
  readonly calendar: WorkCalendar;
  readonly lawOn: (day: LocalDate) => ClockRules;
  readonly desks: readonly DemoDesk[];
  /** What an agency is called by in every province made of the same data: its habits are drawn from it. */
  readonly codeOf: (agencyId: string) => string;
  /** Who acts for an agency; one of them. */
  readonly staffOf: (agencyId: string) => readonly DemoPerson[];
  /** An agency whose work another took over in the middle of the time. */
  readonly merger?: { readonly from: string; readonly to: string; readonly at: Date };
}

export interface DemoApplicant {
  /** Tells people apart. */
  readonly number: number;
  readonly name: string;
  readonly identityNumber: string;
  readonly phone: string;
  readonly address: string;
}

export interface DemoDossier {
  /** Order in the whole, from 0; seeds its own chance. */
  readonly index: number;
  readonly desk: DemoDesk;
  readonly channel: Channel;
  readonly lawId: string;
  readonly applicant: DemoApplicant;
  /** He never came before. */
  readonly isFirst: boolean;
  readonly events: readonly DossierEvent[];
  readonly facts: Facts;
}
