import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { formatDay } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { stringifySearch } from '#web/search-params.ts';
import { useCan } from '#web/session.tsx';
import type { AgencyDetail } from '../schema.ts';
import { kindName, levelName, periodOf } from './agency-text.ts';
import { AgencyHistory } from './AgencyHistory.tsx';
import { AgencyPeople } from './AgencyPeople.tsx';
import classes from './org.module.css';
import { Unverified } from './Unverified.tsx';
import { words } from './words.ts';

/** Everything about one agency on a day. */
export function useAgency(id: string, on: string) {
  return useQuery({
    queryKey: ['org', 'agency', id, on],
    queryFn: ({ signal }) => getJson<AgencyDetail>(`/api/org/agencies/${id}${stringifySearch({ on })}`, { signal }),
  });
}

interface AgencyViewProps {
  readonly id: string;
  readonly on: string;
  /** The list without this agency: where "Đóng" leads. */
  readonly closeTo: string;
  /** The list with another agency beside it. */
  readonly linkTo: (id: string) => string;
}

/** One agency beside the list it was chosen from. */
export function AgencyView({ id, on, closeTo, linkTo }: AgencyViewProps) {
  const m = useMessages(words);
  const detail = useAgency(id, on);
  if (detail.isPending) return <Loading />;
  if (detail.isError) return <ErrorBox error={detail.error} retry={detail.refetch} />;
  const { agency, parents } = detail.data;
  return (
    <div className={classes.detail}>
      <header className={classes.detailHead}>
        <div>
          {parents.length > 0 && (
            <p className={classes.path}>
              {parents.map((parent, index) => (
                <span key={parent.id}>
                  {index > 0 && <span aria-hidden="true"> / </span>}
                  <PageLink to={linkTo(parent.id)}>{parent.name}</PageLink>
                </span>
              ))}
            </p>
          )}
          <h2>
            {agency.name} <Unverified verified={agency.verified} />
          </h2>
          <p className={classes.standing}>
            <Standing detail={detail.data} />
          </p>
        </div>
        <div className={classes.headLinks}>
          <PageLink to={`/co-quan/${agency.id}?ngay=${on}`}>{m.openPage}</PageLink>
          <PageLink to={closeTo}>{m.close}</PageLink>
        </div>
      </header>
      <AgencySheets detail={detail.data} linkTo={linkTo} />
    </div>
  );
}

interface AgencySheetsProps {
  readonly detail: AgencyDetail;
  readonly linkTo: (id: string) => string;
}

/** What an agency is, who is there, what stands under it, how it came about and what became of it. */
export function AgencySheets({ detail, linkTo }: AgencySheetsProps) {
  const m = useMessages(words);
  const can = useCan();
  return (
    <div className={classes.detail}>
      <Sheet>
        <Facts detail={detail} />
        {can('org.manage') && detail.inForce && (
          <p className={classes.manage}>
            <PageLink to={`/quan-tri/co-quan?co-quan=${detail.agency.id}`}>{m.manage}</PageLink>
          </p>
        )}
      </Sheet>
      <Sheet title={m.people}>
        <AgencyPeople posts={detail.posts} sections={detail.sections} />
      </Sheet>
      {detail.children.length > 0 && (
        <Sheet title={`${m.children} (${detail.children.length})`}>
          <ul className={classes.plainList}>
            {detail.children.map((child) => (
              <li key={child.id}>
                <PageLink to={linkTo(child.id)}>{child.name}</PageLink> <Unverified verified={child.verified} />
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      <AgencyHistory detail={detail} linkTo={linkTo} />
    </div>
  );
}

/** Whether it exists on the day, in a word and a shape. */
export function Standing({ detail }: { readonly detail: AgencyDetail }) {
  const m = useMessages(words);
  const { agency, on } = detail;
  if (detail.inForce) return <StatusBadge status="received" label={m.inForce} plain />;
  if (agency.validFrom && agency.validFrom > on)
    return <StatusBadge status="new" label={m.notYet(formatDay(agency.validFrom))} plain />;
  return <StatusBadge status="cancelled" label={m.ended(formatDay(agency.validTo ?? on))} plain />;
}

function Facts({ detail }: { readonly detail: AgencyDetail }) {
  const m = useMessages(words);
  const language = useLanguage();
  const { agency } = detail;
  // What history tells of a day still ahead is not said of the agency as it stands.
  const isAhead =
    agency.validTo !== null && agency.validTo >= detail.on && detail.changes.every((one) => one.kind === 'add');
  const period = periodOf(isAhead ? { ...agency, validTo: null } : agency, m);
  const verified = { A: m.verifiedA, B: m.verifiedB, C: m.verifiedC, D: m.verifiedD }[agency.verified];
  const rows: (readonly [string, ReactNode])[] = [
    [m.parent, agency.parentName ?? (agency.kind === 'nganh_doc' ? m.centralLine : m.topLevel)],
    [m.kind, kindName(agency.kind, language)],
    [m.level, levelName(agency.level, language)],
    [m.period, agency.toPrecision === 'assumed' && !isAhead ? `${period} (${m.assumed})` : period],
    ...(agency.shortNames.length > 0 ? [[m.shortNames, agency.shortNames.join('; ')] as const] : []),
    ...(agency.docSymbol ? [[m.symbol, agency.docSymbol] as const] : []),
    ...(agency.unitName ? [[m.territory, agency.unitName] as const] : []),
    [m.sources, verified],
  ];
  return (
    <>
      <dl className={classes.facts}>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {agency.note && <p className={classes.note}>{agency.note}</p>}
    </>
  );
}
