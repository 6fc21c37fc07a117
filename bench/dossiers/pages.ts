import type { Desk } from './desks.ts';
import type { Subject } from './program.ts';
import type { Connection } from './http.ts';
import { closedLoop, type Measured } from './load.ts';

/** A page, and the person who opens it. */
export interface Page {
  readonly name: string;
  readonly cookie: string;
  /** Another address each time, so that no answer is found twice. */
  readonly paths: readonly string[];
}

interface Sample {
  readonly name: string;
  readonly code: string;
  readonly phone: string;
  readonly number: string;
}

/** Who opens pages: the monitor sees the province, the others what their counter has a part in. */
interface Readers {
  readonly monitor: string;
  readonly smallest: Desk;
  readonly largest: Desk;
}

/** Queues and lists of a small counter, a large one and the province, and searches by what people type. */
export async function pagesOf(subject: Subject, desks: readonly Desk[], monitor: string): Promise<Page[]> {
  const readers = { monitor, ...(await extremesOf(subject, desks)) };
  const samples = await samplesOf(subject, null);
  return [
    ...listsOf(readers),
    ...searchesOf(samples, monitor),
    ...(await searchesOfCounters(subject, readers, samples)),
  ];
}

function listsOf({ monitor, smallest, largest }: Readers): Page[] {
  const at = (name: string, cookie: string, query: string) => ({ name, cookie, paths: [`/api/dossiers?${query}`] });
  const ofCounter = (who: string, { cookie }: Desk) => [
    at(`queue of the agency, ${who}`, cookie, 'queue=agency'),
    at(`queue of the counter, ${who}`, cookie, 'queue=counter'),
    at(`results to hand over, ${who}`, cookie, 'queue=results'),
    at(`all open, ${who}`, cookie, 'queue=all&open=true'),
    at(`newest, ${who}`, cookie, 'queue=all'),
    { name: `badges, ${who}`, cookie, paths: ['/api/dossiers/counts'] },
  ];
  return [
    ...ofCounter('small counter', smallest),
    ...ofCounter('large counter', largest),
    at('overdue, whole province', monitor, 'queue=all&open=true&urgency=overdue'),
    at('open by due date, whole province', monitor, 'queue=all&open=true'),
    at('newest, whole province', monitor, 'queue=all'),
    { name: 'badges, whole province', cookie: monitor, paths: ['/api/dossiers/counts'] },
  ];
}

function searchesOf(samples: readonly Sample[], monitor: string): Page[] {
  const by = (name: string, words: (one: Sample) => string) => searches(name, monitor, samples.map(words));
  return [
    by('search by code', ({ code }) => code),
    by('search by the end of a code', ({ code }) => code.split('-').slice(-2).join('-')),
    by('search by code with a typing error', ({ code }) => typingError(code)),
    by('search by phone', ({ phone }) => phone),
    by('search by identity number', ({ number }) => number),
    by('search by name', ({ name }) => name),
    by('search by name without accents', ({ name }) => plain(name)),
    by('search by two words of a name', ({ name }) => plain(name).split(' ').slice(0, 2).join(' ')),
    by('search by the last two words of a name', ({ name }) => plain(name).split(' ').slice(-2).join(' ')),
    by('search by one word', ({ name }) => plain(name).split(' ').at(-1) ?? ''),
    by('search by a name half typed', ({ name }) => plain(name).slice(0, -2)),
    by('search by name with a typing error', ({ name }) => typingError(plain(name))),
    searches('search by the commonest name', monitor, ['nguyen van', 'nguyen thi', 'tran van', 'nguyen']),
    by('search that finds nothing', ({ name }) => `${plain(name)} khongco`),
  ];
}

async function searchesOfCounters(
  subject: Subject,
  { smallest, largest }: Readers,
  others: readonly Sample[],
): Promise<Page[]> {
  const pages: Page[] = [];
  for (const [who, { cookie, agencyId }] of [
    ['small counter', smallest],
    ['large counter', largest],
  ] as const) {
    const own = await samplesOf(subject, agencyId);
    pages.push(
      searches(
        `search by name, ${who}`,
        cookie,
        own.map(({ name }) => plain(name)),
      ),
      searches(
        `search by name with a typing error, ${who}`,
        cookie,
        own.map(({ name }) => typingError(plain(name))),
      ),
      searches(`search by the commonest name, ${who}`, cookie, ['nguyen van', 'nguyen thi', 'tran van', 'nguyen']),
      searches(
        `search by a name of others, ${who}`,
        cookie,
        others.map(({ name }) => plain(name)),
      ),
    );
  }
  return pages;
}

const searches = (name: string, cookie: string, texts: readonly string[]): Page => ({
  name,
  cookie,
  paths: texts.map((text) => `/api/dossiers?q=${encodeURIComponent(text)}`),
});

/** The counters with the fewest and the most dossiers. */
async function extremesOf({ owner }: Subject, desks: readonly Desk[]): Promise<Omit<Readers, 'monitor'>> {
  const { rows } = await owner.query<{ id: string }>(
    `select receiving_agency_id as id from dossier where receiving_agency_id = any ($1::uuid[])
     group by 1 order by count(*)`,
    [desks.map(({ agencyId }) => agencyId)],
  );
  const deskOf = (id: string | undefined) => desks.find(({ agencyId }) => agencyId === id);
  const [smallest, largest] = [deskOf(rows[0]?.id), deskOf(rows.at(-1)?.id)];
  if (!smallest || !largest) throw new Error('no counter has dossiers');
  return { smallest, largest };
}

/** What 400 made-up dossiers, out of all or of one counter, are found by. */
async function samplesOf({ owner }: Subject, agencyId: string | null): Promise<Sample[]> {
  const { rows } = await owner.query<Sample>(
    `select applicant ->> 'name' as name, code, applicant ->> 'phone' as phone, applicant ->> 'identityNumber' as number
     from dossier tablesample system ((select least(100, 100.0 * $2 / greatest(1, reltuples)) from pg_class where oid = 'dossier'::regclass))
     repeatable (7)
     where code is not null and origin = 'demo' and ($1::uuid is null or receiving_agency_id = $1)
     order by md5(id::text) limit 400`,
    [agencyId, agencyId === null ? 4_000 : 100_000],
  );
  return rows;
}

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase();

/** Two letters in the middle change places. */
function typingError(text: string): string {
  const at = Math.floor(text.length / 2);
  const [a = '', b = ''] = [text[at], text[at + 1]];
  return text.slice(0, at) + (a === b ? `${a}x` : b + a) + text.slice(at + 2);
}

/** One reader after another, as many pages as fit into `seconds`. */
export async function readPages(connection: Connection, { cookie, paths }: Page, seconds: number): Promise<Measured> {
  let turn = 0;
  const read = async () => {
    await connection.get(paths[turn % paths.length] ?? '', cookie);
    turn += 1;
  };
  await read();
  return closedLoop([read], seconds);
}
