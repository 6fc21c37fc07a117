import { useEffect, useRef } from 'react';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { Search } from '#web/search-params.ts';
import { DossierView } from './DossierView.tsx';
import { withFilters } from './dossier-filters.ts';
import classes from './queue.module.css';
import { useDossier } from './use-dossier.ts';
import { words } from './words.ts';

interface DossierBesideProps {
  readonly id: string;
  readonly search: Search;
  readonly onMovedOn: () => void;
  readonly onUndone: (id: string) => void;
}

/** The dossier open beside the list; whoever comes to it is brought to its title. */
export function DossierBeside({ id, search, onMovedOn, onUndone }: DossierBesideProps) {
  const m = useMessages(words);
  const dossier = useDossier(id);
  const title = useRef<HTMLHeadingElement>(null);
  const isHere = dossier.data !== undefined;
  useEffect(() => {
    if (isHere) title.current?.focus({ preventScroll: true });
  }, [isHere]);
  return (
    <div className={classes.beside}>
      <div className={`${classes.besideHead} dh-no-print`}>
        <PageLink to={`/ho-so/${id}`} className={classes.besideLink}>
          <Icon name="external" size={16} />
          {m.wholePage}
        </PageLink>
        <PageLink to={withFilters(search, { open: undefined })} aria-label={m.closeDetail} className={classes.close}>
          <Icon name="close" />
        </PageLink>
      </div>
      {dossier.isPending && <Loading lines={6} />}
      {dossier.isError && !dossier.data && <ErrorBox error={dossier.error} retry={() => void dossier.refetch()} />}
      {dossier.data && (
        <>
          <h2 ref={title} tabIndex={-1} className={classes.besideTitle}>
            {dossier.data.procedureName}
          </h2>
          <DossierView dossier={dossier.data} onMovedOn={onMovedOn} onUndone={onUndone} />
        </>
      )}
    </div>
  );
}
