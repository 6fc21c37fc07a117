import { Button } from '@mantine/core';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, usePageParams } from '#web/navigation.tsx';
import { AnalysisNote } from './AnalysisNote.tsx';
import { DemoStrip } from './DemoStrip.tsx';
import { Diagnosis } from './Diagnosis.tsx';
import { Findings } from './Findings.tsx';
import { Crowding } from './Crowding.tsx';
import { RankHistory } from './RankHistory.tsx';
import { proposalWords } from './proposal-words.ts';
import { useStartProposal } from './use-proposals.ts';
import { useCan } from '#web/session.tsx';
import { INDEX_PLACE, PROPOSALS_PLACE, publicRankingPlace, roundPlace, sheetPlace } from './places.ts';
import { RankTable } from './RankTable.tsx';
import classes from './ranking.module.css';
import { rankingWords } from './ranking-words.ts';
import { useAnalysis } from './use-analysis.ts';
import { useRanking } from './use-par.ts';
import { words } from './words.ts';

/** The ranking of one block with what is uncertain about it, and what the figures say of the criteria. */
export default function RankingPage() {
  const m = useMessages(rankingWords);
  const w = useMessages(words);
  const p = useMessages(proposalWords);
  const { roundId = '' } = usePageParams();
  const ranking = useRanking(roundId);
  const can = useCan();
  const start = useStartProposal(roundId);
  const round = ranking.data?.round;
  const result = useAnalysis(ranking.data, round?.year ?? 0);
  const analysis = result.state === 'ready' ? result.analysis : undefined;
  const noise = ranking.data?.appraisalNoise;
  return (
    <Page
      title={m.ranking}
      breadcrumb={[
        { label: w.index, to: INDEX_PLACE },
        ...(round ? [{ label: round.title, to: roundPlace(round.id) }] : []),
      ]}
      lead={ranking.data && round && `${w.blockOf(round.block)}, ${round.year}. ${m.version(ranking.data.version)}.`}
      secondary={
        round && (
          <>
            <PageLink to={PROPOSALS_PLACE}>{p.proposals}</PageLink>
            {round.state === 'published' && <PageLink to={publicRankingPlace(round.id)}>{m.openPublic}</PageLink>}
            <Button variant="default" leftSection={<Icon name="print" size={16} />} onClick={() => window.print()}>
              {m.print}
            </Button>
          </>
        )
      }
    >
      <DemoStrip label={round?.label} />
      {ranking.isPending && <Loading lines={8} />}
      {ranking.isError && !ranking.data && <ErrorBox error={ranking.error} retry={() => void ranking.refetch()} />}
      {ranking.data && (
        <div className={classes.stack}>
          <section className={classes.part} aria-label={m.caption}>
            <AnalysisNote result={result} />
            {analysis?.hasNoise && <p className={classes.note}>{noise ? m.noise(noise.pairs) : m.noPairs}</p>}
            <RankTable
              units={ranking.data.units}
              analysis={analysis}
              nameOf={(unit) => <PageLink to={sheetPlace(unit.sheetId)}>{unit.agency.name}</PageLink>}
            />
          </section>
          {analysis && <RankHistory ranking={ranking.data} analysis={analysis} />}
          {start.isError && <ErrorBox error={start.error} />}
          {analysis && <Findings ranking={ranking.data} findings={analysis.findings} />}
          {analysis && (
            <Diagnosis
              diagnoses={analysis.diagnoses}
              nameOf={(unit) => ranking.data.units.find(({ sheetId }) => sheetId === unit)?.agency.name ?? ''}
              onPropose={can('par-index.manage') ? (leaf) => start.mutate(leaf) : undefined}
            />
          )}
          <Crowding roundId={roundId} />
        </div>
      )}
    </Page>
  );
}
