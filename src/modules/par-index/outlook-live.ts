import { listMeasures, readOutlook } from '#modules/measures/public.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import type { SheetContext } from './acting.ts';
import { type Expectation, expectShare } from './domain/forecast.ts';
import type { LiveLeaf } from './domain/gain.ts';
import { FAULT_WORDS } from './fault-words.ts';
import { endOf } from './duties.ts';
import type { LiveLeafView } from './outlook-schema.ts';
import { boundLeaves, liveQuestion, sorted } from './live.ts';

/** Work of an open thing nobody has said anything about: one working day, less what is reported done. */
const WHOLE_TASK = 4;

/** An open thing with the leaves it raises, ready to be chosen. */
export interface OpenWork {
  readonly id: string;
  readonly title: string;
  readonly link: string;
  readonly doBy: Date;
  readonly effort: number;
  readonly leaves: string[];
  readonly personId: string | null;
  readonly person: string | null;
  readonly waits: boolean;
}

/** What the system's own figures say of a unit's sheet, now and at the cut-off. */
export interface LiveSide {
  readonly views: LiveLeafView[];
  readonly forecast: ReadonlyMap<string, Expectation>;
  /** Shares as they end if nothing more is done, with the rule of their leaf. */
  readonly shares: LiveLeaf[];
  readonly open: OpenWork[];
}

/** Reads every leaf of the sheet that is bound to a published measure. */
export async function readLiveSide(tx: Tx, context: SheetContext): Promise<LiveSide> {
  const { round, sheet } = context;
  const question = liveQuestion(round, tx.now);
  const definitions = new Map(listMeasures().map((one) => [one.id, one]));
  const cutOff = endOf(round.cut_off_on);
  const views: LiveLeafView[] = [];
  const forecast = new Map<string, Expectation>();
  const shares: LiveLeaf[] = [];
  const open = new Map<string, OpenWork>();
  for (const leaf of boundLeaves(context)) {
    const definition = definitions.get(leaf.measureId ?? '');
    if (!definition || leaf.max === null) continue;
    const { readings, refused } = await sorted(tx, leaf, [sheet.agency_id], question);
    const reading = readings[0];
    const faults = refused[0]?.faults.map((fault) => FAULT_WORDS[fault]) ?? null;
    const period = {
      from: round.period_from,
      to: round.cut_off_on < round.period_to ? round.cut_off_on : round.period_to,
    };
    const ahead = (await readOutlook(tx, definition.id, { agencyIds: [sheet.agency_id], period }))?.[0];
    views.push({
      leaf: leaf.code,
      name: leaf.name,
      max: leaf.max,
      measure: {
        id: definition.id,
        name: definition.name,
        numerator: definition.numerator,
        denominator: definition.denominator,
      },
      dataAt: toVietnamIso(question.asOf),
      numerator: reading?.trace.numerator ?? 0,
      denominator: reading ? reading.trace.denominator : null,
      points: reading?.points ?? null,
      isComplete: reading?.trace.isComplete ?? false,
      remarks: [...(reading?.trace.remarks ?? [])],
      refused: faults,
      atEnd: ahead ? { numerator: ahead.numerator, denominator: ahead.denominator, open: ahead.open.length } : null,
    });
    if (!reading) continue;
    if (!ahead || reading.trace.denominator === null) {
      if (reading.points !== null)
        forecast.set(leaf.code, { expected: reading.points, low: reading.points, high: reading.points });
      continue;
    }
    // Nothing due by the cut-off yet says nothing of the year: the leaf is expected from what was before.
    if (ahead.denominator === 0) continue;
    const sofar = { numerator: reading.trace.numerator, denominator: reading.trace.denominator };
    forecast.set(leaf.code, expectShare(leaf, { ...ahead, open: ahead.open.length, sofar }));
    shares.push({ leaf, numerator: ahead.numerator, denominator: ahead.denominator });
    for (const thing of ahead.open) {
      const known = open.get(thing.id);
      const doBy = thing.doBy && thing.doBy < cutOff ? thing.doBy : cutOff;
      if (known) {
        open.set(thing.id, {
          ...known,
          leaves: [...known.leaves, leaf.code],
          doBy: doBy < known.doBy ? doBy : known.doBy,
        });
        continue;
      }
      open.set(thing.id, {
        id: thing.id,
        title: thing.title,
        link: thing.link,
        doBy,
        effort: thing.waits ? 1 : Math.max(1, Math.ceil((WHOLE_TASK * (100 - thing.percent)) / 100)),
        leaves: [leaf.code],
        personId: thing.personId,
        person: thing.personName,
        waits: thing.waits,
      });
    }
  }
  return { views, forecast, shares, open: [...open.values()].filter(({ doBy }) => doBy >= tx.now) };
}
