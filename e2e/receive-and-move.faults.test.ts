import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { seededRandom } from '../src/kernel/random.ts';
import { stopCluster } from '../src/platform/db/embedded/cluster.ts';
import { type Client, HttpError, signedIn } from './support/client.ts';
import { dunghen, freePort, newDataDir, removeDataDir, type RunningProgram, startProgram } from './support/program.ts';

const KILLS = 5;
/** A kill comes after this many answers, at the most: in the middle of what the other clients asked. */
const MOST_ANSWERS = 40;
const CLIENTS = 6;
const dataDir = newDataDir();
const leftOpen: { end(): Promise<unknown> }[] = [];
after(async () => {
  for (const open of leftOpen) await open.end();
  await stopCluster(dataDir);
  removeDataDir(dataDir);
});

interface Detail {
  readonly id: string;
  readonly code: string | null;
  readonly version: number;
  readonly actions: readonly string[];
  readonly nextSteps: readonly { readonly key: string; readonly when: string | null }[];
}
interface Counter {
  readonly login: string;
  readonly agencyId: string;
  readonly procedureVersionId: string;
}

/** What a client was told: nothing of it may be missing, and nothing may be there that it was not told in the end. */
interface Told {
  readonly submissionId: string;
  readonly id: string;
  readonly code: string | null;
  readonly actions: string[];
}

/** The program is there, or will be again: who finds it gone waits for that and asks again under the same key. */
class Line {
  #up = Promise.resolve();
  over = false;
  #answers = 0;
  #wanted: { readonly count: number; readonly reached: () => void } | undefined;

  goneUntil(started: Promise<unknown>): void {
    this.#up = started.then(() => undefined);
  }

  /** Until this many more answers have come. */
  async answers(more: number): Promise<void> {
    await new Promise<void>((reached) => (this.#wanted = { count: this.#answers + more, reached }));
  }

  #answered(): void {
    this.#answers += 1;
    if (this.#answers === this.#wanted?.count) this.#wanted.reached();
  }

  async ask<T>(client: Client, method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const key = randomUUID();
    for (;;) {
      await this.#up;
      try {
        const answer = await client.call<T>(method, path, body, key);
        this.#answered();
        return answer;
      } catch (error) {
        if (error instanceof HttpError) throw error;
        await wait(10); // the connection broke: the kill is under way
      }
    }
  }
}

/** Takes dossiers in and moves each as far as this clerk may, until it is over; each is left whole. */
async function work(line: Line, client: Client, counter: Counter, told: Told[]): Promise<void> {
  while (!line.over) {
    const submissionId = randomUUID();
    const made = await line.ask<Detail>(client, 'POST', '/api/dossiers', {
      submissionId,
      procedureVersionId: counter.procedureVersionId,
      agencyId: counter.agencyId,
      channel: 'counter',
      applicant: { name: 'Nguyễn Thị Thử', address: 'Nha Trang (mẫu)' },
    });
    const one: Told = { submissionId, id: made.id, code: made.code, actions: ['submit', 'accept'] };
    told.push(one);
    for (let now = made; !line.over; ) {
      const action = ['forward', 'advance', 'finish', 'hand-over-result'].find((name) => now.actions.includes(name));
      if (!action) break;
      const [way] = now.nextSteps;
      const more = way?.when && action !== 'finish' ? { when: way.when, stepKey: way.key } : {};
      const body = { action, version: now.version, ...more };
      now = await line.ask<Detail>(client, 'POST', `/api/dossiers/${now.id}/actions`, body);
      one.actions.push(action);
    }
  }
}

test(`killed ${KILLS} times while ${CLIENTS} clients take dossiers in and move them: nothing told is lost, nothing done twice`, async () => {
  const port = await freePort();
  const { uniform } = seededRandom(20_180_226);
  let program: RunningProgram = await startProgram({ dataDir, port });
  leftOpen.push({ end: () => program.kill() });
  const database = await ownerOf(dataDir);
  const rows = async <Row extends pg.QueryResultRow>(query: string, values: unknown[] = []): Promise<Row[]> =>
    (await database.query<Row>(query, values)).rows;
  const counters = await rows<Counter>(
    `select distinct on (d.receiving_agency_id) a.login, d.receiving_agency_id as "agencyId",
       d.procedure_version_id as "procedureVersionId"
     from dossier d join org_post p on p.agency_id = d.receiving_agency_id and p.role = 'agency-clerk'
     join org_membership m on m.post_id = p.id join account a on a.person_id = m.person_id
     where d.state = 'returned' and d.outcome = 'granted'
       and exists (select 1 from dossier_event e where e.dossier_id = d.id and e.action = 'advance')
     order by d.receiving_agency_id, d.submitted_at, a.login limit 3`,
  );
  assert.equal(counters.length, 3);

  const line = new Line();
  const told: Told[] = [];
  // Two clients at each counter: they take numbers from the same row.
  const desks = await Promise.all(
    Array.from({ length: CLIENTS }, async (_, at) => {
      const counter = counters[at % counters.length] as Counter;
      return { counter, client: await signedIn(program.address, counter.login) };
    }),
  );
  const finished = Promise.all(desks.map(({ counter, client }) => work(line, client, counter, told)));
  for (let kill = 0; kill < KILLS; kill += 1) {
    await Promise.race([finished, line.answers(5 + Math.floor(uniform() * MOST_ANSWERS))]); // a client that is refused something ends the test at once
    const started = Promise.withResolvers<void>();
    line.goneUntil(started.promise);
    await program.kill();
    program = await startProgram({ dataDir, port });
    started.resolve();
  }
  await Promise.race([finished, line.answers(10)]);
  line.over = true;
  await finished;
  assert.ok(told.length >= CLIENTS * 2, `only ${told.length} dossiers were taken in between the kills`);

  const ids = told.map(({ submissionId }) => submissionId);
  const kept = await rows<{ id: string; code: string; submission: string; version: number; actions: string[] }>(
    `select d.id, d.code, d.submission_id as submission, d.version,
       (select array_agg(e.action order by e.seq) from dossier_event e where e.dossier_id = d.id) as actions
     from dossier d where d.submission_id = any ($1)`,
    [ids],
  );
  const bySubmission = new Map(kept.map((row) => [row.submission, row]));
  for (const { submissionId, id, code, actions } of told) {
    const row = bySubmission.get(submissionId);
    assert.deepEqual([row?.id, row?.code, row?.actions], [id, code, actions]);
    assert.equal(row?.version, actions.length);
  }
  assert.deepEqual(
    await rows(`select code, count(*) from dossier where code is not null group by code having count(*) > 1`),
    [],
    'a number given twice',
  );
  const made = kept.map(({ id }) => id);
  assert.deepEqual(
    await rows(
      `select e.dossier_id, e.seq from dossier_event e where e.dossier_id = any ($1::uuid[]) and (
         select count(*) from event_outbox o where o.name = 'dossiers.moved' and o.payload->>'dossierId' = e.dossier_id::text
           and (o.payload->>'seq')::int = e.seq) <> 1`,
      [made],
    ),
    [],
    'an event not told of exactly once',
  );
  assert.deepEqual(
    await rows(
      `select d.id from dossier d where d.id = any ($1::uuid[]) and d.due_at is not null and (
         select count(*) from reminder_obligation o where o.source = 'dossiers' and o.key = d.id::text
           and (o.state = 'open') = (d.clock = 'running')) <> 1`,
      [made],
    ),
    [],
    'a dossier whose reminders do not stand where its clock stands',
  );
  const chains = await rows<{ id: string; links: number }>(
    `select d.id, (select count(*)::int from audit_entry a where a.subject_kind = 'dossier' and a.subject_id = d.id::text) - d.version as links
     from dossier d where d.id = any ($1::uuid[])`,
    [made],
  );
  assert.deepEqual(
    chains.filter(({ links }) => links !== 0),
    [],
    'a chain longer or shorter than its history',
  );
  await database.end();
  const audit = await dunghen(dataDir, 'audit', 'verify', '--json');
  assert.deepEqual((JSON.parse(audit.stdout) as { broken: unknown[] }).broken, []);
  const verified = await dunghen(dataDir, 'dossiers', 'verify', '--json');
  const { wrong, dossiers } = JSON.parse(verified.stdout) as { wrong: unknown[]; dossiers: number };
  assert.deepEqual(wrong, []);
  assert.ok(dossiers >= told.length);
  assert.equal(await program.stop(), 0);
});

async function ownerOf(folder: string): Promise<pg.Client> {
  const password = readFileSync(join(folder, 'postgres.secret'), 'utf8').trim();
  const port = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  const client = new pg.Client({
    connectionString: `postgres://postgres:${password}@127.0.0.1:${port}/dunghen`,
    options: '-c search_path=p_khanh_hoa_2018,public',
  });
  await client.connect();
  leftOpen.push(client);
  return client;
}
