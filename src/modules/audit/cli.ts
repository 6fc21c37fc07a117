import { systemActor } from '#platform/auth/actor.ts';
import type { RegisterCommands } from '#platform/cli/context.ts';
import { verifyChains } from './public.ts';

export const register: RegisterCommands = (group, context) => {
  group
    .command('verify')
    .description('Tính lại toàn bộ chuỗi băm của nhật ký và báo chỗ bị sửa, mất hoặc cắt')
    .option('--json', 'in JSON ra đầu ra chuẩn')
    .action(async () => {
      const province = await context.province();
      const result = await province.as(systemActor('Dòng lệnh')).run(verifyChains);
      context.print(result, () =>
        [
          `${result.chains} chuỗi, ${result.entries} dòng, ${result.seals} dấu giờ`,
          ...result.broken.map((one) => `HỎNG ${one.where}: ${one.what}`),
        ].join('\n'),
      );
      if (result.broken.length > 0) process.exitCode = 2;
    });
};
