/** A line of the papers (giấy tờ) of a dossier. */
interface PaperLine {
  readonly key: string | null;
  readonly name: string;
  readonly received: boolean;
  /** 0 at reception; then one round for each request that was answered. */
  readonly round: number;
}

/**
 * The papers as they lie in the dossier now: what was not handed in at first and was brought since stands once, as
 * brought; what never came stays as missing.
 */
export function papersNow<Paper extends PaperLine>(papers: readonly Paper[]): readonly Paper[] {
  const brought = papers.filter(({ round, received }) => round > 0 && received);
  return papers.filter((paper) => paper.received || !brought.some((one) => isSamePaper(one, paper)));
}

/** What the receipt lists: handed in at first, or when a dossier that was incomplete then was completed. */
export function papersOfReceipt<Paper extends PaperLine>(
  papers: readonly Paper[],
  requests: readonly { readonly atReception: boolean; readonly status: string }[],
): readonly Paper[] {
  // What is asked before the receipt is asked first: its round is the first.
  const completed = requests.some(({ atReception, status }) => atReception && status === 'taken');
  return papers.filter(({ received, round }) => received && round <= (completed ? 1 : 0));
}

/** By the key of the published list; by its name where none is published. */
function isSamePaper(a: PaperLine, b: PaperLine): boolean {
  return a.key === null || b.key === null ? a.name === b.name : a.key === b.key;
}
