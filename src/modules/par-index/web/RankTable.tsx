import type { ReactNode } from 'react';
import { Cell, ColumnHeader, Row, RowHeader, Table, TableBody, TableHead } from '#web/components/Table.tsx';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { RankingView } from '../ranking-schema.ts';
import type { Analysis } from './analysis.ts';
import { formatIndex, formatPoints } from './figures.ts';
import classes from './ranking.module.css';
import { rankingWords } from './ranking-words.ts';

type Unit = RankingView['units'][number];

interface RankTableProps {
  readonly units: readonly Unit[];
  /** Undefined while it is being reckoned. */
  readonly analysis: Analysis | undefined;
  /** The unit's name as a link, or whatever else stands for it. */
  readonly nameOf: (unit: Unit) => ReactNode;
  /** Only these are drawn; places and groups stay those of all. */
  readonly shown?: (unit: Unit) => boolean;
}

/** Places with what is uncertain about them: a dot on a thin line, units that cannot be told apart in one bracket. */
export function RankTable({ units, analysis, nameOf, shown = () => true }: RankTableProps) {
  const m = useMessages(rankingWords);
  const language = useLanguage();
  const order = units.map((unit, index) => ({ unit, index })).sort((a, b) => a.unit.rank - b.unit.rank);
  const groups = new Map<number, typeof order>();
  for (const row of order) {
    const group = analysis?.hasNoise ? (analysis.groups[row.index] ?? 1) : 0;
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  const last = units.length;
  const place = (rank: number) => (last <= 1 ? 50 : ((rank - 1) / (last - 1)) * 100);
  return (
    <Table className={classes.ranks}>
      <caption className="dh-visually-hidden">{m.caption}</caption>
      <TableHead>
        <Row>
          <ColumnHeader data-align="end">{m.rank}</ColumnHeader>
          <ColumnHeader>{m.unit}</ColumnHeader>
          <ColumnHeader data-align="end">{m.index}</ColumnHeader>
          <ColumnHeader>{m.className}</ColumnHeader>
          {analysis?.hasNoise && (
            <ColumnHeader className={classes.axis}>
              <span>{m.from(1)}</span>
              <span className="dh-visually-hidden">{m.interval}</span>
              <span>{m.from(last)}</span>
            </ColumnHeader>
          )}
        </Row>
      </TableHead>
      {[...groups].map(([group, rows]) => (
        <TableBody key={group} data-bracket={rows.length > 1 && group > 0 ? true : undefined}>
          {group > 0 && rows.length > 1 && (
            <Row className={classes.groupRow}>
              <RowHeader colSpan={5} scope="rowgroup">
                {m.group(rows.length)}
              </RowHeader>
            </Row>
          )}
          {rows
            .filter(({ unit }) => shown(unit))
            .map(({ unit, index }) => {
              const interval = analysis?.hasNoise ? analysis.intervals[index] : undefined;
              const best = Math.min(interval?.best ?? unit.rank, unit.rank);
              const worst = Math.max(interval?.worst ?? unit.rank, unit.rank);
              return (
                <Row key={unit.sheetId}>
                  <Cell className={classes.rank}>{unit.rank}</Cell>
                  <RowHeader>{nameOf(unit)}</RowHeader>
                  <Cell data-align="end" className={classes.index}>
                    {formatIndex(unit.indexHundredths, language)}
                    <span className={classes.pointsOf}>
                      {formatPoints(unit.total, language)} / {formatPoints(unit.max, language)}
                    </span>
                  </Cell>
                  <Cell className={classes.class}>{unit.className}</Cell>
                  {interval && (
                    <Cell className={classes.range}>
                      <span className={classes.track} aria-hidden="true">
                        <span
                          className={classes.line}
                          style={{ left: `${place(best)}%`, width: `${place(worst) - place(best)}%` }}
                        />
                        <span className={classes.dot} style={{ left: `${place(unit.rank)}%` }} />
                      </span>
                      <span className={classes.rangeWords}>{m.range(best, worst)}</span>
                    </Cell>
                  )}
                </Row>
              );
            })}
        </TableBody>
      ))}
    </Table>
  );
}
