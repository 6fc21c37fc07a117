import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { searchKey } from '#kernel/vietnamese.ts';
import { getJson } from '#web/api.ts';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatDay } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { usePageParams } from '#web/navigation.tsx';
import type { PublicRanking } from '../public-schema.ts';
import { AnalysisNote } from './AnalysisNote.tsx';
import { DemoStrip } from './DemoStrip.tsx';
import { formatIndex, formatPoints } from './figures.ts';
import { PublishedRankings } from './PublishedRankings.tsx';
import { RankTable } from './RankTable.tsx';
import classes from './ranking.module.css';
import { rankingWords } from './ranking-words.ts';
import { useAnalysis } from './use-analysis.ts';
import { words } from './words.ts';

/** A published ranking as a citizen reads it, without signing in. */
export default function PublicRankingPage() {
  const m = useMessages(rankingWords);
  const w = useMessages(words);
  const { roundId = '' } = usePageParams();
  const ranking = useQuery({
    queryKey: ['par-index', 'public-ranking', roundId],
    queryFn: ({ signal }) => getJson<PublicRanking>(`/api/public/par/rankings/${roundId}`, { signal }),
  });
  const round = ranking.data?.round;
  return (
    <Page title={round?.title ?? m.publicTitle} lead={round && m.publicLead(w.blockOf(round.block), round.year)}>
      <DemoStrip label={round?.label} />
      {ranking.isPending && <Loading lines={8} />}
      {ranking.isError && !ranking.data && <ErrorBox error={ranking.error} retry={() => void ranking.refetch()} />}
      {ranking.data && <PublicView ranking={ranking.data} />}
    </Page>
  );
}

function PublicView({ ranking }: { readonly ranking: PublicRanking }) {
  const m = useMessages(rankingWords);
  const [find, setFind] = useState('');
  const { round, units } = ranking;
  const result = useAnalysis(ranking, round.year);
  // Kept here: the rows are drawn anew in their groups once the analysis has come, and what was opened stays open.
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const foldOf = (name: string): FoldState => ({
    isOpen: opened.has(name),
    turn: (isOpen) =>
      setOpened((before) => new Set([...[...before].filter((one) => one !== name), ...(isOpen ? [name] : [])])),
  });
  const key = searchKey(find);
  const fits = (name: string) => searchKey(name).includes(key);
  const on = round.publishedAt ? formatDay(round.publishedAt) : '';
  return (
    <div className={classes.stack}>
      <p>
        {round.decision ? m.decidedBy(round.decision, on) : m.publishedOn(on)} {m.cutOff(formatDay(round.cutOffOn))}
      </p>
      <TextInput
        className={`${classes.find} dh-no-print`}
        label={m.findUnit}
        value={find}
        onChange={(event) => setFind(event.currentTarget.value)}
      />
      {units.some(({ agency }) => fits(agency.name)) ? (
        <RankTable
          units={units}
          analysis={result.state === 'ready' ? result.analysis : undefined}
          shown={({ agency }) => fits(agency.name)}
          nameOf={(unit) => (
            <>
              {unit.agency.name}
              <Fields ranking={ranking} sheetId={unit.sheetId} fold={foldOf(`fields ${unit.sheetId}`)} />
              <Earlier ranking={ranking} agencyId={unit.agency.id} fold={foldOf(`earlier ${unit.sheetId}`)} />
            </>
          )}
        />
      ) : (
        <output>{m.noUnit}</output>
      )}
      <AnalysisNote result={result} />
      <section className={classes.part} aria-labelledby="par-other-rankings">
        <h2 id="par-other-rankings">{m.otherRankings}</h2>
        <PublishedRankings own={round.id} />
      </section>
    </div>
  );
}

interface FoldState {
  readonly isOpen: boolean;
  readonly turn: (isOpen: boolean) => void;
}

/** More about a unit, opened on asking. */
function Fold({ label, fold, children }: { label: string; fold: FoldState; children: ReactNode }) {
  return (
    <details
      className={`${classes.fields} dh-no-print`}
      open={fold.isOpen}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== fold.isOpen) fold.turn(currentTarget.open);
      }}
    >
      <summary>{label}</summary>
      {children}
    </details>
  );
}

/** The points of one unit by field, opened on asking. */
function Fields({ ranking, sheetId, fold }: { ranking: PublicRanking; sheetId: string; fold: FoldState }) {
  const m = useMessages(rankingWords);
  const language = useLanguage();
  const row = ranking.units.findIndex((unit) => unit.sheetId === sheetId);
  const sums = ranking.fields.map((field) => {
    let points = 0;
    let max = 0;
    for (const [column, leaf] of ranking.leaves.entries()) {
      if (leaf.code !== field.code && !leaf.code.startsWith(`${field.code}.`)) continue;
      const given = ranking.points[row]?.[column];
      if (given === null || given === undefined) continue;
      points += given;
      max += leaf.max;
    }
    return { field, points, max };
  });
  return (
    <Fold label={m.fieldsShort} fold={fold}>
      <ul aria-label={m.byField(ranking.units[row]?.agency.name ?? '')}>
        {sums.map(({ field, points, max }) => (
          <li key={field.code}>
            <span>{field.name}</span>
            <span className={classes.nowrap}>
              {m.ofMax(formatPoints(points, language), formatPoints(max, language))}
            </span>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

/** How one unit stood in the years before, opened on asking; a year of another table is said to be one. */
function Earlier({ ranking, agencyId, fold }: { ranking: PublicRanking; agencyId: string; fold: FoldState }) {
  const m = useMessages(rankingWords);
  const language = useLanguage();
  const years = ranking.earlier.flatMap(({ year, sameTable, units }) => {
    const unit = units.find((one) => one.agencyId === agencyId);
    return unit ? [{ year, sameTable, unit }] : [];
  });
  if (years.length === 0) return null;
  const others = years.filter(({ sameTable }) => !sameTable).map(({ year }) => year);
  return (
    <Fold label={m.earlierShort} fold={fold}>
      <ul>
        {years.map(({ year, unit }) => (
          <li key={year}>
            <span>{year}</span>
            <span className={classes.nowrap}>
              {m.placeThen(unit.rank, formatIndex(unit.indexHundredths, language), unit.className)}
            </span>
          </li>
        ))}
      </ul>
      {others.length > 0 && <p className={classes.note}>{m.otherTable(others.join(', '))}</p>}
    </Fold>
  );
}
