import { Logger, makeWorkerUtils, type Runner, run, runTaskListOnce } from 'graphile-worker';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Contender } from './contender.ts';
import { settle, statement } from './field.ts';

/*
 * The peers write what our engine writes: into tables of the same shape, with the same indexes, one unique record and
 * its messages (one in the program, one letter in the queue). They do not plan a next step.
 */

/** Told how many of the jobs are made. */
type Progress = (made: number) => void;

const QUEUE = 'remind';
const BATCH = 1000;
const SILENT = new Logger(() => () => undefined);

/** The tables, without the references the originals have to other tables. */
export async function makePeerTables(ownerUrl: string): Promise<void> {
  await statement(
    ownerUrl,
    `create table if not exists public.peer_firing (like p_bench.reminder_firing including all);
     create table if not exists public.peer_message (like p_bench.reminder_message including all);
     truncate public.peer_firing, public.peer_message`,
  );
}

/** What a firing and a message of ours hold, taken from one that was made: the peers write the same bytes. */
export interface Sample {
  readonly told: unknown;
  readonly content: unknown;
}

const RECORD = `
  with job as (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) as j (id, obligation, letter, shown)),
  f as (
    insert into public.peer_firing
      (id, obligation_id, plan_version, step_key, kind, planned_at, fired_at, outcome, folded, told, content)
    select id, obligation, 1, 'due-day', 'due-today', '2018-03-30T00:00:00Z', now(), 'told', '[]', $5::jsonb, $6::jsonb
    from job
    on conflict (obligation_id, plan_version, step_key) do nothing returning id, obligation_id, fired_at)
  insert into public.peer_message
    (id, firing_id, obligation_id, recipient_id, audience, channel, address, fired_at, state, next_attempt_at, sent_at)
  select case c when 'email' then letter else shown end, f.id, f.obligation_id, job.obligation, 'owner', c,
    case c when 'email' then 'cv@do.invalid' end, f.fired_at,
    case c when 'email' then 'queued' else 'sent' end, case c when 'email' then now() end,
    case c when 'email' then null else now() end
  from f join job using (id) cross join (values ('email'), ('in-app')) v (c)`;

function recordOf(obligations: readonly string[], { told, content }: Sample): pg.QueryConfig {
  const ids = () => obligations.map(() => crypto.randomUUID());
  const values = [ids(), obligations, ids(), ids(), JSON.stringify(told), JSON.stringify(content)];
  return { name: 'record', text: RECORD, values };
}

/** Makes the jobs: those due at a moment that has passed, the others ten years from now. */
export async function fillGraphile(
  ownerUrl: string,
  scheduled: number,
  due: number,
  progress: Progress,
): Promise<void> {
  await statement(ownerUrl, 'drop schema if exists graphile_worker cascade');
  const utils = await makeWorkerUtils({ connectionString: ownerUrl, logger: SILENT });
  await utils.migrate();
  await utils.release();
  await addGraphile(ownerUrl, scheduled - due, "now() + interval '10 years'", progress);
  await settle(ownerUrl);
}

async function addGraphile(
  ownerUrl: string,
  count: number,
  at: string,
  progress: Progress = () => undefined,
): Promise<void> {
  for (let made = 0; made < count; made += 50_000) {
    await statement(
      ownerUrl,
      `select count(*) from graphile_worker.add_jobs(array(
         select row('${QUEUE}', json_build_object('obligation', gen_random_uuid()), null, ${at}, 5, null, 0, null)::graphile_worker.job_spec
         from generate_series(1, ${Math.min(50_000, count - made)})))`,
    );
    progress(Math.min(made + 50_000, count));
  }
}

/** Ten at a time, jobs fetched and completed in batches: its settings for throughput. */
export async function graphile(ownerUrl: string, sample: Sample): Promise<Contender> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 12 });
  let told: ((count: number) => void) | undefined;
  const taskList = {
    [QUEUE]: async (payload: unknown, { withPgClient }: { withPgClient: WithClient }) => {
      const { obligation } = payload as { obligation: string };
      await withPgClient((client) => client.query(recordOf([obligation], sample)));
      told?.(1);
    },
  };
  let runner: Runner | undefined;
  return {
    poll: async () => {
      const client = await pool.connect();
      try {
        await runTaskListOnce({ logger: SILENT }, taskList, client);
      } finally {
        client.release();
      }
    },
    fire: async (due, committed) => {
      await addGraphile(ownerUrl, due, "now() - interval '1 second'");
      await settle(ownerUrl);
      let done = 0;
      const ended = new Promise<void>((resolve) => {
        told = (count) => {
          committed(count);
          done += count;
          if (done === due) resolve();
        };
      });
      committed(0);
      runner = await run({
        logger: SILENT,
        pgPool: pool,
        noHandleSignals: true,
        taskList,
        preset: {
          worker: { concurrentJobs: 10, localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
        },
      });
      await ended;
    },
    close: async () => {
      await runner?.stop();
      await pool.end();
    },
  };
}

type WithClient = <T>(use: (client: pg.PoolClient) => Promise<T>) => Promise<T>;

export async function fillBoss(ownerUrl: string, scheduled: number, due: number, progress: Progress): Promise<void> {
  await statement(ownerUrl, 'drop schema if exists pgboss cascade');
  const boss = await startedBoss(ownerUrl);
  await boss.createQueue(QUEUE);
  await addBoss(boss, scheduled - due, new Date(Date.now() + 315_576_000_000), progress);
  await boss.stop({ graceful: false });
  await settle(ownerUrl);
}

async function startedBoss(ownerUrl: string): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 4, supervise: false, schedule: false });
  boss.on('error', (error) => {
    throw error;
  });
  await boss.start();
  return boss;
}

async function addBoss(
  boss: PgBoss,
  count: number,
  startAfter: Date,
  progress: Progress = () => undefined,
): Promise<void> {
  for (let made = 0; made < count; made += 20_000) {
    const jobs = Array.from({ length: Math.min(20_000, count - made) }, () => ({
      data: { obligation: crypto.randomUUID() },
      startAfter,
    }));
    await boss.insert(QUEUE, jobs);
    progress(Math.min(made + 20_000, count));
  }
}

/** Fetches, writes and completes in batches, two loops at once: no waiting between polls. */
export async function pgBoss(ownerUrl: string, sample: Sample): Promise<Contender> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  const boss = await startedBoss(ownerUrl);
  return {
    poll: async () => {
      if ((await boss.fetch(QUEUE, { batchSize: BATCH })).length > 0) throw new Error('something was due');
    },
    fire: async (due, committed) => {
      await addBoss(boss, due, new Date(Date.now() - 1000));
      await settle(ownerUrl);
      committed(0);
      let done = 0;
      const loop = async () => {
        while (done < due) {
          const jobs = await boss.fetch<{ obligation: string }>(QUEUE, { batchSize: BATCH });
          if (jobs.length === 0) continue;
          await pool.query(
            recordOf(
              jobs.map(({ data }) => data.obligation),
              sample,
            ),
          );
          await boss.complete(
            QUEUE,
            jobs.map(({ id }) => id),
          );
          done += jobs.length;
          committed(jobs.length);
        }
      };
      await Promise.all([loop(), loop()]);
    },
    close: async () => {
      await boss.stop({ graceful: false });
      await pool.end();
    },
  };
}
