import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import { byForm, codesOneSlipAway } from '../domain/one-slip.ts';
import {
  allOf,
  anyOf,
  begun,
  codeEnd,
  lastOf,
  type Meant,
  meantBy,
  numberIn,
  ofNumber,
  ofProcedures,
  pairsOf,
  phrase,
  type Way,
  wordsOf,
} from '../domain/search-query.ts';
import { tables } from './rows.ts';

/** A dossier that was found, by when it came in. */
export interface Found {
  readonly id: string;
  readonly at: Date;
}

/** One reading of what was typed. */
export interface Reading {
  readonly way: Way;
  /** The code must end so as well. */
  readonly codeEnd?: string;
  /** Newest first, of those the caller may see, after a place. */
  page(after: Found | undefined, most: number): Promise<Found[]>;
  /** Of these dossiers the ones that it means. */
  among(ids: readonly string[]): Promise<string[]>;
}

/** Beyond this many continuations of a half-typed word, or meanings of a slip, the rest is left out. */
const MOST_CONTINUATIONS = 200;
const MOST_MEANINGS = 40;

/** Long enough to be a whole code, with the day and the number in it. */
const CODE = /^[A-Z0-9._/-]{10,60}$/i;

/**
 * What was typed, read one way after the other: the first that finds something is what was meant.
 * @param agencyId only dossiers in which this agency has a part; a code is looked for everywhere all the same
 */
export async function* readingsOf(db: Db, typed: string, agencyId?: string): AsyncGenerator<Reading> {
  const ask = (way: Way, asked: string) =>
    asking(db, way, agencyId === undefined ? asked : `(${asked}) & ${markOf(agencyId)}`);
  const text = typed.normalize('NFC').trim();
  const code = text.toUpperCase();
  if (CODE.test(text)) yield codes(db, 'code', [...new Set([text, code])]);
  const digits = numberIn(text);
  if (digits) yield ask('number', ofNumber(digits));
  const end = codeEnd(text);
  if (end) for (const asked of end.asked) yield { ...ask('code-end', asked), codeEnd: end.end.toUpperCase() };
  if (CODE.test(text) && /\d/.test(text)) {
    const { formed, others } = byForm(codesOneSlipAway(code));
    yield codes(db, 'code-slip', formed);
    yield codes(db, 'code-slip', others);
  }
  const words = wordsOf(text);
  if (words.length === 0) return;
  // What nobody ever bore is not looked for among millions.
  const borne = await known(db, [...words, ...pairsOf(words)]);
  const areBorne = (all: readonly string[]) => all.every((one) => borne.has(one));
  if (areBorne(words) && areBorne(pairsOf(words))) yield ask('name', phrase(words));
  const goesOn = areBorne(pairsOf(words.slice(0, -1))) ? await continuations(db, lastOf(words)) : [];
  if (goesOn.length > 0) yield ask('beginning', begun(words, goesOn));
  const procedures = await proceduresWith(db, words.join(' '));
  if (procedures.length > 0) yield ask('procedure', ofProcedures(procedures));
  if (words.length > 1 && areBorne(words)) yield ask('words', allOf(words));
  const meant = await knownOf(db, meantBy(words));
  if (meant.length > 0) yield ask('slip', anyOf(meant.map((one) => phrase(one.words))));
}

/** All dossiers of these agencies. */
export function ofParties(db: Db, agencyIds: readonly string[]): Reading {
  return asking(db, 'name', anyOf(agencyIds.map(markOf)));
}

/** How an agency stands among the words of a dossier. */
const markOf = (agencyId: string): string => `'A${agencyId.slice(-12)}'`;

/** Writes down what these dossiers are found by: after whatever changes their names, numbers, code or parties. */
export async function noteSearch(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`select dossier_search_note(${[...ids]}::uuid[])`.execute(db);
}

/** Names without marks that are most like what was typed, each word compared with the words people bear. */
export async function namesAlike(db: Db, words: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ place: number; word: string }>`
    select place, alike.word from unnest(${[...words]}::text[]) with ordinality as typed (word, place)
    cross join lateral (
      select k.word from dossier_search_word k
      where strpos(k.word, ' ') = 0 and k.word operator(public.%) typed.word
      order by public.similarity(k.word, typed.word) desc, k.word limit 2) as alike
    order by place`.execute(db);
  const first = words.map((word, index) => rows.find(({ place }) => place === index + 1)?.word ?? word);
  const shorter = words.length > 2 ? [first.slice(0, -1), first.slice(1)] : [];
  const typed = words.join(' ');
  return [...new Set([first, ...shorter].map((name) => name.join(' ')))].filter((name) => name !== typed);
}

/** Whether the caller sees any dossier with that name. */
export async function isBorne(db: Db, name: string): Promise<boolean> {
  return (await asking(db, 'name', phrase(wordsOf(name))).page(undefined, 1)).length > 0;
}

function asking(db: Db, way: Way, asked: string): Reading {
  return {
    way,
    page: (after, most) =>
      foundIn(
        db,
        sql`select id, at from dossier_search_page(${asked}::tsquery, ${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid, ${most}::integer)`,
      ),
    among: async (ids) => {
      const found = await foundIn(
        db,
        sql`select id, null as at from dossier_search_among(${asked}::tsquery, ${[...ids]}::uuid[]) as id`,
      );
      return found.map(({ id }) => id);
    },
  };
}

/** Dossiers of exactly these codes: too few for pages. (A list the planner cannot see it does not weigh one by one.) */
function codes(db: Db, way: Way, wanted: readonly string[]): Reading {
  const carrying = () =>
    tables(db)
      .selectFrom('dossier')
      .select(['id', 'submitted_at as at'])
      .where(sql<boolean>`code = any (array(select unnest(${[...wanted]}::text[])))`)
      .orderBy('submitted_at', 'desc')
      .limit(100);
  return {
    way,
    page: async (after) => (after ? [] : carrying().execute()),
    among: async (ids) => {
      const among = new Set(ids);
      return (await carrying().execute()).flatMap(({ id }) => (among.has(id) ? [id] : []));
    },
  };
}

async function foundIn(db: Db, query: RawBuilder<unknown>): Promise<Found[]> {
  return (await (query as RawBuilder<Found>).execute(db)).rows;
}

/** Words, or pairs of words, that begin with the text. */
async function continuations(db: Db, text: string): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select word from dossier_search_word where word > ${text} and word < ${`${text}\u{7f}`}
      and (strpos(word, ' ') = 0) = ${!text.includes(' ')}
    order by word limit ${MOST_CONTINUATIONS}`.execute(db);
  return rows.map(({ word }) => word);
}

async function proceduresWith(db: Db, words: string): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select word from dossier_search_procedure where strpos(name, ${words}) > 0 limit 100`.execute(db);
  return rows.map(({ word }) => word);
}

/** Of the meanings those whose words, and pairs of words, somebody bears. */
async function knownOf(db: Db, meant: readonly Meant[]): Promise<Meant[]> {
  const words = await known(
    db,
    meant.flatMap((one) => one.words),
  );
  const likely = meant.filter((one) => one.words.every((word) => words.has(word)));
  const pairs = await known(
    db,
    likely.flatMap((one) => one.pairs),
  );
  return likely.filter((one) => one.pairs.every((pair) => pairs.has(pair))).slice(0, MOST_MEANINGS);
}

async function known(db: Db, asked: readonly string[]): Promise<Set<string>> {
  if (asked.length === 0) return new Set();
  const { rows } = await sql<{ word: string }>`
    select word from dossier_search_word where word = any (array(select unnest(${[...new Set(asked)]}::text[])))`.execute(
    db,
  );
  return new Set(rows.map(({ word }) => word));
}
