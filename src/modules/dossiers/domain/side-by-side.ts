import { Refusal } from '#kernel/refusal.ts';
import type { Command, Going, StepEntry } from './decide.ts';
import type { DossierEvent, EventData } from './events.ts';
import type { Facts } from './facts.ts';
import { FIRST_TRACK, type Track, type Tracks, type TracksLine, tracksOf } from './tracks.ts';

/** What an act changes of the part it is done in. */
type PartChange = Partial<
  Pick<DossierEvent, 'stepKey' | 'stepName' | 'stepMinutes' | 'stepDueAt' | 'agencyId' | 'officerId'>
>;
type Change = PartChange & { readonly data?: EventData };

/** The parts as a line of the history keeps them: always what stands after it. */
function lineOf(tracks: Tracks, leadingSince: string | null): { readonly tracks: TracksLine } {
  return { tracks: { ...tracks, enteredAt: leadingSince } };
}

const partOf = ({ id, agencyId, stepName }: Track) => ({ id, agencyId, stepName });

/**
 * A change of one part: of the dossier's own fields where it is the leading one, else of its place beside them.
 * @param enteredAt when the change puts it before a step
 * @throws Refusal `dossiers.part_over` (409) when the part is no more, or waits for the others
 */
export function inPart(facts: Facts, command: Command, change: PartChange, enteredAt?: Date): Change {
  const id = command.track ?? null;
  if (id === null || id === (facts.tracks?.main ?? FIRST_TRACK)) return change;
  const { tracks } = facts;
  const before = tracks?.others.find((one) => one.id === id);
  if (!tracks || !before || before.waitsAt !== null) throw new Refusal('dossiers.part_over', 409);
  const { stepDueAt, ...rest } = change;
  const after: Track = {
    ...before,
    ...rest,
    ...(stepDueAt === undefined ? {} : { dueAt: stepDueAt?.toISOString() ?? null }),
    ...(enteredAt ? { enteredAt: enteredAt.toISOString() } : {}),
  };
  const others = tracks.others.map((one) => (one === before ? after : one));
  const line = lineOf({ ...tracks, others }, facts.stepEnteredAt?.toISOString() ?? null);
  return { data: { ...command.data, ...line, part: partOf(after) } };
}

/**
 * A part went on and others with it: how all stand now. The leading one is the one before while it is at work, else the
 * first that is: whoever reads the dossier's own fields always reads of work that goes on.
 */
export function spread(
  facts: Facts,
  command: Command,
  going: Going,
  acting: string,
  now: Date,
  entered: (step: StepEntry, id: string) => Required<PartChange>,
): Change {
  const before = new Map(tracksOf(facts).map((one) => [one.id, one]));
  const began = new Set<string>();
  const all = going.places.map(({ id, waitsAt, enters }): Track => {
    if (enters) {
      began.add(id);
      const { stepDueAt, ...step } = entered(enters, id);
      return { id, ...step, enteredAt: now.toISOString(), dueAt: stepDueAt?.toISOString() ?? null, waitsAt: null };
    }
    const stands = before.get(id) ?? before.get(acting);
    if (!stands) throw new Error(`part ${id} stands nowhere`);
    return { ...stands, id, waitsAt };
  });
  const main = facts.tracks?.main ?? FIRST_TRACK;
  const atWork = all.filter(({ waitsAt }) => waitsAt === null);
  const leading = atWork.find(({ id }) => id === main) ?? atWork[0];
  if (!leading) throw new Refusal('dossiers.no_next_step', 409);
  const others = all.filter((one) => one !== leading);
  // Alone again and before a new step, it is the one part the dossier began with.
  const alone = others.length === 0 && going.begun.length === 0 && began.has(leading.id);
  const acted = all.find(({ id }) => id === acting) ?? before.get(acting) ?? leading;
  const tracks = { main: alone ? FIRST_TRACK : leading.id, others, begun: going.begun };
  return {
    stepKey: leading.stepKey,
    stepName: leading.stepName,
    stepMinutes: leading.stepMinutes,
    stepDueAt: leading.dueAt === null ? null : new Date(leading.dueAt),
    agencyId: leading.agencyId,
    officerId: leading.officerId,
    data: { ...command.data, ...lineOf(tracks, leading.enteredAt), part: partOf(acted) },
  };
}

/**
 * The due moments of the other parts moved with the leading one's; nothing where there is one part.
 * @param restartedAt all of them begin again then; null: each is as long at its step as before
 */
export function shiftedTracks(
  facts: Facts,
  restartedAt: Date | null,
  due: (before: Date | null, track: Track) => Date | null,
): { readonly tracks?: TracksLine } {
  const { tracks, stepEnteredAt } = facts;
  if (!tracks) return {};
  const others = tracks.others.map((one) =>
    one.waitsAt === null
      ? {
          ...one,
          dueAt: due(one.dueAt === null ? null : new Date(one.dueAt), one)?.toISOString() ?? null,
          ...(restartedAt ? { enteredAt: restartedAt.toISOString() } : {}),
        }
      : one,
  );
  return lineOf({ ...tracks, others }, (restartedAt ?? stepEnteredAt)?.toISOString() ?? null);
}
