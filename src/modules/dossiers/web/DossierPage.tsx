import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { usePageParams } from '#web/navigation.tsx';
import classes from './dossier.module.css';
import { DossierView } from './DossierView.tsx';
import { useDossier } from './use-dossier.ts';
import { words } from './words.ts';

/** One dossier on a page of its own: where reminders, receipts and reports lead. */
export default function DossierPage() {
  const m = useMessages(words);
  const { id = '' } = usePageParams();
  const dossier = useDossier(id);
  const { data } = dossier;
  return (
    <Page
      title={<span className={classes.title}>{data?.procedureName ?? m.dossiers}</span>}
      documentTitle={data ? (data.code ?? data.procedureName) : m.dossiers}
      breadcrumb={[{ label: m.dossiers, to: '/ho-so' }]}
    >
      {dossier.isPending && <Loading lines={6} />}
      {dossier.isError && !data && <ErrorBox error={dossier.error} retry={() => void dossier.refetch()} />}
      {data && <h2 className="dh-visually-hidden">{m.detail}</h2>}
      {data && <DossierView key={id} dossier={data} />}
    </Page>
  );
}
