import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { stopCluster } from '../src/platform/db/embedded/cluster.ts';
import { type Client, HttpError, signedIn } from './support/client.ts';
import { dunghen, freePort, newDataDir, removeDataDir, type RunningProgram, startProgram } from './support/program.ts';

const KILLS = 20;
const SEED = 20_180_226;
const dataDir = newDataDir();
const leftOpen: { end(): Promise<unknown> }[] = [];
after(async () => {
  for (const open of leftOpen) await open.end();
  await stopCluster(dataDir);
  removeDataDir(dataDir);
});

interface Proposal {
  readonly id: string;
  readonly version: number;
  readonly problems: readonly { readonly code: string }[];
}

/** A letter of two orders; each differs, else it would be recognised as the same paper. */
const letter = (n: number) =>
  [
    'ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA',
    `Số: ${500 + n}/UBND-KT`,
    'Khánh Hòa, ngày 26 tháng 02 năm 2018',
    'Kính gửi: Sở Tài chính; Sở Xây dựng',
    `Giao Sở Tài chính chủ trì rà soát dự toán gói thầu số ${n}, báo cáo UBND tỉnh trước ngày 09/3/2018.`,
    `Giao Sở Xây dựng kiểm tra công trình số ${n}, báo cáo kết quả trước ngày 16/3/2018.`,
    'TM. ỦY BAN NHÂN DÂN',
    'CHỦ TỊCH',
    'Nguyễn Văn Thử',
  ].join('\n\n');

/** Takes in letter `n`, accepts what was found, gives it out. Every step may be repeated after a crash. */
async function issue(client: Client, n: number): Promise<number> {
  const { document } = await client.call<{ document: { id: string; state: string; proposals: Proposal[] } }>(
    'POST',
    '/api/notices',
    { text: letter(n) },
    `take-in-${n}`.padEnd(8, '-'),
  );
  const now = await client.call<{ state: string; proposals: (Proposal & { state: string })[] }>(
    'GET',
    `/api/notices/${document.id}`,
  );
  const open = now.proposals.filter((one) => one.state === 'proposed');
  if (open.length > 0)
    await client.call('POST', `/api/notices/${document.id}/accept`, {
      versions: Object.fromEntries(open.map((one) => [one.id, one.version])),
    });
  const { tasks } = await client.call<{ tasks: unknown[] }>(
    'POST',
    `/api/notices/${document.id}/issue`,
    {},
    `issue-${n}`.padEnd(8, '-'),
  );
  return tasks.length;
}

test(`killed ${KILLS} times at random while tasks are given out and reminders fire: nothing lost, nothing recorded twice`, async () => {
  const port = await freePort();
  const random = seeded(SEED);
  const acknowledged = new Map<number, number>();
  let next = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const program = await startProgram({ dataDir, port });
    const killed = wait(Math.floor(random() * 1500)).then(() => program.kill());
    await workUntilGone(program, async (client) => {
      acknowledged.set(next, await issue(client, next));
      next += 1;
      await client.call('POST', '/api/demo/clock', { by: 'next-morning' });
    });
    await killed;
  }

  const program = await startProgram({ dataDir, port });
  leftOpen.push({ end: () => program.kill() });
  const client = await signedIn(program.address, 'vpubnd.theodoi');
  acknowledged.set(next, await issue(client, next));
  await client.call('POST', '/api/demo/clock', { to: '2018-04-20T09:00' });

  const database = await ownerOf(dataDir);
  const rows = async (query: string) => (await database.query<Record<string, unknown>>(query)).rows;
  const given = await rows(
    `select d.number, count(t.id)::int as tasks from notice_document d join directive_task t on t.document_id = d.id group by d.number`,
  );
  for (const [n, tasks] of acknowledged) {
    assert.equal(given.find((row) => row['number'] === `${500 + n}/UBND-KT`)?.['tasks'], tasks, `letter ${n}`);
  }
  assert.ok(acknowledged.size > 5, `only ${acknowledged.size} letters were given out between the kills`);
  assert.deepEqual(
    await rows(
      `select number, count(*) from notice_document where number is not null group by number having count(*) > 1`,
    ),
    [],
    'a paper taken in twice',
  );
  assert.deepEqual(
    await rows(
      `select a.id from directive_assignment a where not exists (select 1 from reminder_obligation o where o.source = 'directives' and o.key = a.id::text)`,
    ),
    [],
    'an assignment nobody is reminded of',
  );
  assert.deepEqual(
    await rows(
      `select obligation_id, plan_version, step_key, count(*) from reminder_firing group by 1, 2, 3 having count(*) > 1`,
    ),
    [],
    'a reminder recorded twice',
  );
  assert.deepEqual(
    await rows(
      `select firing_id, recipient_id, channel, count(*) from reminder_message group by 1, 2, 3, digest_id having count(*) > 1`,
    ),
    [],
    'a message recorded twice',
  );
  await drained(rows);
  assert.deepEqual(
    await rows(
      `select id, state from reminder_message where channel = 'email' and state not in ('sent', 'held', 'digested')`,
    ),
    [],
    'a mail that did not leave',
  );
  assert.deepEqual(
    await rows(
      `select m.id from reminder_message m where m.channel = 'email' and m.state <> 'held' and m.mail_id is not null and not exists (select 1 from demo_mail d where d.message_id like '%' || m.mail_id || '%')`,
    ),
    [],
    'a mail that did not arrive',
  );
  await database.end();
  const audit = await dunghen(dataDir, 'audit', 'verify', '--json');
  assert.deepEqual((JSON.parse(audit.stdout) as { broken: unknown[] }).broken, []);
  assert.equal(await program.stop(), 0);
});

/** Goes on until the program is gone; what it refuses while alive is a failure of the test. */
async function workUntilGone(program: RunningProgram, step: (client: Client) => Promise<void>): Promise<void> {
  try {
    const client = await signedIn(program.address, 'vpubnd.theodoi');
    for (;;) await step(client);
  } catch (error) {
    if (error instanceof HttpError) throw error;
    await new Promise<void>((done) =>
      program.process.exitCode !== null || program.process.signalCode !== null
        ? done()
        : program.process.once('exit', () => done()),
    );
  }
}

/** Mails the last kill interrupted wait for their next attempt by the real clock: at most a minute. */
async function drained(rows: (query: string) => Promise<unknown[]>): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    if ((await rows(`select 1 from reminder_message where state in ('queued', 'failed') limit 1`)).length === 0) return;
    await wait(250);
  }
}

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

/** mulberry32: the moments of the kills, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
