import { Button } from '@mantine/core';
import { DueDate } from '#web/components/DueDate.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { SelectField } from '#web/components/fields.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { useNow } from '#web/session.tsx';
import type { GainItemView, GainPlanView, OutlookView } from '../outlook-schema.ts';
import { formatPoints } from './figures.ts';
import { useTakeUp } from './use-year.ts';
import classes from './year.module.css';
import { yearWords } from './year-words.ts';

interface GainPartProps {
  readonly sheetId: string;
  readonly outlook: OutlookView;
  readonly people: number;
  readonly onPeople: (people: number) => void;
}

const PEOPLE = [1, 2, 3, 5, 10] as const;

/** Điều gì sẽ thêm điểm: the shortest list of open items for the points, and one click to take it up. */
export function GainPart({ sheetId, outlook, people, onPeople }: GainPartProps) {
  const m = useMessages(yearWords);
  return (
    <section className={classes.part} aria-labelledby="par-gain">
      <h2 id="par-gain">{m.gain}</h2>
      {outlook.plans.length === 0 ? (
        <EmptyState title={m.nothingGains}>{m.nothingGainsText}</EmptyState>
      ) : (
        <>
          <p className={classes.hint}>{m.gainLead(outlook.openItems)}</p>
          <div className={classes.people}>
            <SelectField
              name="people"
              label={m.people}
              value={String(people)}
              onChange={(value) => onPeople(Number(value))}
              data={PEOPLE.map((count) => ({ value: String(count), label: String(count) }))}
            />
          </div>
          {outlook.plans.map((plan, index) => (
            <Plan key={plan.kind} sheetId={sheetId} plan={plan} outlook={outlook} isFirst={index === 0} />
          ))}
        </>
      )}
    </section>
  );
}

function Plan({
  sheetId,
  plan,
  outlook,
  isFirst,
}: {
  readonly sheetId: string;
  readonly plan: GainPlanView;
  readonly outlook: OutlookView;
  readonly isFirst: boolean;
}) {
  const m = useMessages(yearWords);
  const language = useLanguage();
  const now = useNow();
  const { take } = useTakeUp(sheetId, { taken: m.taken, putBack: m.putBackDone });
  const standing = new Set(outlook.taken.flatMap(({ item, state }) => (state === 'open' ? item : [])));
  const fresh = plan.items.filter(({ id }) => !standing.has(id));
  const columns: Column<GainItemView>[] = [
    { key: 'title', header: m.thing, cell: (row) => row.title, width: 'wide', copy: (row) => row.title },
    {
      key: 'leaves',
      header: m.criterion,
      cell: (row) => row.leaves.join(', '),
      copy: (row) => row.leaves.join(', '),
    },
    {
      key: 'owner',
      header: m.owner,
      cell: (row) => row.person ?? (row.waits ? m.waits : '—'),
      copy: (row) => row.person ?? '',
    },
    { key: 'due', header: m.due, cell: (row) => <DueDate dueAt={row.doBy} now={now} />, copy: (row) => row.doBy },
  ];
  return (
    <div className={classes.plan}>
      <h3>{plan.kind === 'fastest' ? m.fastest : m.most}</h3>
      <p>
        {m.planFacts(plan.items.length, formatPoints(plan.gain, language), formatNumber(plan.effort / 4, language, 2))}
      </p>
      {outlook.canTake &&
        (fresh.length === 0 ? (
          <p className={classes.hint}>{m.allTaken}</p>
        ) : (
          <Button
            className={`${classes.start} dh-no-print`}
            variant={isFirst ? 'filled' : 'default'}
            loading={take.isPending}
            onClick={() => take.mutate(fresh.map(({ id }) => id))}
          >
            {m.take(fresh.length)}
          </Button>
        ))}
      <DataTable
        caption={plan.kind === 'fastest' ? m.fastest : m.most}
        columns={columns}
        rows={plan.items}
        rowKey={(row) => row.id}
        rowLink={(row) => row.link}
      />
    </div>
  );
}

const STATUS = { open: 'in-progress', undone: 'cancelled', done: 'confirmed' } as const;

/** What was taken up to gain points, and how it stands. */
export function TakenUp({ sheetId, outlook }: { readonly sheetId: string; readonly outlook: OutlookView }) {
  const m = useMessages(yearWords);
  const now = useNow();
  const { putBack } = useTakeUp(sheetId, { taken: m.taken, putBack: m.putBackDone });
  const rows = outlook.taken.filter(({ state }) => state !== 'undone');
  if (rows.length === 0) return null;
  return (
    <section className={classes.part} aria-labelledby="par-taken">
      <h2 id="par-taken">{m.takenUp}</h2>
      <ul className={classes.taken}>
        {rows.map((row) => (
          <li key={row.item}>
            <div className={classes.takenWords}>
              <p>
                <PageLink to={row.link}>{row.title}</PageLink>
              </p>
              <p className={classes.hint}>{row.person}</p>
            </div>
            <DueDate dueAt={row.dueAt} now={now} done={row.state === 'done'} />
            <StatusBadge plain status={STATUS[row.state]} label={m.takenState(row.state)} />
            {outlook.canTake && row.state === 'open' && (
              <Button
                className="dh-no-print"
                variant="subtle"
                size="xs"
                aria-label={`${m.putBack}: ${row.title}`}
                loading={putBack.isPending}
                onClick={() => putBack.mutate([row.item])}
              >
                {m.putBack}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
