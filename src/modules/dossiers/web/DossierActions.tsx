import { Button, Menu } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from '#web/api.ts';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { useShortcut } from '#web/components/shortcuts.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { type Search, useSearchParams } from '#web/search-params.ts';
import { ACTION_FACTS, type Action } from '../domain/actions.ts';
import type { DossierDetail } from '../detail-schema.ts';
import { QUESTION_KEY } from './action-draft.ts';
import { ActionForm } from './ActionForm.tsx';
import { buttonOf, fieldsOf, othersOf, passesOn, primaryOf } from './action-plan.ts';
import { actionWords } from './action-words.ts';
import classes from './dossier.module.css';
import { OpinionsAwaited } from './OpinionsAwaited.tsx';
import { useAct } from './use-dossier.ts';
import { words } from './words.ts';

interface DossierActionsProps {
  readonly dossier: DossierDetail;
  /** The dossier has left this desk. */
  readonly onMovedOn?: (() => void) | undefined;
  readonly onUndone?: ((id: string) => void) | undefined;
  /** Acts in one of several parts beside the first: without the one key, with a name of its own. */
  readonly label?: string;
}

/** How an address asks for the form of an apology with another day. */
const APOLOGY_KEY = 'mo';
const APOLOGY = 'xin-loi';
/** A reminder leads straight to what it asks for: the apology it offers, the question that waits for an answer. */
function askedBy(search: Search, { answerable }: DossierDetail): Action | undefined {
  if (search[APOLOGY_KEY] === APOLOGY) return 'draft-apology';
  return answerable.includes(search[QUESTION_KEY] ?? '') ? 'answer-opinion' : undefined;
}

/** Who has it: the officer, and where he is. */
const holderOf = ({ officer, agency }: DossierDetail): string =>
  [officer?.name, agency.name].filter(Boolean).join(', ');

/** So long a dossier that takes the place of another is safe from the key that moved that one on. */
const UNSTEADY_MS = 500;
let movedOnAt = Number.NEGATIVE_INFINITY;
/** As many stand open; the rest are in a menu. */
const OPEN_BUTTONS = 2;

/** What the reader can do now: one primary act by button or "n", the others beside it, each with its small form. */
export function DossierActions({ dossier, onMovedOn, onUndone, label }: DossierActionsProps) {
  const m = useMessages(actionWords);
  const list = useMessages(words);
  const search = useSearchParams();
  const primary = primaryOf(dossier);
  const others = othersOf(dossier);
  const [form, setForm] = useState<Action | undefined>(() => {
    const asked = label === undefined ? askedBy(search, dossier) : undefined;
    return asked && [primary, ...others].includes(asked) ? asked : undefined;
  });
  const moveOn = useCallback(() => {
    movedOnAt = performance.now();
    onMovedOn?.();
  }, [onMovedOn]);
  const onDone = (action: Action) => (passesOn(action) ? moveOn() : undefined);
  const undone = ({ id }: DossierDetail) => {
    movedOnAt = Number.NEGATIVE_INFINITY; // he has looked since
    onUndone?.(id);
  };
  const act = useAct(dossier, { onUndone: undone });
  const take = useCallback(
    (action: Action) => {
      if (fieldsOf(action, dossier).length > 0) {
        setForm(action);
        return;
      }
      if (act.isPending) return;
      const { done } = ACTION_FACTS[action];
      act.mutate(
        { asked: { action }, said: m.done(dossier.code ?? dossier.applicantName, done) },
        { onSuccess: () => passesOn(action) && moveOn() },
      );
    },
    [act, dossier, m, moveOn],
  );
  // A key pressed twice by an unsteady hand must not move a dossier nobody has looked at.
  const next = useCallback(() => {
    if (primary && performance.now() - movedOnAt > UNSTEADY_MS) take(primary);
  }, [primary, take]);
  useShortcut(primary && !form && label === undefined ? 'n' : undefined, list.keyNext, next, true);

  const section = useRef<HTMLElement>(null);
  const opened = useRef<Action>(undefined);
  // Who closes a form is brought back to where it was opened, unless the page already brought him elsewhere.
  useEffect(() => {
    const closed = opened.current;
    opened.current = form;
    if (form || !closed || document.activeElement !== document.body) return;
    const buttons = section.current;
    const button = buttons?.querySelector<HTMLElement>(`[data-act="${closed}"]`);
    (button ?? buttons?.querySelector<HTMLElement>('[aria-haspopup="menu"]') ?? buttons)?.focus();
  }, [form]);

  if (form)
    return (
      <ActionForm
        key={form}
        action={form}
        dossier={dossier}
        onClose={() => setForm(undefined)}
        onDone={() => onDone(form)}
        onUndone={undone}
      />
    );
  const isStale = act.error instanceof ApiError && act.error.code === 'dossiers.changed';
  return (
    <section
      ref={section}
      tabIndex={-1}
      className={`${classes.actions} dh-no-print`}
      data-asks={primary !== undefined || undefined}
      aria-label={label ?? m.now}
    >
      {act.isError && <ErrorBox error={act.error} />}
      {isStale && <p className={classes.hint}>{m.stale}</p>}
      {!primary && others.length === 0 && (
        <p className={classes.hint}>
          {m.nothing} {dossier.urgency !== 'ended' && label === undefined && m.heldBy(holderOf(dossier))}
        </p>
      )}
      <OpinionsAwaited dossier={dossier} />
      {(primary || others.length > 0) && (
        <div className={classes.buttons}>
          {primary && (
            <Button
              data-act={primary}
              onClick={() => take(primary)}
              loading={act.isPending}
              aria-keyshortcuts={label === undefined ? 'n' : undefined}
            >
              {buttonOf(primary, dossier)}
            </Button>
          )}
          {others.slice(0, OPEN_BUTTONS).map((action) => (
            <Button
              key={action}
              data-act={action}
              variant="default"
              onClick={() => take(action)}
              disabled={act.isPending}
            >
              {buttonOf(action, dossier)}
            </Button>
          ))}
          {others.length > OPEN_BUTTONS && (
            <Menu position="bottom-start" withinPortal={false}>
              <Menu.Target>
                <Button variant="subtle">{m.others}</Button>
              </Menu.Target>
              <Menu.Dropdown>
                {others.slice(OPEN_BUTTONS).map((action) => (
                  <Menu.Item key={action} onClick={() => take(action)}>
                    {buttonOf(action, dossier)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
      )}
    </section>
  );
}
