import type { AgencyNodeOut } from '../schema.ts';

/** A line of the tree as it stands on screen. */
export interface TreeRow {
  readonly node: AgencyNodeOut;
  readonly depth: number;
  readonly parentId: string | null;
  readonly isOpen: boolean;
  /** Place among its siblings, from 1, and how many they are: read aloud. */
  readonly place: number;
  readonly siblings: number;
}

/** The lines to draw: every node whose ancestors are all open. */
export function visibleRows(
  roots: readonly AgencyNodeOut[],
  open: ReadonlySet<string>,
  depth = 1,
  parentId: string | null = null,
): TreeRow[] {
  return roots.flatMap((node, index) => {
    const isOpen = node.children.length > 0 && open.has(node.id);
    const row = { node, depth, parentId, isOpen, place: index + 1, siblings: roots.length };
    return [row, ...(isOpen ? visibleRows(node.children, open, depth + 1, node.id) : [])];
  });
}

/** Everything with children. */
export function openable(roots: readonly AgencyNodeOut[]): string[] {
  return roots.flatMap((node) => (node.children.length > 0 ? [node.id, ...openable(node.children)] : []));
}

/** The ancestors of a node, so that it can be brought into view. */
export function pathTo(roots: readonly AgencyNodeOut[], id: string): string[] | undefined {
  for (const node of roots) {
    if (node.id === id) return [];
    const below = pathTo(node.children, id);
    if (below) return [node.id, ...below];
  }
  return undefined;
}

/** Where a key leads from a line: another line's place, or what to open and close. */
export type TreeMove =
  | { readonly focus: number }
  | { readonly open: string }
  | { readonly close: string }
  | { readonly choose: string };

/** The keys of a tree (WAI-ARIA): arrows, Home, End, Enter and Space; undefined where a key means nothing. */
export function moveInTree(rows: readonly TreeRow[], at: number, key: string): TreeMove | undefined {
  const row = rows[at];
  if (!row) return undefined;
  switch (key) {
    case 'ArrowDown':
      return at + 1 < rows.length ? { focus: at + 1 } : undefined;
    case 'ArrowUp':
      return at > 0 ? { focus: at - 1 } : undefined;
    case 'Home':
      return { focus: 0 };
    case 'End':
      return { focus: rows.length - 1 };
    case 'ArrowRight':
      if (row.node.children.length === 0) return undefined;
      return row.isOpen ? { focus: at + 1 } : { open: row.node.id };
    case 'ArrowLeft': {
      if (row.isOpen) return { close: row.node.id };
      const parent = rows.findIndex((other) => other.node.id === row.parentId);
      return parent >= 0 ? { focus: parent } : undefined;
    }
    case 'Enter':
    case ' ':
      return { choose: row.node.id };
    default:
      return undefined;
  }
}
