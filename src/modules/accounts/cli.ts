import { systemActor } from '#platform/auth/actor.ts';
import type { RegisterCommands } from '#platform/cli/context.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { inviteByLogin, listForOperator } from './service/operator.ts';

/** For whoever runs the server: the way back in when no administrator can sign in. */
export const register: RegisterCommands = (group, context) => {
  group
    .command('list')
    .description('Các tài khoản của tỉnh')
    .option('--json', 'in JSON ra đầu ra chuẩn')
    .action(async () => {
      const province = await context.province();
      const accounts = await province.as(systemActor('Dòng lệnh')).run(listForOperator);
      context.print(accounts, () => {
        const width = Math.max(0, ...accounts.map((one) => one.login.length));
        return accounts.map((one) => `${one.login.padEnd(width)}  ${STATES[one.state]}  ${one.fullName}`).join('\n');
      });
    });
  group
    .command('invite')
    .description('Tạo liên kết một lần để một tài khoản đặt mật khẩu (kể cả quản trị viên quên mật khẩu)')
    .argument('<login>', 'tên đăng nhập')
    .option(
      '--url <address>',
      'địa chỉ cán bộ dùng để mở hệ thống',
      process.env['DUNGHEN_PUBLIC_URL'] ?? 'http://127.0.0.1:8080',
    )
    .option('--json', 'in JSON ra đầu ra chuẩn')
    .action(async (login: string, options: { url: string }) => {
      const province = await context.province();
      const made = await province.as(systemActor('Dòng lệnh')).run((tx) => inviteByLogin(tx, login));
      const link = new URL(`/moi/${made.token}`, options.url).href;
      context.print({ login: made.login, link, expiresAt: toVietnamIso(made.expiresAt) }, () =>
        [`Liên kết một lần cho ${made.login}, dùng trong 72 giờ; liên kết trước đó không còn dùng được:`, link].join(
          '\n',
        ),
      );
    });
};

const STATES = { invited: 'chưa đặt mật khẩu', active: 'đang dùng       ', disabled: 'đã khóa         ' } as const;
