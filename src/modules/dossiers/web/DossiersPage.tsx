import { useCallback } from 'react';
import { BesideList } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { useShortcut } from '#web/components/shortcuts.ts';
import { showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, useGo } from '#web/navigation.tsx';
import { useSearchParams } from '#web/search-params.ts';
import { useCan, useNow } from '#web/session.tsx';
import { ApologiesToSign } from './ApologiesToSign.tsx';
import { BOOK_PLACE } from './book-address.ts';
import { bookWords } from './book-words.ts';
import { DossierBeside } from './DossierBeside.tsx';
import { DossierFilters } from './DossierFilters.tsx';
import { DossiersTable } from './DossiersTable.tsx';
import { asksForRisk, KEYS, type Queue, queueOf, withFilters } from './dossier-filters.ts';
import classes from './queue.module.css';
import { QueueTabs } from './QueueTabs.tsx';
import { useDossiers, useQueueCounts } from './use-dossiers.ts';
import { canAskForRisk, useForecasts } from './use-forecasts.ts';
import { words } from './words.ts';

/** Hồ sơ một cửa: the work of a desk by what it waits for, the most urgent first, the open one beside it. */
export default function DossiersPage() {
  const m = useMessages(words);
  const said = useMessages(bookWords);
  const go = useGo();
  const can = useCan();
  const now = useNow();
  const search = useSearchParams();
  const counts = useQueueCounts();
  const queues = useQueues();
  const waiting = queues.find((queue) => (counts.data?.queues[queue] ?? 0) > 0);
  const settled = counts.isPending && !search[KEYS.queue] ? undefined : queueOf(search, waiting ?? 'all');
  const list = useDossiers(search, settled);
  const openId = search[KEYS.open];
  const { rows } = list;
  const forecasts = useForecasts(rows);
  const foretold = settled !== undefined && canAskForRisk(settled) && (forecasts.learned || asksForRisk(search));

  const step = useCallback(
    (by: number) => {
      const at = rows.findIndex(({ id }) => id === openId);
      const next = rows[openId === undefined ? 0 : at + by];
      if (next) go(withFilters(search, { open: next.id }), { replace: openId !== undefined });
    },
    [rows, openId, go, search],
  );
  const down = useCallback(() => step(1), [step]);
  const up = useCallback(() => step(-1), [step]);
  useShortcut('j', m.keyDown, down);
  useShortcut('k', m.keyUp, up);

  /** The dossier has left this desk: the next of the list takes its place. */
  const moveOn = () => {
    const at = rows.findIndex(({ id }) => id === openId);
    const next = rows[at + 1] ?? rows[at - 1];
    if (!next || at === -1) showToast(m.lastDone);
    go(withFilters(search, { open: at === -1 ? undefined : next?.id }), { replace: true });
  };
  const comeBack = (id: string) => go(withFilters(search, { open: id }), { replace: true });

  return (
    <Page
      title={m.dossiers}
      secondary={
        can('dossiers.receive') && (
          <span className={classes.places}>
            <PageLink to={BOOK_PLACE} className={classes.receive}>
              <Icon name="log" size={16} />
              {said.title}
            </PageLink>
            <PageLink to="/mot-cua/tiep-nhan" className={classes.receive}>
              <Icon name="plus" size={16} />
              {m.receive}
            </PageLink>
          </span>
        )
      }
    >
      <QueueTabs queues={queues} current={settled} counts={counts.data} />
      <BesideList
        detailLabel={m.detail}
        listLink={withFilters(search, { open: undefined })}
        list={
          settled === 'apologies' ? (
            <ApologiesToSign />
          ) : (
            <div className="dh-print-landscape">
              {settled && <DossierFilters queue={settled} foretold={foretold} />}
              {list.isPending && <Loading lines={8} />}
              {counts.isError && !settled && <ErrorBox error={counts.error} retry={() => void counts.refetch()} />}
              {list.isError && !list.isFetchNextPageError && (
                <ErrorBox error={list.error} retry={() => void list.refetch()} />
              )}
              {forecasts.error && <ErrorBox error={forecasts.error} retry={forecasts.retry} />}
              {list.data && <DossiersTable list={list} asOf={list.asOf ?? now} forecasts={forecasts.byId} />}
            </div>
          )
        }
        detail={
          openId && <DossierBeside key={openId} id={openId} search={search} onMovedOn={moveOn} onUndone={comeBack} />
        }
      />
    </Page>
  );
}

/** The queues this person can have work in. */
function useQueues(): readonly Queue[] {
  const can = useCan();
  const all: readonly (readonly [Queue, boolean])[] = [
    ['mine', can('dossiers.process')],
    ['apologies', can('dossiers.decide')],
    ['counter', can('dossiers.receive')],
    ['agency', can('dossiers.process')],
    ['supplements', can('dossiers.receive')],
    ['results', can('dossiers.receive')],
    ['opinions', can('dossiers.process')],
    ['all', true],
  ];
  return all.filter(([, shown]) => shown).map(([queue]) => queue);
}
