import { Sheet } from '#web/components/BesideList.tsx';
import { LabelledBars } from '#web/components/charts/LabelledBars.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { Overview } from '../schema.ts';
import classes from './overview.module.css';
import { listAddress } from './task-filters.ts';
import { words } from './words.ts';

/** More bars than this are a table. */
const SHOWN = 8;

/** Who has overdue work and how much, and how old it is. */
export function LateBars({ overview }: { overview: Overview }) {
  const m = useMessages(words);
  const late = overview.agencies.filter(({ counts }) => counts.openOverdue > 0);
  if (late.length === 0) return <Sheet title={m.lateByAgency}>{m.noneLate}.</Sheet>;
  const rest = late.slice(SHOWN);
  const bars = late.slice(0, SHOWN).map(({ id, name, counts }) => ({
    label: name,
    value: counts.openOverdue,
    tone: 'late' as const,
    to: listAddress({ status: 'qua-han', agency: id, counted: 'co' }),
  }));
  const others = rest.reduce((sum, { counts }) => sum + counts.openOverdue, 0);
  return (
    <Sheet>
      <div className={classes.column}>
        <LabelledBars
          caption={m.lateByAgency}
          bars={
            rest.length > 0 ? [...bars, { label: m.otherAgencies(rest.length), value: others, tone: 'quiet' }] : bars
          }
        />
        <LabelledBars
          caption={m.ages}
          bars={overview.ages
            .filter(({ count }) => count > 0)
            .map(({ from, to, count }) => ({ label: m.age(from, to), value: count, tone: 'late' as const }))}
        />
      </div>
    </Sheet>
  );
}
