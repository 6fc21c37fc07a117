import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { App } from '#platform/http/app.ts';
import { callerOf, setSession } from '../cookies.ts';
import { accountsPermissions } from '../permissions.ts';
import { AcceptInvite, InviteParams, InviteView, MadeInvite, MakeInvite, NoContent } from '../schema.ts';
import type { Accounts } from '../service/context.ts';
import { acceptInvite, invite, readInvite } from '../service/invites.ts';
import { toInviteWire } from '../wire.ts';

const tags = ['Tài khoản'];

export function inviteRoutes(app: App, accounts: Accounts): void {
  app.post(
    '/api/accounts/invites',
    {
      schema: {
        summary: 'Tạo liên kết dùng một lần cho một người (mời, hoặc đặt lại mật khẩu)',
        tags,
        body: MakeInvite,
        response: { 200: MadeInvite },
      },
      config: { permission: accountsPermissions.manage, secretAnswer: true },
    },
    async (request) => {
      // Repeated, it makes another link and voids the first: harmless, and no answer with a token is kept.
      const work = accounts.province.as(request.actor);
      const made = await work.run((tx) => invite(tx, request.body, accounts.realTime.now()));
      return {
        path: `/moi/${made.token}`,
        login: made.login,
        purpose: made.purpose,
        expiresAt: toVietnamIso(made.expiresAt),
      };
    },
  );
  app.get(
    '/api/invites/:token',
    {
      schema: { summary: 'Liên kết này mời ai', tags, params: InviteParams, response: { 200: InviteView } },
      config: { permission: 'public' },
    },
    async ({ params }) => toInviteWire(await readInvite(accounts, params.token), accounts.province.info.name),
  );
  app.post(
    '/api/invites/:token',
    {
      schema: {
        summary: 'Đặt mật khẩu bằng liên kết một lần và đăng nhập',
        tags,
        params: InviteParams,
        body: AcceptInvite,
        response: { 204: NoContent },
      },
      config: { permission: 'public' },
    },
    async (request, reply) => {
      const opened = await acceptInvite(accounts, request.params.token, request.body.password, callerOf(request));
      setSession(request, reply, opened);
      return reply.code(204).send(null);
    },
  );
}
