import { Button } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { useShortcut } from '#web/components/shortcuts.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { DocumentDetail, PartyView, ProposalView } from '../schema.ts';
import { choiceOf, optionOf } from './parties.ts';
import { ProposalCard } from './ProposalCard.tsx';
import { ProposalEditor } from './ProposalEditor.tsx';
import classes from './ReadingPage.module.css';
import type { Change, useReading } from './use-reading.ts';
import { words } from './words.ts';

interface ProposalDeskProps {
  readonly document: DocumentDetail;
  readonly reading: ReturnType<typeof useReading>;
  readonly readOnly: boolean;
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
  /** What is marked in the document, for adding and splitting. */
  readonly range: { from: number; to: number } | undefined;
}

/** The proposals of a document, worked through with the keyboard: the next open one is selected after each decision. */
export function ProposalDesk({ document, reading, readOnly, selectedId, onSelect, range }: ProposalDeskProps) {
  const m = useMessages(words);
  const [editingId, setEditingId] = useState<string>();
  const { change } = reading;
  const all = document.proposals;
  const active = all.filter((one) => one.state !== 'dropped');
  const selected = all.find((one) => one.id === selectedId);
  const open = active.filter((one) => one.state === 'proposed');
  const ready = open.filter((one) => one.problems.length === 0);
  const undated = open.filter((one) => one.problems.some((problem) => problem.code === 'deadline-missing'));
  const can = !readOnly && !change.isPending && editingId === undefined;

  const move = (by: number) => {
    const at = all.findIndex((one) => one.id === selectedId);
    onSelect(all[Math.min(all.length - 1, Math.max(0, at + by))]?.id);
  };
  const next = (after: ProposalView) => {
    const at = all.indexOf(after);
    const following = [...all.slice(at + 1), ...all.slice(0, at)].find((one) => one.state === 'proposed');
    if (following) onSelect(following.id);
  };
  const run = (wanted: Change, then?: () => void) => change.mutate(wanted, then ? { onSuccess: then } : {});
  const accept = (proposal: ProposalView) => {
    if (proposal.state === 'proposed' && proposal.problems.length === 0)
      run({ type: 'accept', proposals: [proposal] }, () => next(proposal));
  };
  const mergeable = (proposal: ProposalView) => active[active.indexOf(proposal) + 1];

  useShortcut('j', m.nextTask, () => move(1));
  useShortcut('k', m.previousTask, () => move(-1));
  useShortcut(can && selected ? 'a' : undefined, m.accept, () => selected && accept(selected));
  useShortcut(can && selected ? 'e' : undefined, m.edit, () => setEditingId(selected?.id));
  useShortcut(
    can && selected ? 'h' : undefined,
    m.setNoDeadline,
    () => selected && run({ type: 'no-deadline', proposals: [selected] }),
  );
  useShortcut(
    can && selected ? 'x' : undefined,
    m.drop,
    () => selected && reading.dropWithUndo(selected, `${m.task(all.indexOf(selected) + 1)}: ${m.dropped}`),
  );
  useShortcut(can && selected ? 'm' : undefined, m.merge, () => {
    const following = selected && mergeable(selected);
    if (selected && following) run({ type: 'merge', proposal: selected, next: following });
  });
  useShortcut(can && document.undo ? 'u' : undefined, m.undo, () => run({ type: 'undo' }));

  const choose = (proposal: ProposalView, party: PartyView, agency: { id: string; name: string }) => {
    const swap = (parties: readonly PartyView[]) =>
      parties.map((one) => (one === party ? { name: agency.name, agencyIds: [agency.id] } : choiceOf(optionOf(one))));
    const body = proposal.leads.includes(party)
      ? { leads: swap(proposal.leads) }
      : { cooperating: swap(proposal.cooperating) };
    run({ type: 'edit', proposal, body });
  };

  return (
    <section aria-label={m.proposalList} className={classes.desk}>
      <div className={classes.tools}>
        <h2 className={classes.deskTitle}>{m.proposalList}</h2>
        {!readOnly && document.undo && (
          <Button size="compact-sm" variant="subtle" disabled={change.isPending} onClick={() => run({ type: 'undo' })}>
            {m.undo}
          </Button>
        )}
      </div>
      {!readOnly && undated.length > 0 && (
        <div className={classes.ask}>
          <span>{m.withoutDeadline(undated.length)}</span>
          <Button
            size="compact-md"
            variant="default"
            disabled={change.isPending}
            onClick={() => run({ type: 'no-deadline', proposals: undated })}
          >
            {m.noDeadlineAll(undated.length)}
          </Button>
        </div>
      )}
      {!readOnly && ready.length > 1 && (
        <div className={classes.tools}>
          <Button
            size="compact-md"
            variant="light"
            disabled={change.isPending}
            onClick={() => run({ type: 'accept', proposals: ready })}
          >
            {m.acceptAll(ready.length)}
          </Button>
        </div>
      )}
      {!readOnly && range && (
        <div className={classes.ask}>
          <Button
            size="compact-md"
            variant="default"
            disabled={change.isPending}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run({ type: 'add', ...range })}
          >
            {m.add}
          </Button>
          {selected && range.from > selected.span[0] && range.from < selected.span[1] && (
            <Button
              size="compact-md"
              variant="default"
              disabled={change.isPending}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => run({ type: 'split', proposal: selected, at: range.from })}
            >
              {m.splitHere}
            </Button>
          )}
        </div>
      )}
      {all.length === 0 && <EmptyState title={m.noProposals}>{m.noProposalsHint}</EmptyState>}
      <ol className={classes.list}>
        {all.map((proposal, index) => {
          const following = mergeable(proposal);
          return (
            <ProposalCard
              key={proposal.id}
              proposal={proposal}
              ordinal={index + 1}
              selected={proposal.id === selectedId}
              readOnly={readOnly}
              busy={change.isPending}
              onSelect={() => onSelect(proposal.id)}
              actions={{
                accept: () => accept(proposal),
                edit: () => setEditingId(proposal.id),
                drop: () => reading.dropWithUndo(proposal, `${m.task(index + 1)}: ${m.dropped}`),
                restore: () => run({ type: 'restore', proposal }),
                noDeadline: () => run({ type: 'no-deadline', proposals: [proposal] }),
                merge: following ? () => run({ type: 'merge', proposal, next: following }) : undefined,
                choose: (party, agency) => choose(proposal, party, agency),
              }}
              editor={
                editingId === proposal.id ? (
                  <ProposalEditor
                    proposal={proposal}
                    busy={change.isPending}
                    error={change.error}
                    onSave={(body) => run({ type: 'edit', proposal, body }, () => setEditingId(undefined))}
                    onCancel={() => setEditingId(undefined)}
                  />
                ) : undefined
              }
            />
          );
        })}
      </ol>
      {!readOnly && all.length > 0 && <p className={`${classes.quiet} dh-no-print`}>{m.keys}</p>}
    </section>
  );
}
