import type { App } from '#platform/http/app.ts';
import { sessionOf } from '../authenticate.ts';
import { callerOf, clearSession, setSession } from '../cookies.ts';
import { accountsPermissions } from '../permissions.ts';
import { CurrentSession, Ended, NoContent, OpenSessions, PersonParams, SessionParams, SignIn } from '../schema.ts';
import type { Accounts } from '../service/context.ts';
import { endSession, endSessionsOf, sessionsOf, signOut } from '../service/sessions.ts';
import { signIn } from '../service/sign-in.ts';
import { currentSession, toOpenSession } from '../wire.ts';

const tags = ['Tài khoản'];

export function sessionRoutes(app: App, accounts: Accounts): void {
  app.get(
    '/api/session',
    {
      schema: { summary: 'Ai đang đăng nhập, được làm gì, giờ của tỉnh', tags, response: { 200: CurrentSession } },
      config: { permission: 'public' },
    },
    (request) =>
      request.work.run((tx) =>
        currentSession(tx, sessionOf(request), app.permissions.values(), accounts.realTime.now()),
      ),
  );
  app.post(
    '/api/session',
    {
      schema: { summary: 'Đăng nhập', tags, body: SignIn, response: { 204: NoContent } },
      config: { permission: 'public' },
    },
    async (request, reply) => {
      setSession(request, reply, await signIn(accounts, request.body, callerOf(request)));
      return reply.code(204).send(null);
    },
  );
  app.delete(
    '/api/session',
    { schema: { summary: 'Đăng xuất', tags, response: { 204: NoContent } }, config: { permission: 'public' } },
    async (request, reply) => {
      await signOut(accounts, callerOf(request));
      clearSession(request, reply);
      return reply.code(204).send(null);
    },
  );
  app.get(
    '/api/sessions',
    {
      schema: { summary: 'Các phiên đăng nhập của tôi', tags, response: { 200: OpenSessions } },
      config: { permission: 'signed-in' },
    },
    async (request) => {
      const mine = request.actor.personId ?? '';
      const sessions = await sessionsOf(request.work, mine, accounts.realTime.now());
      return { sessions: sessions.map((session) => toOpenSession(session, sessionOf(request)?.id)) };
    },
  );
  app.delete(
    '/api/sessions',
    {
      schema: { summary: 'Kết thúc các phiên khác của tôi', tags, response: { 200: Ended } },
      config: { permission: 'signed-in' },
    },
    async (request) => {
      const mine = request.actor.personId ?? '';
      return { ended: await endSessionsOf(request.work, mine, sessionOf(request)?.id) };
    },
  );
  app.delete(
    '/api/sessions/:id',
    {
      schema: {
        summary: 'Kết thúc một phiên: của tôi, hoặc của bất kỳ ai nếu là quản trị viên',
        tags,
        params: SessionParams,
        response: { 204: NoContent },
      },
      config: { permission: 'signed-in' },
    },
    async (request, reply) => {
      await endSession(request.work, request.params.id);
      return reply.code(204).send(null);
    },
  );
  app.get(
    '/api/accounts/:personId/sessions',
    {
      schema: { summary: 'Các phiên của một người', tags, params: PersonParams, response: { 200: OpenSessions } },
      config: { permission: accountsPermissions.manage },
    },
    async (request) => {
      const sessions = await sessionsOf(request.work, request.params.personId, accounts.realTime.now());
      return { sessions: sessions.map((session) => toOpenSession(session, sessionOf(request)?.id)) };
    },
  );
  app.delete(
    '/api/accounts/:personId/sessions',
    {
      schema: { summary: 'Kết thúc mọi phiên của một người', tags, params: PersonParams, response: { 200: Ended } },
      config: { permission: accountsPermissions.manage },
    },
    async (request) => ({
      ended: await endSessionsOf(request.work, request.params.personId, sessionOf(request)?.id),
    }),
  );
}
