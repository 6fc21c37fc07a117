import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, usePageParams } from '#web/navigation.tsx';
import type { MatterView } from '../schema.ts';
import classes from './integrations.module.css';
import { words } from './words.ts';

/** A matter of another application: what is owed, and where the button leads, before anybody leaves this program. */
export default function MatterPage() {
  const m = useMessages(words);
  const { source = '', key = '' } = usePageParams();
  const matter = useQuery({
    queryKey: ['integrations', 'matter', source, key],
    queryFn: ({ signal }) =>
      getJson<MatterView>(`/api/external-matters/${source}/${encodeURIComponent(key)}`, { signal }),
  });
  return (
    <Page
      title={matter.data?.title ?? m.title}
      breadcrumb={[{ label: m.myWork, to: '/' }]}
      lead={matter.data && matter.data.state !== 'open' && m.closed}
      width="reading"
    >
      {matter.isPending && <Loading />}
      {matter.isError && <ErrorBox error={matter.error} retry={() => void matter.refetch()} />}
      {matter.isSuccess && <Matter matter={matter.data} />}
    </Page>
  );
}

function Matter({ matter }: { matter: MatterView }) {
  const m = useMessages(words);
  return (
    <div className={classes.stack}>
      {matter.url !== null && matter.host !== null ? (
        <div className={classes.stack}>
          <p>{m.leads(matter.host)}</p>
          <Button component="a" href={matter.url} rel="noopener noreferrer" target="_blank">
            {m.external(matter.application)}
          </Button>
        </div>
      ) : (
        <p>{m.noPage}</p>
      )}
      <Sheet title={m.why}>
        {matter.explanation.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <PageLink to={`/nhac-viec/moc/${matter.obligationId}`}>{m.plan}</PageLink>
      </Sheet>
    </div>
  );
}
