import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { useCan } from '#web/session.tsx';
import type { Overview } from '../schema.ts';
import { AgencyTable } from './AgencyTable.tsx';
import { LateBars } from './LateBars.tsx';
import { LongestOverdue } from './LongestOverdue.tsx';
import { OverviewFigures } from './OverviewFigures.tsx';
import classes from './overview.module.css';
import { RateFigures } from './RateFigures.tsx';
import { WeekChart } from './WeekChart.tsx';
import { words } from './words.ts';

/** Tổng quan: what is late, with whom, whom to call; then how it has gone. */
export default function OverviewPage() {
  const m = useMessages(words);
  const can = useCan();
  const overview = useQuery({
    queryKey: ['directives', 'overview'],
    queryFn: ({ signal }) => getJson<Overview>('/api/overview', { signal }),
  });
  const { data } = overview;
  return (
    <Page title={m.overview} lead={data && m.overviewLead(formatMoment(data.asOf))}>
      {overview.isPending && <Loading lines={6} />}
      {overview.isError && !data && <ErrorBox error={overview.error} retry={() => void overview.refetch()} />}
      {data &&
        (data.agencies.length === 0 ? (
          <EmptyState
            title={m.overviewEmpty}
            action={can('notices.read') && <PageLink to="/van-ban">{m.toDocuments}</PageLink>}
          >
            {m.overviewEmptyText}
          </EmptyState>
        ) : (
          <Full overview={data} />
        ))}
    </Page>
  );
}

function Full({ overview }: { overview: Overview }) {
  const m = useMessages(words);
  const { notCounted } = overview;
  const outside = notCounted.doneLate + notCounted.doneOnTime + notCounted.openInTime + notCounted.openOverdue;
  return (
    <div className={classes.overview}>
      <OverviewFigures overview={overview} />
      <div className={classes.halves}>
        <div className={classes.column}>
          <LongestOverdue overview={overview} />
          <WeekChart overview={overview} />
        </div>
        <div className={classes.column}>
          <LateBars overview={overview} />
          <RateFigures rates={overview.rates} original={overview.original} />
        </div>
      </div>
      <AgencyTable agencies={overview.agencies} />
      {outside > 0 && <p className={classes.remark}>{m.notCounted(outside)}</p>}
    </div>
  );
}
