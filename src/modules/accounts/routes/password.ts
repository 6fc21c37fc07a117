import { Refusal } from '#kernel/refusal.ts';
import type { App } from '#platform/http/app.ts';
import { sessionOf } from '../authenticate.ts';
import { setSessionToken } from '../cookies.ts';
import { ChangePassword, Ended } from '../schema.ts';
import type { Accounts } from '../service/context.ts';
import { changePassword } from '../service/passwords.ts';

export function passwordRoutes(app: App, accounts: Accounts): void {
  app.post(
    '/api/password',
    {
      schema: {
        summary: 'Đổi mật khẩu; các phiên khác kết thúc',
        tags: ['Tài khoản'],
        body: ChangePassword,
        response: { 200: Ended },
      },
      config: { permission: 'signed-in' },
    },
    async (request, reply) => {
      const session = sessionOf(request);
      if (!session) throw new Refusal('auth.required', 401);
      const work = accounts.province.as(request.actor);
      const { sessionToken, sessionsEnded } = await changePassword(accounts, work, request.body, session.id);
      setSessionToken(request, reply, sessionToken, session.endsAt.getTime() - accounts.realTime.now().getTime());
      return { ended: sessionsEnded };
    },
  );
}
