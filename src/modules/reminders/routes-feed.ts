import { z } from 'zod';
import { Refusal } from '#kernel/refusal.ts';
import type { Province } from '#platform/db/province.ts';
import type { App } from '#platform/http/app.ts';
import { isUnchanged } from './domain/feed.ts';
import { FeedChange, FeedList, MadeFeed, NewFeed } from './feed-schema.ts';
import { changeFeed, makeFeed, myFeeds, readFeed, renewFeed, revokeFeed } from './feeds.ts';
import { remindersPermissions } from './permissions.ts';
import { ById, Done } from './schema.ts';

const tags = ['Lịch đăng ký'];
const read = { permission: remindersPermissions.read };

/** Calendar feeds: the address a calendar program reads, and what its owner does about it. */
export function feedRoutes(app: App, province: Province): void {
  app.get('/lich/:name', { config: { permission: 'public' }, schema: { hide: true } }, async (request, reply) => {
    const { name } = z.object({ name: z.string().max(60) }).parse(request.params);
    const publicUrl = `${app.https ? 'https' : request.protocol}://${request.host}`;
    reply.header('cache-control', 'private, no-cache').header('x-robots-tag', 'noindex, nofollow');
    try {
      const { body, etag } = await readFeed(province, name.replace(/\.ics$/, ''), publicUrl);
      reply.header('etag', etag);
      if (isUnchanged(request.headers['if-none-match'], etag)) return await reply.code(304).send();
      return await reply
        .header('content-type', 'text/calendar; charset=utf-8')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('content-disposition', 'inline; filename="dung-hen.ics"')
        .send(body);
    } catch (error) {
      if (error instanceof Refusal && error.status === 429)
        reply.header('retry-after', String(error.details['retryAfterSeconds']));
      throw error;
    }
  });
  app.get(
    '/api/reminders/feeds',
    { schema: { summary: 'Lịch đăng ký của tôi', tags, response: { 200: FeedList } }, config: read },
    ({ work }) => myFeeds(work),
  );
  app.post(
    '/api/reminders/feeds',
    {
      schema: { summary: 'Tạo địa chỉ lịch, chỉ hiện một lần', tags, body: NewFeed, response: { 200: MadeFeed } },
      config: { ...read, secretAnswer: true },
    },
    ({ work, body }) => makeFeed(work, body),
  );
  app.post(
    '/api/reminders/feeds/:id/renew',
    {
      schema: { summary: 'Đổi địa chỉ lịch; địa chỉ cũ ngừng', tags, params: ById, response: { 200: MadeFeed } },
      config: { ...read, secretAnswer: true },
    },
    ({ work, params }) => renewFeed(work, params.id),
  );
  app.patch(
    '/api/reminders/feeds/:id',
    {
      schema: { summary: 'Đổi cách báo của lịch', tags, params: ById, body: FeedChange, response: { 200: Done } },
      config: read,
    },
    ({ work, params, body }) => changeFeed(work, params.id, body.alarmMinutes),
  );
  app.delete(
    '/api/reminders/feeds/:id',
    { schema: { summary: 'Thu hồi địa chỉ lịch', tags, params: ById, response: { 200: Done } }, config: read },
    ({ work, params }) => revokeFeed(work, params.id),
  );
}
