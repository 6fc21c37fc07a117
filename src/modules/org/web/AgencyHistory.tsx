import { Sheet } from '#web/components/BesideList.tsx';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { AgencyDetail } from '../schema.ts';
import { stretch } from './agency-text.ts';
import { CHANGE_WORDS, changeWords } from './change-words.ts';
import classes from './org.module.css';
import { Unverified } from './Unverified.tsx';
import { words } from './words.ts';

type Step = AgencyDetail['successors'][number];

/** Names over time, who came before and after, functions that went elsewhere, and the decisions behind it. */
export function AgencyHistory({ detail, linkTo }: { detail: AgencyDetail; linkTo: (id: string) => string }) {
  const m = useMessages(words);
  const kinds = useMessages(changeWords);
  const ahead = detail.successors.length > 0 && detail.successors.every((step) => step.effectiveOn > detail.on);
  return (
    <>
      {detail.versions.length > 1 && (
        <Sheet title={m.versions}>
          <ol className={classes.timeline}>
            {detail.versions.map((version) => (
              <li key={version.from ?? ''}>
                <strong>{version.name}</strong>
                <span className={classes.quiet}>
                  {' '}
                  {stretch(version.from, version.to, m)}
                  {version.parentName && ` · ${m.parent}: ${version.parentName}`}
                </span>
              </li>
            ))}
          </ol>
        </Sheet>
      )}
      {detail.predecessors.length > 0 && (
        <Sheet title={m.predecessors}>
          <Steps steps={detail.predecessors} linkTo={linkTo} />
        </Sheet>
      )}
      {detail.successors.length > 0 && (
        <Sheet title={ahead && detail.changes.length === 0 ? m.laterKnown : m.successors}>
          <Steps steps={detail.successors} linkTo={linkTo} />
        </Sheet>
      )}
      {detail.transfers.length > 0 && (
        <Sheet title={m.transfers}>
          <ul className={classes.plainList}>
            {detail.transfers.map((transfer) => (
              <li key={transfer.field}>
                {transfer.field}:{' '}
                <PageLink to={linkTo(transfer.to.id)}>
                  {m.transferTo(transfer.to.name, formatDay(transfer.effectiveOn))}
                </PageLink>{' '}
                <Unverified verified={transfer.verified} />
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {detail.changes.length > 0 && (
        <Sheet title={m.changes}>
          <ol className={classes.timeline}>
            {detail.changes.map((change) => (
              <li key={change.id}>
                <strong>{kinds[CHANGE_WORDS[change.kind]]}</strong> {m.from(formatDay(change.effectiveOn))}:{' '}
                {change.document}. <span className={classes.quiet}>{change.reason}</span>
              </li>
            ))}
          </ol>
        </Sheet>
      )}
    </>
  );
}

function Steps({ steps, linkTo }: { steps: readonly Step[]; linkTo: (id: string) => string }) {
  const m = useMessages(words);
  const rules: Readonly<Record<string, string>> = {
    whole: m.wholeTo,
    territory: m.byTerritory,
    function: m.byFunction,
    competence: m.byCompetence,
  };
  return (
    <ul className={classes.plainList}>
      {steps.map((step) => (
        <li key={step.agency.id}>
          <PageLink to={linkTo(step.agency.id)}>{step.agency.name}</PageLink>{' '}
          <Unverified verified={step.agency.verified} />{' '}
          <span className={classes.quiet}>
            {m.from(formatDay(step.effectiveOn))}, {rules[step.rule]}
          </span>
        </li>
      ))}
    </ul>
  );
}
