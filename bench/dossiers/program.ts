import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { ProvinceAccess } from '#modules/dossiers/demo/bulk-words.ts';
import { isClusterRunning, stopCluster } from '#platform/db/embedded/cluster.ts';
import { prepareDatabase } from '#platform/db/prepare.ts';
import { listProvinces } from '#platform/db/prepare.ts';
import { type ProcessorTime, processorTime } from './processor.ts';
import { openProvince, type Province } from '#platform/db/province.ts';
import { newDataDir, removeDataDir, startProgram } from '../../e2e/support/program.ts';

/** The whole program in a process of its own on a durable PostgreSQL, and the two ways into its database beside it. */
export interface Subject {
  readonly address: string;
  readonly dataDir: string;
  readonly province: Province;
  /** The owner's connection: row-level security does not apply to it. */
  readonly owner: pg.Pool;
  readonly schema: string;
  /** Both ways into the province, for filling it by the million. */
  readonly access: ProvinceAccess;
  processorTime(): ProcessorTime | undefined;
  end(): Promise<void>;
}

/** @param kept a folder that is used again and left; otherwise one is made and removed */
export async function startSubject(kept: string | undefined): Promise<Subject> {
  const dataDir = kept ?? newDataDir();
  if (kept) {
    mkdirSync(kept, { recursive: true });
    chmodSync(kept, 0o755);
    if (await isClusterRunning(kept)) throw new Error(`${kept} is in use`);
  }
  const program = await startProgram({ dataDir, province: 'khanh-hoa-2018' });
  const password = readFileSync(join(dataDir, 'postgres.secret'), 'utf8').trim();
  const pidFile = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  const [postmaster, , , port, socket] = pidFile.split('\n');
  const by = socket ? `?host=${encodeURIComponent(socket)}` : ''; // as the program itself asks
  const ownerUrl = `postgres://postgres:${password}@127.0.0.1:${port}/dunghen${by}`;
  const [info] = await listProvinces(ownerUrl);
  if (!info) throw new Error('no province was made');
  const { appUrl } = await prepareDatabase(ownerUrl);
  const province = openProvince(appUrl, info, { poolSize: 2 });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 32, options: `-c search_path=${info.schema},public` });
  return {
    address: program.address,
    dataDir,
    province,
    owner,
    schema: info.schema,
    access: { appUrl, ownerUrl, info },
    processorTime: () => processorTime(program.process.pid ?? 0, Number(postmaster)),
    end: async () => {
      await province.close();
      await owner.end();
      await program.stop();
      await stopCluster(dataDir);
      if (!kept) removeDataDir(dataDir);
    },
  };
}
