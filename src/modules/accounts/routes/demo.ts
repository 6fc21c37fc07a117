import { systemActor } from '#platform/auth/actor.ts';
import type { Province } from '#platform/db/province.ts';
import type { App } from '#platform/http/app.ts';
import { ROLE_WORDS } from '../domain/role-words.ts';
import { DemoAccounts } from '../schema.ts';
import { listDemoAccounts } from '../service/demo.ts';

/**
 * The accounts to try a demonstration with, told to everybody as the terminal tells them at the start. A real
 * province has no such address.
 */
export function demoAccountsRoutes(app: App, province: Province, password: string): void {
  if (!province.info.isDemonstration) return;
  app.get(
    '/api/demo/accounts',
    {
      schema: {
        summary: 'Tài khoản để dùng thử tỉnh trình diễn',
        tags: ['Trình diễn'],
        response: { 200: DemoAccounts },
      },
      config: { permission: 'public' },
    },
    async () => {
      const accounts = await province.as(systemActor('Trang đăng nhập')).run(listDemoAccounts);
      return { accounts: accounts.map((one) => ({ ...one, role: ROLE_WORDS[one.roleId] })), password };
    },
  );
}
