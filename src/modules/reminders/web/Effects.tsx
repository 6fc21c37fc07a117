import { Sheet } from '#web/components/BesideList.tsx';
import { ShareBar } from '#web/components/charts/ShareBar.tsx';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { useCan } from '#web/session.tsx';
import type { Measures } from '../measure-schema.ts';
import { Count } from './Count.tsx';
import { listAt } from './measure-links.ts';
import { measureWords } from './measure-words.ts';
import classes from './measures.module.css';

type Effect = Measures['effects'][number];

const ORDER: Readonly<Record<Effect['heed'], number>> = { unheeded: 0, heeded: 1, 'too-few': 2 };

/** Which rules are obeyed: those nobody obeys stand first, drawn apart, and say so in words. */
export function Effects({ measures: { effects, days } }: { measures: Measures }) {
  const m = useMessages(measureWords);
  const can = useCan();
  const rows = effects.toSorted(
    (one, other) => ORDER[one.heed] - ORDER[other.heed] || one.acted / one.told - other.acted / other.told,
  );
  const unheeded = rows.filter(({ heed }) => heed === 'unheeded').length;
  const of = ({ policyId, rule }: Effect) => ({ days, policyId, rule });
  const columns: Column<Effect>[] = [
    {
      key: 'rule',
      header: m.rule,
      cell: ({ text, policy, version }) => (
        <span className={classes.rule}>
          {text}
          <span className={classes.label}>{m.version(policy, version)}</span>
        </span>
      ),
      copy: ({ text }) => text,
    },
    {
      key: 'share',
      header: m.effect,
      width: 'wide',
      cell: (row) => (
        <div className={classes.share}>
          <ShareBar part={row.acted} whole={row.told} weak={row.heed === 'unheeded'} />
          <span>
            {m.share(row.acted, row.told)}{' '}
            {row.heed === 'unheeded' && <StatusBadge status="cancelled" label={m.heed(row.heed)} plain />}
            {row.heed === 'too-few' && <span className={classes.label}>{m.heed(row.heed)}</span>}
          </span>
        </div>
      ),
      sortValue: ({ acted, told }) => acted / told,
      copy: ({ acted, told }) => acted / told,
    },
    {
      key: 'acted',
      header: m.acted,
      align: 'end',
      cell: (row) => <Count value={row.acted} to={listAt('acted', of(row))} />,
      sortValue: ({ acted }) => acted,
      copy: ({ acted }) => acted,
    },
    {
      key: 'told',
      header: m.told,
      align: 'end',
      cell: (row) => <Count value={row.told} to={listAt('told', of(row))} />,
      sortValue: ({ told }) => told,
      copy: ({ told }) => told,
    },
    {
      key: 'policy',
      header: m.policy,
      copyOnly: true,
      cell: ({ policy, version }) => m.version(policy, version),
      copy: ({ policy, version }) => m.version(policy, version),
    },
  ];
  return (
    <Sheet title={m.effectCaption}>
      {rows.length > 0 && <p className={classes.quiet}>{m.effectLead}</p>}
      {rows.length > 0 && (
        <p className={unheeded > 0 ? classes.notice : classes.quiet}>
          {unheeded > 0 ? m.unheeded(unheeded) : m.allHeeded}{' '}
          {can('reminders.policies') && <PageLink to="/quan-tri/chinh-sach-nhac">{m.policies}</PageLink>}
        </p>
      )}
      <DataTable
        caption={m.effectCaption}
        columns={columns}
        rows={rows}
        rowKey={({ policyId, rule }) => `${policyId} ${rule}`}
        empty={<EmptyState title={m.noEffect}>{m.noEffectText}</EmptyState>}
      />
    </Sheet>
  );
}
