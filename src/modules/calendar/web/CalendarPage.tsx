import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '#web/api.ts';
import { Figure } from '#web/components/BesideList.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { AgencyPicker, type PickOption } from '#web/components/SearchPicker.tsx';
import { dayOf } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import { useCan, useNow } from '#web/session.tsx';
import type { YearView } from '../schema.ts';
import { AddDay } from './AddDay.tsx';
import classes from './calendar.module.css';
import { DayTable } from './DayTable.tsx';
import { HoursSheet } from './HoursSheet.tsx';
import { searchAgencies } from './search-agencies.ts';
import { TryDue } from './TryDue.tsx';
import { words } from './words.ts';

/** Lịch làm việc: a year's days off, make-up days and hours, of the province or of one agency. */
export default function CalendarPage() {
  const m = useMessages(words);
  const can = useCan();
  const now = useNow();
  const asked = useSearchParams()['nam'] ?? '';
  const year = /^(19|20|21)\d\d$/.test(asked) ? Number(asked) : Number((dayOf(now) ?? now).slice(0, 4));
  const [agency, setAgency] = useState<PickOption | null>(null);
  const calendar = useQuery({
    queryKey: ['calendar', 'year', year, agency?.id],
    queryFn: ({ signal }) =>
      getJson<YearView>(`/api/calendar/year/${year}${stringifySearch({ agencyId: agency?.id })}`, { signal }),
  });
  return (
    <Page title={`${m.title} ${year}`} lead={m.lead} action={can('calendar.manage') && <AddDay />}>
      <div className={classes.top}>
        <AgencyPicker
          name="agency"
          label={m.whose}
          description={m.whoseHelp}
          value={agency}
          onChange={setAgency}
          search={searchAgencies}
        />
        <nav className={classes.years} aria-label={m.title}>
          <PageLink to={`/quan-tri/lich?nam=${year - 1}`}>{m.previousYear(year - 1)}</PageLink>
          <PageLink to={`/quan-tri/lich?nam=${year + 1}`}>{m.nextYear(year + 1)}</PageLink>
        </nav>
      </div>
      {calendar.isPending && <Loading />}
      {calendar.isError && <ErrorBox error={calendar.error} retry={() => void calendar.refetch()} />}
      {calendar.isSuccess && <Year view={calendar.data} mayChange={can('calendar.manage')} />}
      <div className={classes.sheets}>
        {calendar.isSuccess && <HoursSheet hours={calendar.data.hours} />}
        <TryDue agencyId={agency?.id} />
      </div>
    </Page>
  );
}

function Year({ view, mayChange }: { view: YearView; mayChange: boolean }) {
  const m = useMessages(words);
  const off = view.days.filter(({ kind }) => kind !== 'make-up').length;
  return (
    <>
      {view.hasData ? (
        <div className={classes.figures}>
          <Figure value={view.workingDays} label={m.workingDays} />
          <Figure value={off} label={m.daysOff} />
          <Figure value={view.days.length - off} label={m.makeUpDays} />
        </div>
      ) : (
        <EmptyState title={m.noData(view.year)}>{m.noDataText}</EmptyState>
      )}
      {view.days.length > 0 && <DayTable year={view.year} days={view.days} mayChange={mayChange} />}
    </>
  );
}
