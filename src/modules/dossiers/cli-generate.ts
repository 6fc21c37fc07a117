import type { Command } from 'commander';
import { Refusal } from '#kernel/refusal.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { CliContext } from '#platform/cli/context.ts';
import type { Generation } from './demo/generate.ts';

interface GenerateOptions {
  readonly count: string;
  readonly seed: string;
}

/** `dunghen dossiers generate`: made-up dossiers for trying out and measuring, in a demonstration province only. */
export function registerGenerate(group: Command, context: CliContext): void {
  group
    .command('generate')
    .description('Sinh thêm hồ sơ mẫu cho tỉnh trình diễn; chạy lại cùng số lượng và hạt giống thì làm tiếp')
    .requiredOption('--count <number>', 'số hồ sơ, 1 đến 10000000')
    .option('--seed <number>', 'hạt giống; cùng hạt giống cho cùng hồ sơ', '1')
    .option('--json', 'in JSON ra đầu ra chuẩn')
    .action(async (options: GenerateOptions) => {
      const count = whole(options.count, 1, 10_000_000);
      const seed = whole(options.seed, 0, 0x7fffffff);
      const { progressBar } = await import('#platform/cli/progress.ts');
      const bar = progressBar('Hồ sơ mẫu', count);
      const wanted = { count, seed, onProgress: (at: number) => bar.at(at) };
      const { made, there } = count < MANY ? await generateFew(context, wanted) : await generateMany(context, wanted);
      bar.end();
      const vi = (value: number) => value.toLocaleString('vi-VN');
      context.print({ made, there }, () => `Đã sinh ${vi(made)} hồ sơ mẫu; bộ này có ${vi(there)} hồ sơ.`);
    });
}

/** From here on it pays to take the indexes away and make them again. */
const MANY = 100_000;

async function generateFew(context: CliContext, wanted: Generation) {
  const province = await context.province();
  const { generateInto } = await import('./demo/generate.ts');
  return generateInto(province.as(systemActor('Dữ liệu trình diễn')), wanted);
}

async function generateMany(context: CliContext, wanted: Generation) {
  const { generateMillions } = await import('./demo/bulk.ts');
  return generateMillions(await context.access(), wanted, (what, left) =>
    context.note(what === 'indexes' ? `Còn ${left} chỉ mục phải dựng lại` : `Còn ${left} hồ sơ đang mở phải đặt nhắc`),
  );
}

function whole(text: string, least: number, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw new Refusal('dossiers.generate_number', 400, { text, least, most });
  return value;
}
