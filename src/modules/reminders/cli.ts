import { Refusal } from '#kernel/refusal.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';
import type { RegisterCommands } from '#platform/cli/context.ts';
import { settleRestored } from './restore.ts';

/** `dunghen reminders`: what is done to reminders from outside the program. */
export const register: RegisterCommands = (group, context) => {
  group
    .command('restored')
    .description('Sau khi khôi phục bản sao lưu, trước khi chạy lại: không nhắc lại những gì đã gửi')
    .requiredOption(
      '--sent-until <moment>',
      'lúc cuối cùng chương trình trước khi hỏng còn gửi, giờ Việt Nam nếu không ghi múi giờ, ví dụ 2018-03-27T09:15',
    )
    .option('--json', 'in JSON ra đầu ra chuẩn')
    .action(async ({ sentUntil }: { sentUntil: string }) => {
      const until = parseInstant(sentUntil);
      if (!until) throw new Refusal('reminders.bad_moment', 422);
      const settled = await settleRestored(await context.province(), until);
      context.print(settled, () =>
        [
          `${settled.steps} mốc nhắc đã qua được ghi nhận, không gửi lại cho ai.`,
          `${settled.lettersTaken} thư đang chờ trong bản sao lưu được coi là đã gửi.`,
          `${settled.lettersDoubtful} thư đang lỗi nằm ở trang Thư chưa gửi được, chờ người quản trị quyết định.`,
        ].join('\n'),
      );
    });
};
