import { Button } from '@mantine/core';
import { useState } from 'react';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { formatMoment, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { ValueView } from '../sheets-schema.ts';
import { formatDifference, formatPoints } from './figures.ts';
import { inOrder, type SheetLeaf } from './leaf-state.ts';
import { inputWords } from './rule-words.ts';
import { LiveThings } from './LiveThings.tsx';
import classes from './sheet.module.css';
import { sheetWords } from './sheet-words.ts';
import { useHistory } from './use-par.ts';

interface TrailProps {
  readonly sheetId: string;
  readonly item: SheetLeaf;
}

/** What was given on a leaf, step by step, with the difference from the step before; every change on asking. */
export function Trail({ sheetId, item }: TrailProps) {
  const m = useMessages(sheetWords);
  const [wanted, setWanted] = useState(false);
  const history = useHistory(sheetId, item.leaf.code, wanted);
  const values = inOrder(item.view.values);
  if (values.length === 0) return <p className={classes.hint}>{m.nothingGiven}</p>;
  return (
    <div className={classes.trailFrame}>
      <ValueTable sheetId={sheetId} caption={m.given} values={values} item={item} isHistory={false} />
      {!wanted && (
        <Button variant="subtle" size="xs" className={classes.start ?? ''} onClick={() => setWanted(true)}>
          {m.history}
        </Button>
      )}
      {wanted && history.isPending && <Loading lines={3} />}
      {history.isError && <ErrorBox error={history.error} retry={() => void history.refetch()} />}
      {history.data && (
        <>
          <h3>{m.historyOf}</h3>
          <ValueTable sheetId={sheetId} caption={m.historyOf} values={history.data.values} item={item} isHistory />
        </>
      )}
    </div>
  );
}

interface ValueTableProps {
  readonly sheetId: string;
  readonly caption: string;
  readonly values: readonly ValueView[];
  readonly item: SheetLeaf;
  readonly isHistory: boolean;
}

function ValueTable(props: ValueTableProps) {
  const { sheetId, caption, values, item, isHistory } = props;
  const m = useMessages(sheetWords);
  const language = useLanguage();
  return (
    <table className={classes.trail}>
      <caption className="dh-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{m.stage}</th>
          <th scope="col" data-align="end">
            {m.points}
          </th>
          <th scope="col">{m.figures}</th>
        </tr>
      </thead>
      <tbody>
        {values.map((value, index) => {
          const before = isHistory ? undefined : lastPoints(values.slice(0, index));
          const change = before === undefined || value.points === null ? 0 : value.points - before;
          return (
            <tr key={value.id}>
              <th scope="row">{m[value.stage]}</th>
              <td data-align="end">
                {value.points === null
                  ? value.input?.type === 'not-applicable'
                    ? m.notApplicable
                    : '—'
                  : formatPoints(value.points, language)}
                {change !== 0 && <div className={classes.change}>{formatDifference(change, language)}</div>}
              </td>
              <td>
                <p>{inputWords(value.input, item.leaf, language)}</p>
                {value.reason && <p className={classes.reason}>{value.reason}</p>}
                {value.measure && (
                  <p className={classes.hint}>
                    {m.measured(
                      formatNumber(value.measure.numerator, language, 0),
                      value.measure.denominator === null ? '—' : formatNumber(value.measure.denominator, language, 0),
                      formatMoment(value.measure.asOf),
                    )}
                    {!value.measure.isComplete && ` ${m.incomplete} ${value.measure.remarks.join('; ')}`}
                  </p>
                )}
                {/* The newest value alone: older ones are told by their figures. */}
                {value.measure && value.stage === 'live' && !isHistory && (
                  <LiveThings
                    sheetId={sheetId}
                    leaf={value.leaf}
                    count={new Set([...value.measure.numeratorIds, ...value.measure.denominatorIds]).size}
                    kept
                  />
                )}
                <p className={classes.hint}>
                  {m.why(value.author, formatMoment(value.at))}
                  {value.evidence.length > 0 &&
                    `; ${value.stage === 'self' || value.stage === 'explanation' ? m.withEvidence(value.evidence.length) : m.seenEvidence(value.evidence.length)}`}
                </p>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The points before a step: explanations without points are passed over. */
function lastPoints(values: readonly ValueView[]): number | undefined {
  return (
    values.findLast(({ points, stage }) => points !== null && stage !== 'live' && stage !== 'blind')?.points ??
    undefined
  );
}
