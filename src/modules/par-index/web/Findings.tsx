import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { formatNumber, formatShare } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { type ProposalChange, proposalEffect, type UnitEffect } from '../domain/analysis/proposal-effect.ts';
import { type Finding, THRESHOLDS } from '../domain/analysis/unreasonable.ts';
import type { RankingView } from '../ranking-schema.ts';
import { plainMatrix } from './analysis.ts';
import { formatIndex, formatPlaces } from './figures.ts';
import { Choices } from './InputFields.tsx';
import classes from './ranking.module.css';
import { rankingWords } from './ranking-words.ts';
import { proposalWords } from './proposal-words.ts';
import { useStartProposal } from './use-proposals.ts';
import { useCan } from '#web/session.tsx';

interface FindingsProps {
  readonly ranking: RankingView;
  readonly findings: readonly Finding[];
}

/** The criteria the figures speak against, why, and what a proposal about each would do. */
export function Findings({ ranking, findings }: FindingsProps) {
  const m = useMessages(rankingWords);
  const p = useMessages(proposalWords);
  const mayWrite = useCan()('par-index.manage');
  const start = useStartProposal(ranking.round.id);
  const language = useLanguage();
  const [open, setOpen] = useState<string>();
  const reason = ({ why }: Finding): string =>
    why.kind === 'constant'
      ? m.whyConstant(why.at)
      : why.kind === 'noise'
        ? m.whyNoise(formatShare(why.noiseShare, language, 0))
        : m.whyDuplicate(why.of, formatNumber(why.correlation, language, 3));
  return (
    <section className={classes.part} aria-labelledby="par-findings">
      <h2 id="par-findings">{m.unreasonable}</h2>
      {ranking.units.length < THRESHOLDS.units ? (
        <p>{m.tooFew(THRESHOLDS.units)}</p>
      ) : (
        findings.length === 0 && <p>{m.nothingUnreasonable}</p>
      )}
      {start.isError && <ErrorBox error={start.error} />}
      <ul className={classes.findings}>
        {findings.map((finding) => {
          const { leaf } = finding.diagnosis;
          return (
            <li key={leaf.code}>
              <div className={classes.finding}>
                <div>
                  <p>
                    <strong>
                      {leaf.code} {leaf.name}
                    </strong>
                  </p>
                  <p>{reason(finding)}</p>
                </div>
                <div className={`${classes.findingActs} dh-no-print`}>
                  <Button
                    variant="default"
                    size="xs"
                    aria-expanded={open === leaf.code}
                    onClick={() => setOpen(open === leaf.code ? undefined : leaf.code)}
                  >
                    {open === leaf.code ? m.hideProposal : m.propose}
                  </Button>
                  {mayWrite && (
                    <Button
                      size="xs"
                      variant="default"
                      loading={start.isPending && start.variables === leaf.code}
                      onClick={() => start.mutate(leaf.code)}
                    >
                      {p.draft}
                    </Button>
                  )}
                </div>
              </div>
              {open === leaf.code && <Effect ranking={ranking} code={leaf.code} max={leaf.max} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What dropping a criterion, or halving it, would have done to every unit. */
function Effect({ ranking, code, max }: { ranking: RankingView; code: string; max: number }) {
  const m = useMessages(rankingWords);
  const language = useLanguage();
  const [kind, setKind] = useState('drop');
  const effect = useMemo(() => {
    const { matrix, applicable } = plainMatrix(ranking);
    const change: ProposalChange =
      kind === 'drop' ? { kind: 'drop', leaf: code } : { kind: 'reweight', leaf: code, max: Math.floor(max / 2) };
    return proposalEffect(matrix, change, applicable);
  }, [ranking, code, max, kind]);
  const names = new Map(ranking.units.map((unit) => [unit.sheetId, unit.agency.name]));
  const name = (row: UnitEffect) => names.get(row.unit) ?? '';
  const columns: Column<UnitEffect>[] = [
    { key: 'unit', header: m.unit, width: 'wide', cell: name, sortValue: name, copy: name },
    {
      key: 'before',
      header: m.before,
      align: 'end',
      cell: (row) => row.rank.before,
      sortValue: (row) => row.rank.before,
      copy: (row) => row.rank.before,
    },
    {
      key: 'after',
      header: m.after,
      align: 'end',
      cell: (row) => row.rank.after,
      sortValue: (row) => row.rank.after,
      copy: (row) => row.rank.after,
    },
    {
      key: 'change',
      header: m.change,
      align: 'end',
      cell: (row) => formatPlaces(row.places, language),
      sortValue: (row) => row.places,
      copy: (row) => row.places,
    },
    {
      key: 'index-before',
      header: m.indexBefore,
      align: 'end',
      cell: (row) => formatIndex(row.indexHundredths.before, language),
      copy: (row) => (row.indexHundredths.before ?? 0) / 100,
    },
    {
      key: 'index-after',
      header: m.indexAfter,
      align: 'end',
      cell: (row) => formatIndex(row.indexHundredths.after, language),
      copy: (row) => (row.indexHundredths.after ?? 0) / 100,
    },
  ];
  return (
    <div className={classes.effect}>
      <Choices
        name={`proposal-${code}`}
        label={m.proposal}
        value={kind}
        choices={[
          ['drop', m.proposalDrop],
          ['half', m.proposalHalf],
        ]}
        onChange={setKind}
      />
      <p>
        <strong>{m.effect(effect.moved, effect.units.length, formatNumber(effect.meanPlaces, language, 2))}</strong>{' '}
        {m.withoutBonus}
      </p>
      <DataTable
        caption={m.effectCaption}
        columns={columns}
        rows={effect.units}
        rowKey={(row) => row.unit}
        sort={{ key: 'before', direction: 'asc' }}
      />
    </div>
  );
}
