import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { answerableUntil } from './domain/answerable.ts';
import { type DigestContent, type DigestItem, LISTED_IN_DIGEST } from './domain/digest.ts';
import type { Obligation } from './domain/obligation.ts';
import { restraintOf } from './domain/restraint.ts';
import { openWorkOf } from './my-work.ts';
import { contentStatus, leftVi } from './domain/words.ts';
import { type Group, GROUPS, type WorkItem } from './schema.ts';
import { settersOf } from './set-by.ts';
import type { Held } from './store/digest-store.ts';
import type { StoredPolicy } from './store/policy-store.ts';
import { type Box, listReceived, type Received } from './store/inbox-store.ts';
import { newestMessages, type NewestMessage } from './store/link-store.ts';
import type { Reader } from './store/readers.ts';
import type { OpenGroup } from './store/work-store.ts';
import { workItems } from './work-items.ts';

/** What is new is listed after what is near: of three parts at most as many may stand there already. */
const NEW_LOOKED_THROUGH = 4 * LISTED_IN_DIGEST;

/** A person whose letter is due this morning. */
export interface Morning {
  /** `since`: the morning before, or when the last letter was written if that was later. What came since is new. */
  readonly reader: Reader;
  /** The same as the letter and the address of the page say it. */
  readonly since: string;
  readonly agencyId: string;
  readonly agencyName: string;
  /** null for who has none, or wants no e-mail. */
  readonly address: string | null;
  readonly policy: StoredPolicy;
  /** What waits for this letter. What fired later than its moment is told in the next, however late this one is written. */
  readonly held: readonly Held[];
  /** What fired before this had been told before a backup was brought back. */
  readonly toldBefore: Date | null;
}

/** What one reader's pages say, and which of their matters his letter lists. */
interface Column {
  readonly work: ReadonlyMap<Group, OpenGroup>;
  readonly fresh: ReadonlyMap<Group, OpenGroup>;
  readonly listed: Readonly<Record<Group | 'fresh', readonly Obligation[]>>;
  readonly others: number;
  readonly watched: readonly Received[];
}

/** How much of each part the letter does not list; told by the queries of the pages it opens. */
interface Rest {
  readonly work: ReadonlyMap<Group, OpenGroup>;
  readonly fresh: ReadonlyMap<Group, OpenGroup>;
  readonly others: number;
}

/** What the letters of one morning say: read for all readers by the queries their pages ask for one. */
export class MorningPaper {
  readonly #tx: Tx;
  readonly #columns: ReadonlyMap<Morning, Column>;
  readonly #items: ReadonlyMap<string, WorkItem>;
  readonly #setters: ReadonlyMap<string, string>;
  readonly #rests: ReadonlyMap<Morning, Rest>;
  readonly #answers: ReadonlyMap<string, NewestMessage>;

  private constructor(
    tx: Tx,
    columns: ReadonlyMap<Morning, Column>,
    items: ReadonlyMap<string, WorkItem>,
    more: {
      readonly setters: ReadonlyMap<string, string>;
      readonly rests: ReadonlyMap<Morning, Rest>;
      readonly answers: ReadonlyMap<string, NewestMessage>;
    },
  ) {
    this.#tx = tx;
    this.#columns = columns;
    this.#items = items;
    this.#setters = more.setters;
    this.#rests = more.rests;
    this.#answers = more.answers;
  }

  static async read(tx: Tx, mornings: readonly Morning[]): Promise<MorningPaper> {
    const readers = mornings.map(({ reader }) => reader);
    const whole = readers.map((reader) => ({ ...reader, since: undefined }));
    const reminded = mornings.map(remindedOf);
    const told = whole.map((reader, place) => ({ ...reader, only: [...(reminded[place] ?? [])] }));
    const work = await openWorkOf(tx, whole, LISTED_IN_DIGEST);
    const fresh = await openWorkOf(tx, readers, NEW_LOOKED_THROUGH);
    // Of what is neither near nor new, what a reminder came for, wherever in a long list it stands.
    const toldLater = told.map((reader, place) => ({ ...reader, before: readers[place]?.since }));
    const later = await openWorkOf(tx, toldLater, LISTED_IN_DIGEST, 'later');
    const boxes = await listReceived(tx.db, told, { filter: 'others', limit: LISTED_IN_DIGEST });
    const columns = new Map(
      mornings.map((morning, place) => [
        morning,
        columnOf({
          work: work[place] ?? new Map(),
          fresh: fresh[place] ?? new Map(),
          later: later[place]?.get('later')?.items ?? [],
          box: boxes[place],
        }),
      ]),
    );
    const listed = [...columns.values()].flatMap((column) => Object.values(column.listed).flat());
    const items = await workItems(tx, [...new Map(listed.map((one) => [one.id, one])).values()]);
    return new MorningPaper(tx, columns, new Map(items.map((item) => [item.id, item])), {
      setters: await settersOf(tx, new Set(mornings.map(({ policy }) => policy))),
      rests: await restsOf(tx, columns),
      answers: await answersOf(tx, columns),
    });
  }

  contentFor(morning: Morning): DigestContent {
    const column = this.#columns.get(morning);
    if (!column) throw new Error('a letter is asked for nobody of this morning');
    const { work, fresh, listed, others, watched } = column;
    const rest = this.#rests.get(morning);
    const { personId } = morning.reader;
    const itemsOf = (part: Group | 'fresh') =>
      listed[part].flatMap(({ id }) => this.#items.get(id) ?? []).map((item) => this.#answered(personId, itemOf(item)));
    const part = (group: Group) => ({
      count: work.get(group)?.count ?? 0,
      items: itemsOf(group),
      rest: rest?.work.get(group)?.count ?? 0,
    });
    const { policy, version, id } = morning.policy;
    return {
      onDate: this.#tx.today,
      asOf: toVietnamIso(this.#tx.now),
      agencyName: morning.agencyName,
      overdue: part('overdue'),
      today: part('today'),
      thisWeek: part('thisWeek'),
      later: part('later'),
      fresh: {
        count: sumOf(fresh),
        items: itemsOf('fresh'),
        rest: rest ? sumOf(rest.fresh) : 0,
        since: morning.since,
      },
      watched: {
        count: others,
        items: watched.map((each) => this.#answered(personId, reminderItem(each))),
        rest: rest?.others ?? 0,
      },
      rule: {
        at: restraintOf(policy).at,
        policyName: policy.name,
        policyVersion: version,
        setBy: this.#setters.get(id) ?? policy.source,
      },
    };
  }

  /** An item with the message by which it is answered: the newest about it, unless it spoke of another due date. */
  #answered(personId: string, item: DigestItem): DigestItem {
    const message = this.#answers.get(`${personId} ${item.id}`);
    if (!message || message.content.dueAt !== item.dueAt) return item;
    const until = answerableUntil(message, toVietnamIso(this.#tx.now));
    return until ? { ...item, answer: { messageId: message.id, until: toVietnamIso(until) } } : item;
  }
}

const sumOf = (groups: ReadonlyMap<Group, OpenGroup>): number =>
  GROUPS.reduce((sum, group) => sum + (groups.get(group)?.count ?? 0), 0);

/** The matters a reminder came for since the last morning. */
function remindedOf({ held, toldBefore }: Morning): Set<string> {
  return new Set(
    held.filter(({ firedAt }) => !toldBefore || firedAt >= toldBefore).map(({ obligationId }) => obligationId),
  );
}

const listedBy = ({ listed, watched }: Column): string[] => [
  ...Object.values(listed).flatMap((items) => items.map(({ id }) => id)),
  ...watched.map(({ obligationId }) => obligationId),
];

/** Asked only for readers of whose matters the letter leaves some out. */
async function restsOf(tx: Tx, columns: ReadonlyMap<Morning, Column>): Promise<Map<Morning, Rest>> {
  const long = [...columns].filter(([, column]) => {
    const listed = new Set(listedBy(column)).size;
    return sumOf(column.work) + column.others > listed;
  });
  if (long.length === 0) return new Map();
  const fresh = long.map(([{ reader }, column]) => ({ ...reader, except: listedBy(column) }));
  const whole = fresh.map((reader) => ({ ...reader, since: undefined }));
  const restOfWork = await openWorkOf(tx, whole, 0);
  const restOfFresh = await openWorkOf(tx, fresh, 0);
  const boxes = await listReceived(tx.db, whole, { filter: 'others', limit: 0 });
  return new Map(
    long.map(([morning], place) => [
      morning,
      {
        work: restOfWork[place] ?? new Map(),
        fresh: restOfFresh[place] ?? new Map(),
        others: boxes[place]?.others ?? 0,
      },
    ]),
  );
}

/** By person and matter. */
async function answersOf(tx: Tx, columns: ReadonlyMap<Morning, Column>): Promise<Map<string, NewestMessage>> {
  const wanted = [...columns].flatMap(
    ([
      {
        reader: { personId },
      },
      column,
    ]) => [...new Set(listedBy(column))].map((obligationId) => ({ personId, obligationId })),
  );
  const found = await newestMessages(tx.db, wanted);
  return new Map(found.map((message) => [`${message.personId} ${message.obligationId}`, message]));
}

/** Which matters a letter lists: the first of what is near, what is new, and of the rest what a reminder came for. */
function columnOf({
  work,
  fresh,
  later,
  box,
}: {
  readonly work: ReadonlyMap<Group, OpenGroup>;
  readonly fresh: ReadonlyMap<Group, OpenGroup>;
  readonly later: readonly Obligation[];
  readonly box: Box | undefined;
}): Column {
  const near = {
    overdue: work.get('overdue')?.items ?? [],
    today: work.get('today')?.items ?? [],
    thisWeek: work.get('thisWeek')?.items ?? [],
  };
  const nearIds = new Set(Object.values(near).flatMap((items) => items.map(({ id }) => id)));
  const newItems = GROUPS.flatMap((group) => fresh.get(group)?.items ?? []).filter(({ id }) => !nearIds.has(id));
  return {
    work,
    fresh,
    listed: { ...near, later, fresh: newItems.slice(0, LISTED_IN_DIGEST) },
    others: box?.others ?? 0,
    watched: box?.reminders ?? [],
  };
}

function itemOf({ id, title, link, action, dueAt, statusText, agency, waitingFor }: WorkItem): DigestItem {
  return { id, title, link, action, dueAt, statusText, agencyName: agency.name, waitingFor };
}

function reminderItem({ obligationId: id, content }: Received): DigestItem {
  const { title, link, action, dueAt, daysLeft, agencyName, waitingFor } = content;
  const statusText = leftVi(contentStatus(content), daysLeft);
  return { id, title, link, action: action ?? 'Mở việc', dueAt, statusText, agencyName, waitingFor };
}
