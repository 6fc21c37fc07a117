import { systemActor } from '#platform/auth/actor.ts';
import type { RegisterCommands } from '#platform/cli/context.ts';
import { verifyDossiers } from './verify.ts';

/** `dunghen dossiers verify`: exit code 2 when something does not fit. */
export const registerVerify: RegisterCommands = (group, context) => {
  group
    .command('verify')
    .description('Tính lại mọi hồ sơ từ lịch sử và báo chỗ trạng thái, hạn hoặc thời điểm không khớp')
    .option('--json', 'in JSON ra đầu ra chuẩn')
    .action(async () => {
      const province = await context.province();
      const result = await province.as(systemActor('Dòng lệnh')).run(verifyDossiers);
      context.print(result, () =>
        [
          `${result.dossiers} hồ sơ, ${result.events} dòng lịch sử, ${result.wrong.length} hồ sơ không khớp`,
          ...result.wrong.map(({ id, code, faults }) => `SAI ${code ?? id}: ${faults.join(', ')}`),
        ].join('\n'),
      );
      if (result.wrong.length > 0) process.exitCode = 2;
    });
};
