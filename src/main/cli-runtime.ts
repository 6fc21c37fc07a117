import { listProvinces } from '#platform/db/prepare.ts';
import type { ProvinceInfo } from '#platform/db/province.ts';
import { SetupError } from '#platform/db/setup-error.ts';
import { type Runtime, startRuntime } from './runtime.ts';

export interface GlobalOptions {
  readonly data?: string;
  readonly province?: string;
}

/** The data folder a command works on. */
export function dataDirOf({ data }: GlobalOptions): string {
  return data ?? '.data';
}

/**
 * The database a command works on. A server that is running is left running; one that this command had to
 * start is stopped again at its end.
 */
export async function openDatabase(options: GlobalOptions, closers: (() => Promise<void>)[]): Promise<Runtime> {
  const databaseUrl = process.env['DATABASE_URL'];
  const runtime = await startRuntime({ dataDir: dataDirOf(options), databaseUrl, owner: false });
  closers.push(() => runtime.stop());
  return runtime;
}

/** The database and the province a command names, or the only one there is. */
export async function openRuntime(
  options: GlobalOptions,
  closers: (() => Promise<void>)[],
): Promise<{ runtime: Runtime; info: ProvinceInfo }> {
  const runtime = await openDatabase(options, closers);
  const known = await listProvinces(runtime.ownerUrl);
  const info = options.province ? known.find((one) => one.code === options.province) : known[0];
  if (!info)
    throw new SetupError(
      known.length === 0
        ? 'Chưa có tỉnh nào. Chạy npm start để có tỉnh trình diễn, hoặc npm run dunghen -- init.'
        : `Không có tỉnh "${options.province}". Có: ${known.map((one) => one.code).join(', ')}.`,
    );
  if (!options.province && known.length > 1)
    throw new SetupError(`Có nhiều tỉnh, hãy chọn bằng --province: ${known.map((one) => one.code).join(', ')}.`);
  return { runtime, info };
}
