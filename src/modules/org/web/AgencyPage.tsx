import { isLocalDate } from '#kernel/local-date.ts';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { dayOf } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { usePageParams } from '#web/navigation.tsx';
import { useSearchParams } from '#web/search-params.ts';
import { useNow } from '#web/session.tsx';
import { AgencySheets, Standing, useAgency } from './AgencyView.tsx';
import { Unverified } from './Unverified.tsx';
import { words } from './words.ts';

/** One agency at an address of its own: what other pages link to. */
export default function AgencyPage() {
  const m = useMessages(words);
  const { id = '' } = usePageParams();
  const asked = useSearchParams()['ngay'] ?? '';
  const now = useNow();
  const on = isLocalDate(asked) ? asked : (dayOf(now) ?? '');
  const agency = useAgency(id, on);
  const linkTo = (other: string) => `/co-quan/${other}?ngay=${on}`;
  const list = { label: m.title, to: `/co-quan?ngay=${on}&co-quan=${id}` };
  if (!agency.isSuccess)
    return (
      <Page title={m.title} breadcrumb={[list]} width="reading">
        {agency.isPending ? <Loading /> : <ErrorBox error={agency.error} retry={agency.refetch} />}
      </Page>
    );
  const { data } = agency;
  return (
    <Page
      title={data.agency.name}
      breadcrumb={[list, ...data.parents.map((parent) => ({ label: parent.name, to: linkTo(parent.id) }))]}
      lead={
        <>
          <Standing detail={data} /> <Unverified verified={data.agency.verified} />
        </>
      }
      width="reading"
    >
      <AgencySheets detail={data} linkTo={linkTo} />
    </Page>
  );
}
