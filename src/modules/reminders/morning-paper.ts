import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
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
import type { Reader } from './store/readers.ts';
import type { OpenGroup } from './store/work-store.ts';
import { workItems } from './work-items.ts';

/** Of long lists, this much is looked through for what a reminder came for since the last morning. */
const LOOKED_THROUGH = 200;

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

/** What the letters of one morning say: read for all readers by the queries their pages ask for one. */
export class MorningPaper {
  readonly #tx: Tx;
  readonly #columns: ReadonlyMap<Morning, Column>;
  readonly #items: ReadonlyMap<string, WorkItem>;
  readonly #setters: ReadonlyMap<string, string>;

  private constructor(
    tx: Tx,
    columns: ReadonlyMap<Morning, Column>,
    items: ReadonlyMap<string, WorkItem>,
    setters: ReadonlyMap<string, string>,
  ) {
    this.#tx = tx;
    this.#columns = columns;
    this.#items = items;
    this.#setters = setters;
  }

  static async read(tx: Tx, mornings: readonly Morning[]): Promise<MorningPaper> {
    const readers = mornings.map(({ reader }) => reader);
    const whole = readers.map((reader) => ({ ...reader, since: undefined }));
    const work = await openWorkOf(tx, whole, LOOKED_THROUGH);
    const fresh = await openWorkOf(tx, readers, LOOKED_THROUGH);
    const others = await listReceived(tx.db, readers, { filter: 'others', limit: LOOKED_THROUGH });
    const columns = new Map(
      mornings.map((morning, place) => [
        morning,
        columnOf(morning, work[place] ?? new Map(), fresh[place] ?? new Map(), others[place]),
      ]),
    );
    const listed = [...columns.values()].flatMap((column) => Object.values(column.listed).flat());
    const items = await workItems(tx, [...new Map(listed.map((one) => [one.id, one])).values()]);
    return new MorningPaper(
      tx,
      columns,
      new Map(items.map((item) => [item.id, item])),
      await settersOf(tx, new Set(mornings.map(({ policy }) => policy))),
    );
  }

  contentFor(morning: Morning): DigestContent {
    const column = this.#columns.get(morning);
    if (!column) throw new Error('a letter is asked for nobody of this morning');
    const { work, fresh, listed, others, watched } = column;
    const itemsOf = (part: Group | 'fresh') => listed[part].flatMap(({ id }) => this.#items.get(id) ?? []).map(itemOf);
    const part = (group: Group) => ({ count: work.get(group)?.count ?? 0, items: itemsOf(group) });
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
        count: GROUPS.reduce((sum, group) => sum + (fresh.get(group)?.count ?? 0), 0),
        items: itemsOf('fresh'),
        since: morning.since,
      },
      watched: { count: others, items: watched.map(reminderItem) },
      rule: {
        at: restraintOf(policy).at,
        policyName: policy.name,
        policyVersion: version,
        setBy: this.#setters.get(id) ?? policy.source,
      },
    };
  }
}

/** Which matters a letter lists: the first of what is near, what is new, and of the rest what a reminder came for. */
function columnOf(
  { held, toldBefore }: Morning,
  work: ReadonlyMap<Group, OpenGroup>,
  fresh: ReadonlyMap<Group, OpenGroup>,
  box: Box | undefined,
): Column {
  const reminded = new Set(
    held.filter(({ firedAt }) => !toldBefore || firedAt >= toldBefore).map(({ obligationId }) => obligationId),
  );
  const first = (of: readonly Obligation[] | undefined) => (of ?? []).slice(0, LISTED_IN_DIGEST);
  const near = {
    overdue: first(work.get('overdue')?.items),
    today: first(work.get('today')?.items),
    thisWeek: first(work.get('thisWeek')?.items),
  };
  const nearIds = new Set(Object.values(near).flatMap((items) => items.map(({ id }) => id)));
  const newItems = GROUPS.flatMap((group) => fresh.get(group)?.items ?? []);
  const newIds = new Set(newItems.map(({ id }) => id));
  const { others = 0, reminders = [] } = box ?? {};
  return {
    work,
    fresh,
    listed: {
      ...near,
      later: first(work.get('later')?.items.filter(({ id }) => reminded.has(id) && !newIds.has(id))),
      fresh: first(newItems.filter(({ id }) => !nearIds.has(id))),
    },
    others,
    watched: reminders.filter(({ obligationId }) => reminded.has(obligationId)).slice(0, LISTED_IN_DIGEST),
  };
}

function itemOf({ title, link, action, dueAt, statusText, agency, waitingFor }: WorkItem): DigestItem {
  return { title, link, action, dueAt, statusText, agencyName: agency.name, waitingFor };
}

function reminderItem({ content }: Received): DigestItem {
  const { title, link, action, dueAt, daysLeft, agencyName, waitingFor } = content;
  const statusText = leftVi(contentStatus(content), daysLeft);
  return { title, link, action: action ?? 'Mở việc', dueAt, statusText, agencyName, waitingFor };
}
