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

/** Queues of a clerk and of a monitor, and searches by what people type. */
export async function pagesOf(subject: Subject, clerk: string, monitor: string): Promise<Page[]> {
  const { rows } = await subject.owner.query<{ name: string; code: string; phone: string }>(
    `select applicant->>'name' as name, code, applicant->>'phone' as phone
     from dossier tablesample bernoulli (5) repeatable (7) where code is not null and origin = 'demo' limit 400`,
  );
  const search = (words: string) => `/api/dossiers?q=${encodeURIComponent(words)}`;
  const plain = (text: string) =>
    text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
  const by = (words: (row: (typeof rows)[number]) => string) => rows.map((row) => search(words(row)));
  const queue = (query: string) => [`/api/dossiers?${query}`];
  return [
    { name: 'queue of an agency', cookie: clerk, paths: queue('queue=agency') },
    { name: 'queue of a counter', cookie: clerk, paths: queue('queue=counter') },
    { name: 'overdue, whole province', cookie: monitor, paths: queue('queue=all&open=true&urgency=overdue') },
    { name: 'open by due date, whole province', cookie: monitor, paths: queue('queue=all&open=true') },
    { name: 'newest, whole province', cookie: monitor, paths: queue('queue=all') },
    { name: 'newest of one agency', cookie: clerk, paths: queue('queue=all') },
    { name: 'search by code', cookie: monitor, paths: by(({ code }) => code) },
    { name: 'search by phone', cookie: monitor, paths: by(({ phone }) => phone) },
    { name: 'search by name', cookie: monitor, paths: by(({ name }) => name) },
    { name: 'search by name without accents', cookie: monitor, paths: by(({ name }) => plain(name)) },
    { name: 'search by name, clerk', cookie: clerk, paths: by(({ name }) => plain(name)) },
    { name: 'search by name with a typing error', cookie: monitor, paths: by(({ name }) => typingError(plain(name))) },
    { name: 'search by code with a typing error', cookie: monitor, paths: by(({ code }) => typingError(code)) },
  ];
}

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
