import { useEffect, useMemo, useRef } from 'react';
import { useMessages } from '#web/i18n/messages.ts';
import type { DocumentDetail } from '../schema.ts';
import classes from './DocumentText.module.css';
import { marksOf } from './marks.ts';
import { type Segment, segmentsOf } from './text-segments.ts';
import { words } from './words.ts';

interface DocumentTextProps {
  readonly document: DocumentDetail;
  /** The proposal whose words stand out. */
  readonly selectedId: string | undefined;
  readonly onSelect: (proposalId: string) => void;
  /** What the person has marked with the mouse or the keyboard, as offsets of the text; undefined = nothing. */
  readonly onRange: (range: { from: number; to: number } | undefined) => void;
}

/** The document as it was written, with the words marked that the proposals were read from. */
export function DocumentText({ document, selectedId, onSelect, onRange }: DocumentTextProps) {
  const m = useMessages(words);
  const sheet = useRef<HTMLDivElement>(null);
  const segments = useMemo(() => segmentsOf(document.text, marksOf(document)), [document]);

  const shownFirst = useRef(selectedId);
  useEffect(() => {
    // What is selected when the page opens stays where it is: the page begins at its top.
    if (!selectedId || selectedId === shownFirst.current) return;
    shownFirst.current = undefined;
    const first = sheet.current?.querySelector(`[data-owner~="${selectedId}"]`);
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    first?.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
  }, [selectedId]);

  useEffect(() => {
    const told = () => onRange(selectedRange(sheet.current));
    window.document.addEventListener('selectionchange', told);
    return () => window.document.removeEventListener('selectionchange', told);
  }, [onRange]);

  return (
    // Keyboard users reach the proposals in the list beside; clicking a marked order is a short cut for the mouse.
    <section aria-label={m.documentText} className={classes.sheet}>
      <div className={`${classes.text} dh-document`} ref={sheet} lang="vi">
        {segments.map((segment) => (
          <Piece key={segment.from} segment={segment} selectedId={selectedId} onSelect={onSelect} />
        ))}
      </div>
    </section>
  );
}

function Piece({
  segment,
  selectedId,
  onSelect,
}: {
  segment: Segment;
  selectedId: string | undefined;
  onSelect: (id: string) => void;
}) {
  const task =
    segment.marks.find((mark) => mark.role === 'task' && mark.owner === selectedId) ??
    segment.marks.find((mark) => mark.role === 'task');
  const owners = [...new Set(segment.marks.map((mark) => mark.owner))];
  const shown = segment.marks.filter(
    (mark) => mark.role !== 'task' && (mark.owner === selectedId || mark.owner === 'head'),
  );
  const role = shown.at(-1)?.role;
  if (!task && !role) return <span data-from={segment.from}>{segment.text}</span>;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the same proposals are buttons in the list
    <span
      data-from={segment.from}
      data-owner={owners.join(' ')}
      data-role={role}
      data-task={task ? (task.owner === selectedId ? 'selected' : 'other') : undefined}
      className={classes.piece}
      onClick={task ? () => onSelect(task.owner) : undefined}
    >
      {segment.text}
    </span>
  );
}

/** The marked words as offsets of the document's text; each piece knows where it begins. */
function selectedRange(sheet: HTMLElement | null): { from: number; to: number } | undefined {
  const selection = window.getSelection();
  if (!sheet || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!sheet.contains(range.startContainer) || !sheet.contains(range.endContainer)) return undefined;
  const from = offsetOf(range.startContainer, range.startOffset);
  const to = offsetOf(range.endContainer, range.endOffset);
  return from !== undefined && to !== undefined && from < to ? { from, to } : undefined;
}

function offsetOf(node: Node, offset: number): number | undefined {
  const piece = (node instanceof HTMLElement ? node : node.parentElement)?.closest('[data-from]');
  const begin = Number(piece?.getAttribute('data-from'));
  return piece && Number.isFinite(begin) ? begin + (node.nodeType === Node.TEXT_NODE ? offset : 0) : undefined;
}
