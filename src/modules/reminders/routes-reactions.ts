import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#kernel/refusal.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { App } from '#platform/http/app.ts';
import { plainStylesheet, serveStylesheet } from '#platform/http/plain-page.ts';
import { actByLink, type House, type LinkEnd, type LinkRequest, openLink } from './links.ts';
import { remindersMessages } from './messages.vi.ts';
import { remindersPermissions } from './permissions.ts';
import { ReactionsOffered, SnoozeBody } from './reaction-schema.ts';
import { type ReactionPage, reactionHtml } from './reaction-page.ts';
import { endSnoozeById, reactionsOffered, snoozeById } from './reactions.ts';
import { ById, Done } from './schema.ts';

const STYLESHEET = plainStylesheet('/phan-hoi.css', new URL('./reaction-page.css', import.meta.url));
const tags = ['Nhắc việc'];
const read = { permission: remindersPermissions.read };

const ByToken = z.object({ token: z.string() });
const Asked = z.object({ action: z.string().catch(''), until: z.string().catch('').default('') });

const END_OF: Readonly<Record<string, LinkEnd>> = {
  'reminders.link_unknown': 'unknown',
  'reminders.link_expired': 'expired',
  'reminders.link_other_person': 'other-person',
  'reminders.link_closed': 'closed',
  'reminders.link_due_changed': 'due-changed',
};

/** What people do about a reminder: signed in, or straight from a message by its signed address (`/r/…`). */
export function reactionRoutes(app: App, house: House): void {
  app.get(
    '/api/obligations/:id/reactions',
    {
      schema: { summary: 'Tôi làm được gì với lời nhắc', tags, params: ById, response: { 200: ReactionsOffered } },
      config: read,
    },
    ({ params, work }) => reactionsOffered(work, params.id),
  );
  app.post(
    '/api/obligations/:id/snooze',
    {
      schema: {
        summary: 'Tạm hoãn nhắc cho tôi',
        tags,
        params: ById,
        body: SnoozeBody,
        response: { 200: Done },
      },
      config: read,
    },
    ({ params, body, work }) => snoozeById(work, params.id, body.until),
  );
  app.delete(
    '/api/obligations/:id/snooze',
    { schema: { summary: 'Thôi tạm hoãn', tags, params: ById, response: { 200: Done } }, config: read },
    ({ params, work }) => endSnoozeById(work, params.id),
  );
  linkRoutes(app, house);
}

function linkRoutes(app: App, house: House): void {
  const open = { permission: 'public' } as const;
  const { name, isDemonstration: demonstration } = house.province.info;
  const answer = async (reply: FastifyReply, token: string, actor: Actor, request?: LinkRequest | 'unreadable') => {
    const page = { province: name, demonstration, stylesheet: STYLESHEET.address, token };
    try {
      const note = request && (await doneOrWhy(house, token, actor, request));
      const found = await openLink(house, token, actor);
      return send(reply, note && 'wrong' in note ? 409 : 200, { ...page, found, ...note });
    } catch (error) {
      const end = error instanceof Refusal ? END_OF[error.code] : undefined;
      if (!end) reply.log.error({ err: error }, 'fault');
      const status = error instanceof Refusal && end ? error.status : 500;
      return send(reply, status, { ...page, found: { end: end ?? 'fault' } });
    }
  };
  serveStylesheet(app, STYLESHEET);
  app.get('/r/:token', { config: open, schema: { hide: true } }, async (request, reply) =>
    answer(reply, ByToken.parse(request.params).token, request.actor),
  );
  void app.register(async (scope) => {
    const forms = scope as App;
    forms.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 4_000 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    // The address itself is what entitles to the change; a session, where there is one, only takes away from it.
    forms.post(
      '/r/:token',
      { config: { ...open, plainForm: true }, schema: { hide: true } },
      async (request, reply) => {
        const { action, until } = Asked.parse(request.body ?? {});
        return answer(reply, ByToken.parse(request.params).token, request.actor, requestOf(action, until));
      },
    );
  });
}

function requestOf(action: string, until: string): LinkRequest | 'unreadable' {
  if (action === 'acknowledge') return { action };
  const at = parseInstant(until);
  return action === 'snooze' && at ? { action, until: at } : 'unreadable';
}

/** Does what is asked; what the reader can choose differently comes back in words, the rest goes on as it is. */
async function doneOrWhy(
  house: House,
  token: string,
  actor: Actor,
  request: LinkRequest | 'unreadable',
): Promise<Pick<ReactionPage, 'said'> | Pick<ReactionPage, 'wrong'>> {
  if (request === 'unreadable') return { wrong: 'Yêu cầu không đọc được. Hãy chọn lại một nút bên dưới.' };
  try {
    await actByLink(house, token, actor, request);
    return {
      said: request.action === 'snooze' ? 'Đã tạm hoãn. Đến lúc đó bạn được nhắc lại.' : 'Đã ghi nhận. Cảm ơn bạn.',
    };
  } catch (error) {
    if (!(error instanceof Refusal) || END_OF[error.code]) throw error;
    return { wrong: remindersMessages[error.code] ?? 'Chưa ghi nhận được. Hãy chọn lại.' };
  }
}

function send(reply: FastifyReply, status: number, page: ReactionPage): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex, nofollow')
    .send(reactionHtml(page));
}
