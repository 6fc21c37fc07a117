import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { formatDue, formatMoment } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { useSearchParams } from '#web/search-params.ts';
import type { ApologyDraft, ApologyDrafts } from '../desk-schema.ts';
import { CAUSE_VI } from '../domain/events.ts';
import { withFilters } from './dossier-filters.ts';
import classes from './queue.module.css';
import { useAct } from './use-dossier.ts';
import { words } from './words.ts';

/** Letters of apology as a head signs them: what is told, why, the new day, and one button each. */
export function ApologiesToSign() {
  const m = useMessages(words);
  const drafts = useQuery({
    queryKey: ['dossiers', 'apologies'],
    queryFn: ({ signal }) => getJson<ApologyDrafts>('/api/dossiers/apologies', { signal }),
  });
  if (drafts.isPending) return <Loading lines={6} />;
  if (drafts.isError) return <ErrorBox error={drafts.error} retry={() => void drafts.refetch()} />;
  if (drafts.data.apologies.length === 0) return <EmptyState title={m.noApologies}>{m.noApologiesText}</EmptyState>;
  return (
    <ul className={classes.letters}>
      {drafts.data.apologies.map((draft) => (
        <Letter key={draft.dossierId} draft={draft} asOf={drafts.data.asOf} />
      ))}
    </ul>
  );
}

function Letter({ draft, asOf }: { draft: ApologyDraft; asOf: string }) {
  const m = useMessages(words);
  const language = useLanguage();
  const search = useSearchParams();
  const act = useAct({ id: draft.dossierId, version: draft.version });
  const code = draft.code ?? m.notReceived;
  const before = draft.dueAt ? formatDue(draft.dueAt, asOf, language) : '';
  return (
    <li className={classes.letter}>
      <div className={classes.cell}>
        <h2 className={classes.letterTitle}>
          <PageLink to={withFilters(search, { open: draft.dossierId })}>{draft.procedureName}</PageLink>
        </h2>
        <span className={classes.small}>
          <span className="dh-tabular">{code}</span> · {draft.applicantName} · {draft.agency.name}
        </span>
      </div>
      <p className={classes.letterDue}>
        {draft.newDueAt ? m.newDue(before, formatDue(draft.newDueAt, asOf, language)) : m.sameDue(before)}
      </p>
      <p>
        <span className={classes.small}>{m.cause}: </span>
        {CAUSE_VI[draft.cause]}
        {draft.causeAgency && ` (${draft.causeAgency})`}
      </p>
      <blockquote className={classes.quote}>{draft.reason}</blockquote>
      <span className={classes.small}>
        {draft.byProgram
          ? m.draftedByProgram(formatMoment(draft.draftedAt))
          : m.draftedBy(draft.draftedBy, formatMoment(draft.draftedAt))}
      </span>
      {act.isError && <ErrorBox error={act.error} />}
      {draft.canSign ? (
        <Button
          className={classes.sign ?? ''}
          loading={act.isPending}
          aria-label={`${m.sign}, ${code}`}
          onClick={() => act.mutate({ asked: { action: 'approve-apology' }, said: m.signed(code) })}
        >
          {m.sign}
        </Button>
      ) : (
        <span className={classes.small}>{m.cannotSign}</span>
      )}
    </li>
  );
}
