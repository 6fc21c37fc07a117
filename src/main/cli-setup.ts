import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { CliContext } from '#platform/cli/context.ts';
import { SetupError } from '#platform/db/setup-error.ts';
import { type GlobalOptions, openDatabase } from './cli-runtime.ts';
import { initProvince } from './provinces.ts';

interface InitOptions {
  readonly code: string;
  readonly name: string;
  readonly agencies: string;
  readonly url: string;
}

/** Commands that make or remove whole provinces. */
export function registerSetup(program: Command, context: CliContext, closers: (() => Promise<void>)[]): void {
  program
    .command('init')
    .description('Tạo một tỉnh thật và in liên kết một lần cho quản trị viên đầu tiên')
    .requiredOption('--code <code>', 'mã tỉnh, chữ thường không dấu, ví dụ khanh-hoa')
    .requiredOption('--name <name>', 'tên tỉnh, ví dụ "Tỉnh Khánh Hòa"')
    .option('--agencies <set>', 'danh mục cơ quan ban đầu của Khánh Hòa: 2018, 2025, hoặc none', 'none')
    .option(
      '--url <address>',
      'địa chỉ cán bộ dùng để mở hệ thống',
      process.env['DUNGHEN_PUBLIC_URL'] ?? 'http://127.0.0.1:8080',
    )
    .option('--json', 'in JSON ra đầu ra chuẩn')
    .action(async (options: InitOptions) => {
      const { agencies } = options;
      if (agencies !== '2018' && agencies !== '2025' && agencies !== 'none')
        throw new SetupError(`--agencies "${agencies}" không có. Chọn 2018, 2025 hoặc none.`);
      if (!URL.canParse(options.url)) throw new SetupError(`--url "${options.url}" không phải địa chỉ web.`);
      const name = options.name.normalize('NFC').trim();
      if (name === '' || name.length > 100)
        throw new SetupError('Tên tỉnh phải có từ 1 đến 100 chữ, ví dụ --name "Tỉnh Khánh Hòa".');
      const global = program.opts<GlobalOptions>();
      const runtime = await openDatabase(global, closers);
      (await import('./subscriptions.ts')).connectModules();
      const { info, token } = await initProvince(runtime, {
        code: options.code,
        name,
        agencies,
      });
      const link = new URL(`/moi/${token}`, options.url).href;
      context.print(
        { province: info.code, link },
        () =>
          `Đã tạo ${info.name} (${info.code}).\nLiên kết một lần cho quản trị viên đầu tiên, dùng trong 72 giờ:\n${link}\nChạy: npm start --${global.data === undefined || global.data === '.data' ? '' : ` --data ${global.data}`} --province ${info.code}`,
      );
    });
  program
    .command('demo-reset')
    .description('Xóa dữ liệu trình diễn trong thư mục dữ liệu để npm start tạo lại từ đầu')
    .action(async () => {
      const { data = '.data' } = program.opts<GlobalOptions>();
      if (process.env['DATABASE_URL'])
        throw new SetupError('demo-reset chỉ dùng cho cơ sở dữ liệu nhúng; với DATABASE_URL hãy tự xóa.');
      await refuseRealProvinces(program.opts<GlobalOptions>());
      const { stopCluster } = await import('#platform/db/embedded/cluster.ts');
      const folder = await stopCluster(data);
      for (const name of ['', '.secret', '.ready', '.log'])
        rmSync(`${folder}${name}`, { recursive: true, force: true });
      context.note(`Đã xóa dữ liệu trình diễn trong ${join(folder, '..')}.`);
    });
}

/** A real province is never thrown away by a command made for demonstrations. */
async function refuseRealProvinces(options: GlobalOptions): Promise<void> {
  const closers: (() => Promise<void>)[] = [];
  const runtime = await openDatabase(options, closers);
  const { listProvinces } = await import('#platform/db/prepare.ts');
  const real = (await listProvinces(runtime.ownerUrl)).filter((one) => !one.isDemonstration);
  for (const close of closers.reverse()) await close();
  if (real.length > 0)
    throw new SetupError(`Thư mục này có tỉnh thật (${real.map((one) => one.code).join(', ')}), không xóa.`);
}
