import { mendCutOff } from '#modules/dossiers/public.ts';
import { connectModules } from './subscriptions.ts';
import { openProvince, type Province } from '#platform/db/province.ts';
import { startWorker, type Worker } from '#platform/jobs/worker.ts';
import { ensureWebBuilt, WEB_FOLDER } from './build-web.ts';
import { openBackground } from './background.ts';
import { logSettings } from './log.ts';
import type { StartOptions } from './options.ts';
import { refused, requireFreePort } from './port.ts';
import { openDatabase } from './data-folder.ts';
import { ensureProvince } from './provinces.ts';
import type { Runtime } from './runtime.ts';
import { buildServer } from './server.ts';

/** A running Đúng Hẹn. */
export interface Program {
  readonly address: string;
  readonly province: Province;
  readonly runtime: Runtime;
  /** Finishes what is being answered, then ends everything this program started. */
  stop(): Promise<void>;
}

const POLL_MS = 1000;

/**
 * Starts everything: database, province, worker, mail, web.
 * @throws SetupError or DataFolderError with the sentence to print; what was started until then is ended
 */
export async function startProgram(options: StartOptions): Promise<Program> {
  await requireFreePort(options.host, options.port);
  const cleanUp: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (let end = cleanUp.pop(); end; end = cleanUp.pop()) await end();
  };
  try {
    // Both are waited for even when one fails: a database half started is never left behind.
    const [started, built] = await Promise.allSettled([openDatabase(options), ensureWebBuilt()]);
    if (started.status === 'rejected') throw started.reason;
    const database = started.value;
    const { runtime } = database;
    cleanUp.push(() => database.end());
    if (built.status === 'rejected') throw built.reason;
    const info = await ensureProvince(runtime, options.province);
    const province = openProvince(runtime.appUrl, info);
    cleanUp.push(() => province.close());
    connectModules();
    const background = await openBackground(province, options, process.env);
    cleanUp.push(() => background.close());
    const { mail, equipment, jobs } = background;
    let ending = false;
    const app = buildServer({
      province,
      isEnding: () => ending,
      jobs,
      equipment,
      mail,
      webFolder: WEB_FOLDER,
      https: equipment.publicUrl.startsWith('https:'),
      trustProxy: options.trustProxy,
      logger: logSettings(),
    });
    cleanUp.push(() => app.close());
    // It was free when the start began; somebody else may have taken it since.
    const address = await app.listen({ port: options.port, host: options.host }).catch((error: unknown) => {
      throw refused(options.port, (error as NodeJS.ErrnoException).code ?? 'unknown');
    });
    const worker: Worker = startWorker(province, jobs, {
      pollMs: POLL_MS,
      onError: (job, error) => app.log.error({ job, err: error }, 'job failed'),
    });
    cleanUp.push(() => worker.stop());
    const mending = mendCutOff({ ownerUrl: runtime.ownerUrl, info });
    cleanUp.push(() => mending.stop());
    cleanUp.push(() => database.sayEnding());
    cleanUp.push(async () => {
      ending = true;
    });
    return { address: options.publicUrl ?? address, province, runtime, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
