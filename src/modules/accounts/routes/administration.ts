import type { App } from '#platform/http/app.ts';
import { accountsPermissions } from '../permissions.ts';
import { NoContent, PersonParams } from '../schema.ts';
import { disableAccount, enableAccount } from '../service/administration.ts';
import type { Accounts } from '../service/context.ts';

const tags = ['Tài khoản'];

export function administrationRoutes(app: App, accounts: Accounts): void {
  app.post(
    '/api/accounts/:personId/disable',
    {
      schema: {
        summary: 'Khóa tài khoản; mọi phiên kết thúc ngay',
        tags,
        params: PersonParams,
        response: { 204: NoContent },
      },
      config: { permission: accountsPermissions.manage },
    },
    async (request, reply) => {
      await request.work.run((tx) => disableAccount(tx, request.params.personId, accounts.realTime.now()));
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/api/accounts/:personId/enable',
    {
      schema: { summary: 'Mở khóa tài khoản', tags, params: PersonParams, response: { 204: NoContent } },
      config: { permission: accountsPermissions.manage },
    },
    async (request, reply) => {
      await request.work.run((tx) => enableAccount(tx, request.params.personId));
      return reply.code(204).send(null);
    },
  );
}
