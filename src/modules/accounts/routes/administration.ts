import type { App } from '#platform/http/app.ts';
import { accountsPermissions } from '../permissions.ts';
import { AccountsPage, AccountsQuery, NoContent, PersonParams } from '../schema.ts';
import { disableAccount, enableAccount } from '../service/administration.ts';
import type { Accounts } from '../service/context.ts';
import { accountsPage } from '../service/listing.ts';
import { toAccountRow } from '../wire.ts';

const tags = ['Tài khoản'];

export function administrationRoutes(app: App, accounts: Accounts): void {
  app.get(
    '/api/accounts',
    {
      schema: {
        summary: 'Các tài khoản: tình trạng, vai trò, lần đăng nhập gần nhất',
        tags,
        querystring: AccountsQuery,
        response: { 200: AccountsPage },
      },
      config: { permission: accountsPermissions.read },
    },
    async (request) => {
      const page = await request.work.run((tx) => accountsPage(tx, request.query, accounts.realTime.now()));
      return { accounts: page.accounts.map(toAccountRow), next: page.next };
    },
  );
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
