import { Button } from '@mantine/core';
import { Control, Damage } from './Causes.tsx';
import { historyWords } from './history-words.ts';
import { proposalWords } from './proposal-words.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { formatNumber, formatShare } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { LeafDiagnosis } from '../domain/analysis/diagnostics.ts';
import classes from './ranking.module.css';
import { rankingWords } from './ranking-words.ts';

/** How many criteria the picture of weights shows. */
const SHOWN = 12;

/** What the figures say of each criterion: a picture of weights, and the table behind it. */
interface DiagnosisProps {
  readonly diagnoses: readonly LeafDiagnosis[];
  readonly nameOf: (unit: string) => string;
  /** Begins a proposal on a criterion; left out for those who may not. */
  readonly onPropose: ((leaf: string) => void) | undefined;
}

export function Diagnosis({ diagnoses, nameOf, onPropose }: DiagnosisProps) {
  const h = useMessages(historyWords);
  const p = useMessages(proposalWords);
  const m = useMessages(rankingWords);
  const language = useLanguage();
  const share = (value: number | undefined) => (value === undefined ? '—' : formatShare(value, language, 1));
  const columns: Column<LeafDiagnosis>[] = [
    {
      key: 'leaf',
      header: m.criterion,
      width: 'wide',
      cell: ({ leaf }) => `${leaf.code} ${leaf.name}`,
      copy: ({ leaf }) => `${leaf.code} ${leaf.name}`,
    },
    {
      key: 'damage',
      header: m.damage,
      align: 'end',
      cell: (row) => m.places(formatNumber(row.rankDamage, language, 2)),
      sortValue: (row) => row.rankDamage,
      copy: (row) => row.rankDamage,
    },
    {
      key: 'discrimination',
      header: m.discrimination,
      align: 'end',
      cell: (row) => (row.itemRest === undefined ? m.constant : formatNumber(row.itemRest, language, 2)),
      sortValue: (row) => row.itemRest,
      copy: (row) => row.itemRest ?? '',
    },
    {
      key: 'nominal',
      header: m.nominal,
      align: 'end',
      cell: (row) => share(row.nominalWeight),
      sortValue: (row) => row.nominalWeight,
      copy: (row) => row.nominalWeight,
    },
    {
      key: 'effective',
      header: m.effective,
      align: 'end',
      cell: (row) => share(row.effectiveWeight),
      sortValue: (row) => row.effectiveWeight,
      copy: (row) => row.effectiveWeight,
    },
    {
      key: 'noise',
      header: m.noiseShare,
      align: 'end',
      cell: (row) => share(row.noiseShare),
      sortValue: (row) => row.noiseShare,
      copy: (row) => row.noiseShare ?? '',
    },
    {
      key: 'max',
      header: m.atMax,
      align: 'end',
      cell: (row) => share(row.shareAtMax),
      sortValue: (row) => row.shareAtMax,
      copy: (row) => row.shareAtMax,
    },
    {
      key: 'control',
      header: m.control,
      cell: ({ leaf }) => (leaf.controllable === null ? h.unknown : leaf.controllable ? m.yes : m.no),
      copy: ({ leaf }) => (leaf.controllable === null ? '' : leaf.controllable ? m.yes : m.no),
    },
    {
      key: 'twin',
      header: m.twin,
      cell: ({ twin }) => (twin ? `${twin.code} (${formatNumber(twin.correlation, language, 2)})` : '—'),
      sortValue: ({ twin }) => twin?.correlation,
      copy: ({ twin }) => twin?.code ?? '',
    },
    ...(onPropose
      ? [
          {
            key: 'propose',
            header: p.draft,
            cell: ({ leaf }: LeafDiagnosis) => (
              <Button
                variant="subtle"
                size="compact-xs"
                aria-label={p.draftOf(leaf.code)}
                onClick={() => onPropose(leaf.code)}
              >
                {p.draftShort}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <section className={classes.part} aria-labelledby="par-criteria">
      <h2 id="par-criteria">{m.criteria}</h2>
      <Damage diagnoses={diagnoses} nameOf={nameOf} />
      <Weights diagnoses={diagnoses} />
      <Control diagnoses={diagnoses} />
      <p className={classes.note}>{m.columnsHint}</p>
      <DataTable
        caption={m.criteriaCaption}
        columns={columns}
        rows={diagnoses}
        rowKey={({ leaf }) => leaf.code}
        sort={{ key: 'damage', direction: 'desc' }}
      />
    </section>
  );
}

/** Two marks on one line for each criterion: what the table says it weighs, and what it weighs. */
function Weights({ diagnoses }: { readonly diagnoses: readonly LeafDiagnosis[] }) {
  const m = useMessages(rankingWords);
  const language = useLanguage();
  const gap = (row: LeafDiagnosis) => Math.abs(row.effectiveWeight - row.nominalWeight);
  const rows = [...diagnoses].sort((a, b) => gap(b) - gap(a)).slice(0, SHOWN);
  const low = Math.min(0, ...rows.map((row) => row.effectiveWeight));
  const high = Math.max(0.01, ...rows.map((row) => Math.max(row.effectiveWeight, row.nominalWeight)));
  const at = (value: number) => ((value - low) / (high - low)) * 100;
  return (
    <figure className={classes.weights}>
      <figcaption>
        <strong>{m.weights}</strong>
        <span className={classes.note}>{m.weightsHint}</span>
      </figcaption>
      <ul>
        {rows.map((row) => {
          const [from, to] = [at(row.nominalWeight), at(row.effectiveWeight)];
          return (
            <li key={row.leaf.code}>
              <span className={classes.weightName}>
                {row.leaf.code} {row.leaf.name}
              </span>
              <span className={classes.track} aria-hidden="true">
                <span className={classes.zero} style={{ left: `${at(0)}%` }} />
                <span
                  className={classes.line}
                  style={{ left: `${Math.min(from, to)}%`, width: `${Math.abs(to - from)}%` }}
                />
                <span className={classes.ring} style={{ left: `${from}%` }} />
                <span className={classes.dot} style={{ left: `${to}%` }} />
              </span>
              <span className={classes.rangeWords}>
                {m.weightRow(
                  formatShare(row.nominalWeight, language, 1),
                  formatShare(row.effectiveWeight, language, 1),
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </figure>
  );
}
