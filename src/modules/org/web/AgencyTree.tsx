import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Icon } from '#web/components/Icon.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { AgencyNodeOut } from '../schema.ts';
import { Unverified } from './Unverified.tsx';
import classes from './org.module.css';
import { moveInTree, openable, pathTo, visibleRows } from './tree-model.ts';
import { words } from './words.ts';

interface AgencyTreeProps {
  readonly roots: readonly AgencyNodeOut[];
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
}

/** The tree of a day: one stop of the Tab key, arrows inside it, Enter opens the agency beside it. */
export function AgencyTree({ roots, selectedId, onSelect }: AgencyTreeProps) {
  const m = useMessages(words);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(firstOpen(roots, selectedId)));
  const [focusId, setFocusId] = useState<string | undefined>(selectedId);
  const list = useRef<HTMLUListElement>(null);
  const wanted = useRef(false);
  const rows = useMemo(() => visibleRows(roots, open), [roots, open]);
  const at = Math.max(
    rows.findIndex((row) => row.node.id === focusId),
    0,
  );
  // Only a key moves the focus; drawing the tree again must not take it.
  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });

  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const move = moveInTree(rows, at, event.key);
    if (!move) return;
    event.preventDefault();
    if ('focus' in move) {
      wanted.current = true;
      setFocusId(rows[move.focus]?.node.id);
    } else if ('open' in move) setOpen(new Set([...open, move.open]));
    else if ('close' in move) setOpen(new Set([...open].filter((id) => id !== move.close)));
    else onSelect(move.choose);
  };
  const toggle = (id: string) =>
    setOpen(open.has(id) ? new Set([...open].filter((other) => other !== id)) : new Set([...open, id]));
  const allOpen = openable(roots).every((id) => open.has(id));
  return (
    <div>
      <div className={`${classes.treeTools} dh-no-print`}>
        <span id="tree-help" className={`${classes.quiet} ${classes.treeHelp}`}>
          {m.treeHelp}
        </span>
        <button
          type="button"
          className={classes.textButton}
          onClick={() => setOpen(new Set(allOpen ? roots.map((root) => root.id) : openable(roots)))}
        >
          {allOpen ? m.collapseAll : m.expandAll}
        </button>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a list made a tree, as WAI-ARIA shows it */}
      <ul ref={list} role="tree" aria-label={m.treeLabel} aria-describedby="tree-help" className={classes.tree}>
        {rows.map((row, index) => (
          <li
            key={row.node.id}
            role="treeitem"
            aria-level={row.depth}
            aria-posinset={row.place}
            aria-setsize={row.siblings}
            aria-selected={row.node.id === selectedId}
            {...(row.node.children.length > 0 ? { 'aria-expanded': row.isOpen } : {})}
            tabIndex={index === at ? 0 : -1}
            className={classes.treeRow}
            style={{ '--depth': row.depth - 1 } as React.CSSProperties}
            onFocus={() => setFocusId(row.node.id)}
            onClick={() => onSelect(row.node.id)}
            onKeyDown={(event) => onKeyDown(event, index)}
          >
            {row.node.children.length > 0 ? (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the arrow keys of the tree do the same
              <span
                className={classes.twist}
                data-open={row.isOpen || undefined}
                onClick={(event) => {
                  event.stopPropagation();
                  toggle(row.node.id);
                }}
              >
                <Icon name="chevron-right" size={16} />
              </span>
            ) : (
              <span className={classes.twist} />
            )}
            <span className={classes.treeName}>
              {row.node.name} <Unverified verified={row.node.verified} />
            </span>
            {row.node.children.length > 0 && (
              <span className={classes.quiet}>
                <span aria-hidden="true">{row.node.children.length}</span>
                <span className="dh-visually-hidden">{m.below(row.node.children.length)}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The top is open, and the way to what is looked at. */
function firstOpen(roots: readonly AgencyNodeOut[], selectedId: string | undefined): string[] {
  return [...roots.map((root) => root.id), ...(selectedId ? (pathTo(roots, selectedId) ?? []) : [])];
}
