import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { currentLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { formatDay, weekdayName } from '#web/format.ts';
import { Icon } from '#web/components/Icon.tsx';
import type { PartyView, ProposalView } from '../schema.ts';
import classes from './ProposalCard.module.css';
import { words } from './words.ts';

/** What the clerk can do with the open proposal. */
export interface ProposalActions {
  readonly accept: () => void;
  readonly edit: () => void;
  readonly drop: () => void;
  readonly restore: () => void;
  readonly noDeadline: () => void;
  readonly merge: (() => void) | undefined;
  /** Chooses one of the register's candidates for a name that fits several. */
  readonly choose: (party: PartyView, agency: { id: string; name: string }) => void;
}

interface ProposalCardProps {
  readonly proposal: ProposalView;
  /** Its place in the list as shown, from 1; the stored position may have gaps. */
  readonly ordinal: number;
  readonly selected: boolean;
  readonly readOnly: boolean;
  readonly busy: boolean;
  readonly onSelect: () => void;
  readonly actions: ProposalActions;
  /** The form in place of the facts while editing. */
  readonly editor?: ReactNode;
}

/** One proposed task: who, until when, which result, from which words, and what still has to be decided. */
export function ProposalCard({
  proposal,
  ordinal,
  selected,
  readOnly,
  busy,
  onSelect,
  actions,
  editor,
}: ProposalCardProps) {
  const m = useMessages(words);
  const card = useRef<HTMLLIElement>(null);
  const wasSelected = useRef(selected);
  useEffect(() => {
    if (selected && !wasSelected.current) card.current?.scrollIntoView({ block: 'nearest' });
    wasSelected.current = selected;
  }, [selected]);
  const { state } = proposal;
  const path = proposal.itemPath.join('.');
  return (
    <li
      ref={card}
      className={classes.card}
      data-selected={selected || undefined}
      data-state={state}
      aria-current={selected || undefined}
    >
      <button type="button" className={classes.head} onClick={onSelect} aria-expanded={selected}>
        <span className={classes.position}>{m.task(ordinal)}</span>
        {path && <span className={classes.path}>{m.item(path)}</span>}
        <StateWord state={state} hasProblems={proposal.problems.length > 0} />
        <span className={classes.lead}>{names(proposal.leads) || m.noLead}</span>
        <span
          className={classes.when}
          data-missing={proposal.problems.some((problem) => problem.field === 'deadlineOn') || undefined}
        >
          <When proposal={proposal} />
        </span>
        {!selected && <span className={classes.excerpt}>{proposal.text}</span>}
      </button>
      {selected && !editor && <Facts proposal={proposal} readOnly={readOnly} actions={actions} />}
      {selected && editor}
      {selected && !editor && !readOnly && state !== 'issued' && (
        <div className={classes.actions}>
          {state === 'dropped' ? (
            <Button size="compact-md" variant="default" disabled={busy} onClick={actions.restore}>
              {m.restore}
            </Button>
          ) : (
            <>
              <Button
                size="compact-md"
                variant={state === 'accepted' ? 'default' : 'light'}
                disabled={busy || state === 'accepted' || proposal.problems.length > 0}
                onClick={actions.accept}
              >
                {state === 'accepted' ? m.accepted : m.accept}
              </Button>
              <Button size="compact-md" variant="default" disabled={busy} onClick={actions.edit}>
                {m.edit}
              </Button>
              {proposal.problems.some((problem) => problem.code === 'deadline-missing') && (
                <Button size="compact-md" variant="default" disabled={busy} onClick={actions.noDeadline}>
                  {m.setNoDeadline}
                </Button>
              )}
              {actions.merge && (
                <Button size="compact-md" variant="subtle" disabled={busy} onClick={actions.merge}>
                  {m.merge}
                </Button>
              )}
              <Button size="compact-md" variant="subtle" disabled={busy} onClick={actions.drop}>
                {m.drop}
              </Button>
            </>
          )}
        </div>
      )}
    </li>
  );
}

function StateWord({ state, hasProblems }: { state: ProposalView['state']; hasProblems: boolean }) {
  const m = useMessages(words);
  const shown = state === 'proposed' ? (hasProblems ? 'problem' : 'proposed') : state;
  const text = {
    problem: m.proposed,
    proposed: m.proposed,
    accepted: m.accepted,
    issued: m.issued,
    dropped: m.dropped,
  }[shown];
  return (
    <span className={classes.state} data-state={shown}>
      <Icon
        name={
          shown === 'accepted' || shown === 'issued'
            ? 'check'
            : shown === 'problem'
              ? 'warning'
              : shown === 'dropped'
                ? 'close'
                : 'clock'
        }
        size={14}
      />
      {text}
    </span>
  );
}

function When({ proposal }: { proposal: ProposalView }) {
  const m = useMessages(words);
  const language = currentLanguage();
  if (proposal.deadlineOn)
    return (
      <>
        {[proposal.deadlineTime, weekdayName(proposal.deadlineOn, language), formatDay(proposal.deadlineOn)]
          .filter(Boolean)
          .join(' ')}
      </>
    );
  const rhythm = proposal.recurrence ? m[proposal.recurrence] : proposal.noDeadline ? m.noDeadline : m.noDate;
  return <>{proposal.startOn ? `${rhythm} · ${m.start.toLowerCase()} ${formatDay(proposal.startOn)}` : rhythm}</>;
}

function Facts({
  proposal,
  readOnly,
  actions,
}: {
  proposal: ProposalView;
  readOnly: boolean;
  actions: ProposalActions;
}) {
  const m = useMessages(words);
  const notes = [...proposal.leads, ...proposal.cooperating];
  return (
    <>
      <p className={classes.text}>{proposal.text}</p>
      <dl className={classes.facts}>
        <Fact label={m.lead}>{partyList(proposal.leads, m) || m.noLead}</Fact>
        {proposal.cooperating.length > 0 && <Fact label={m.cooperating}>{partyList(proposal.cooperating, m)}</Fact>}
        <Fact label={m.deadline}>
          <When proposal={proposal} />{' '}
          {proposal.deadlineText && <span className={classes.from}>{m.fromWords(proposal.deadlineText)}</span>}
        </Fact>
        <Fact label={m.product}>
          {proposal.product ?? m.unknown}{' '}
          {proposal.productAssumed && <span className={classes.from}>({m.assumed})</span>}
        </Fact>
        {proposal.reportVia && <Fact label={m.reportVia}>{proposal.reportVia}</Fact>}
      </dl>
      {(proposal.problems.length > 0 || proposal.warnings.length > 0 || notes.some((party) => party.note)) && (
        <ul className={classes.notes}>
          {proposal.problems.map((problem) => (
            <li key={problem.code} data-kind="problem">
              {problem.text}
            </li>
          ))}
          {proposal.warnings.map((warning) => (
            <li key={`${warning.code}${warning.words ?? ''}`}>{warning.text}</li>
          ))}
          {notes
            .filter((party) => party.note)
            .map((party) => (
              <li key={party.name}>{party.note}</li>
            ))}
        </ul>
      )}
      {!readOnly &&
        notes
          .filter((party) => party.agencyIds.length === 0 && party.candidates.length > 0)
          .map((party) => (
            <div key={party.name} className={classes.choices}>
              <span>{m.choose(party.name)}</span>
              {party.candidates.map((agency) => (
                <Button
                  key={agency.id}
                  size="compact-sm"
                  variant="default"
                  onClick={() => actions.choose(party, agency)}
                >
                  {agency.name}
                </Button>
              ))}
            </div>
          ))}
      <p className={classes.sure}>{m.sure(Math.round(proposal.confidence * 100))}</p>
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function names(parties: readonly PartyView[]): string {
  return parties.map((party) => party.name).join('; ');
}

function partyList(parties: readonly PartyView[], m: { groupMembers: (count: number) => string }): string {
  return parties
    .map((party) =>
      party.group && party.agencyIds.length > 0
        ? `${party.name} (${m.groupMembers(party.agencyIds.length)})`
        : party.name,
    )
    .join('; ');
}
