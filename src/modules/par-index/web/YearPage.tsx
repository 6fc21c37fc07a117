import { useState } from 'react';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { usePageParams } from '#web/navigation.tsx';
import { DemoStrip } from './DemoStrip.tsx';
import { ForecastPart } from './ForecastPart.tsx';
import { GainPart, TakenUp } from './GainPart.tsx';
import { LivePart } from './LivePart.tsx';
import { MissingPart } from './MissingPart.tsx';
import { INDEX_PLACE, roundPlace, sheetPlace } from './places.ts';
import { useSheet } from './use-par.ts';
import { useForesight, useOutlook } from './use-year.ts';
import { words } from './words.ts';
import classes from './year.module.css';
import { yearWords } from './year-words.ts';

/** A unit's year while it runs: the forecast, what would gain points, the figures behind it, evidence still missing. */
export default function YearPage() {
  const m = useMessages(yearWords);
  const w = useMessages(words);
  const { id = '' } = usePageParams();
  const [people, setPeople] = useState(1);
  const sheet = useSheet(id);
  const round = sheet.data?.round;
  const outlook = useOutlook(id, people);
  const foresight = useForesight(id);
  const view = outlook.data;
  return (
    <Page
      title={m.title}
      breadcrumb={[
        { label: w.index, to: INDEX_PLACE },
        ...(round ? [{ label: round.title, to: roundPlace(round.id) }] : []),
        ...(sheet.data ? [{ label: sheet.data.agency.name, to: sheetPlace(id) }] : []),
      ]}
      lead={
        view && (
          <span>
            {m.cutOff(formatDay(view.cutOffOn))}, {m.daysLeft(view.workingDays)}
          </span>
        )
      }
    >
      <DemoStrip label={round?.label} />
      <div className={classes.stack}>
        {outlook.isPending && <Loading lines={8} />}
        {outlook.isError && !view && <ErrorBox error={outlook.error} retry={() => void outlook.refetch()} />}
        {view && (
          <>
            <ForecastPart forecast={view.forecast} />
            <GainPart sheetId={id} outlook={view} people={people} onPeople={setPeople} />
            <TakenUp sheetId={id} outlook={view} />
            <LivePart sheetId={id} live={view.live} />
          </>
        )}
        {foresight.isError && <ErrorBox error={foresight.error} retry={() => void foresight.refetch()} />}
        {foresight.data && round?.state === 'self-scoring' && <MissingPart sheetId={id} foresight={foresight.data} />}
      </div>
    </Page>
  );
}
