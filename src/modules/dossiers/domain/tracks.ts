/** The part a dossier begins with and, before and after work side by side, its only one. */
export const FIRST_TRACK = '0';

/**
 * One part of work done side by side (phần việc song song): where it stands and who has it. Moments are ISO instants,
 * as they are kept in a row.
 */
export interface Track {
  /** Never used twice in a dossier. */
  readonly id: string;
  readonly stepKey: string | null;
  readonly stepName: string | null;
  readonly stepMinutes: number | null;
  readonly enteredAt: string | null;
  readonly dueAt: string | null;
  readonly agencyId: string;
  readonly officerId: string | null;
  /** The step at which it waits for the others, its own work done; null while somebody works on it. */
  readonly waitsAt: string | null;
}

/** The parts beside the leading one, which stands in the dossier's own fields and is always being worked on. */
export interface Tracks {
  readonly main: string;
  readonly others: readonly Track[];
  /** Steps that began with the first part to come, while others may still come to them: those end there. */
  readonly begun: readonly string[];
}

/** The parts after an event, and since when the leading one is at its step. */
export interface TracksLine extends Tracks {
  readonly enteredAt: string | null;
}

/** The leading part as a dossier's fields keep it. */
interface Leading {
  readonly stepKey: string | null;
  readonly stepName: string | null;
  readonly stepMinutes: number | null;
  readonly stepEnteredAt: Date | null;
  readonly stepDueAt: Date | null;
  readonly agencyId: string;
  readonly officerId: string | null;
  readonly tracks: Tracks | null;
}

/** Every part, the leading one first. */
export function tracksOf(facts: Leading): Track[] {
  const leading: Track = {
    id: facts.tracks?.main ?? FIRST_TRACK,
    stepKey: facts.stepKey,
    stepName: facts.stepName,
    stepMinutes: facts.stepMinutes,
    enteredAt: facts.stepEnteredAt?.toISOString() ?? null,
    dueAt: facts.stepDueAt?.toISOString() ?? null,
    agencyId: facts.agencyId,
    officerId: facts.officerId,
    waitsAt: null,
  };
  return [leading, ...(facts.tracks?.others ?? [])];
}

/** The parts somebody works on now. */
export function tracksAtWork(facts: Leading): Track[] {
  return tracksOf(facts).filter(({ waitsAt }) => waitsAt === null);
}

/** What is kept of the parts: nothing when there is one, and it is the first. */
export function keptTracks({ main, others, begun }: Tracks): Tracks | null {
  return main === FIRST_TRACK && others.length === 0 && begun.length === 0 ? null : { main, others, begun };
}
