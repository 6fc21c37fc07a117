import type { Obligation } from './domain/obligation.ts';

/** What the owning module offers for a matter: what the button says and the page it opens, inside the program. */
export interface Offer {
  readonly label: string;
  readonly link: string;
}

/** What a module says of a kind of its obligations: its name, and how more time is asked for or the work handed on. */
export interface KindOffers {
  /** Vietnamese, as lists of kinds show it: 'Nhiệm vụ được giao'. */
  readonly label: string;
  /** Opens the request for more time; absent where none can ever be made, null where none can be made now. */
  readonly moreTime?: (obligation: Pick<Obligation, 'key' | 'link' | 'dueAt'>, now: Date) => Offer | null;
  /** Opens the page on which the work is given to somebody else. */
  readonly handOver?: (obligation: Pick<Obligation, 'key' | 'link'>) => Offer;
}

const known = new Map<string, KindOffers>();

/** Called once by the module that owns the kind, when the program is put together. */
export function offerReactions(kind: string, offers: KindOffers): void {
  known.set(kind, offers);
}

/** What is offered for a kind; a kind of an application outside offers nothing but its own page. */
export function offersOf(kind: string): KindOffers | undefined {
  return known.get(kind);
}

/** The kind in words; that of an application outside by the name it registered. */
export function kindVi(kind: string): string {
  return kind === '*' ? 'Mọi loại việc khác (mặc định)' : (known.get(kind)?.label ?? `Việc của ứng dụng khác: ${kind}`);
}

/** All kinds modules have told of. */
export function knownKinds(): string[] {
  return [...known.keys()];
}
