import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#kernel/refusal.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Province, Work } from '#platform/db/province.ts';
import type { App } from '#platform/http/app.ts';
import { LiveReminders, type LiveOptions } from './live.ts';
import { personOf } from './my-work.ts';
import { remindersPermissions } from './permissions.ts';
import { type BoxState, boxStates } from './store/live-store.ts';

const tags = ['Nhắc việc'];
const config = { permission: remindersPermissions.read };
/** What a page that is told of changes may be told, and what one asks for that cannot be. */
const Box = z.object({ unread: z.number().int(), newest: z.string().nullable() });

/**
 * New reminders without reloading: a connection that stays open (server-sent events), and the same answered once for a
 * page that cannot keep one and asks from time to time.
 * @param authenticate who a request comes from now: asked again and again while its page is open
 */
export function liveRoutes(
  app: App,
  province: Province,
  authenticate: (request: FastifyRequest) => Promise<Actor>,
  options: LiveOptions = {},
): LiveReminders {
  const live = new LiveReminders(province, options);
  app.addHook('preClose', () => live.close());
  app.get(
    '/api/reminders/live',
    {
      schema: {
        summary: 'Số lời nhắc chưa đọc, báo ngay khi thay đổi',
        tags,
        description:
          'Có `Accept: text/event-stream` thì kết nối được giữ: sự kiện `reminders` mang {unread, newest}, sự kiện `ended` khi phiên kết thúc. Không có thì trả lời một lần.',
        response: { 200: Box },
      },
      config,
    },
    async (request, reply) => {
      const personId = personOf(request.actor);
      if (!request.headers.accept?.includes('text/event-stream')) return boxOf(request.work, personId);
      const { 'last-event-id': lastEventId } = request.headers;
      const { raw } = reply;
      let leave: (() => void) | undefined;
      let isGone = false;
      raw.once('close', () => {
        isGone = true;
        leave?.();
      });
      const sink = {
        write: (chunk: string) => {
          // Headers go with the first words, so that a refusal can still be an ordinary answer.
          if (!raw.headersSent) {
            reply.hijack();
            raw.writeHead(200, {
              ...(reply.getHeaders() as Record<string, string>),
              'content-type': 'text/event-stream; charset=utf-8',
              'x-accel-buffering': 'no',
            });
            raw.socket?.setNoDelay(true);
          }
          return raw.write(chunk);
        },
        get writableLength() {
          return raw.writableLength;
        },
        end: () => void raw.end(),
        destroy: () => void raw.destroy(),
      };
      leave = await live.open({
        personId,
        sink,
        lastEventId: typeof lastEventId === 'string' ? lastEventId.slice(0, 100) : undefined,
        isSignedIn: async () => (await authenticate(request)).personId === personId,
      });
      if (!leave) throw new Refusal('reminders.too_many_pages', 429);
      if (isGone) leave();
      return reply;
    },
  );
  return live;
}

function boxOf(work: Work, personId: string): Promise<BoxState> {
  return work.run(async (tx) => {
    const state = (await boxStates(tx.db, [personId])).get(personId);
    if (!state) throw new Error(`no box of ${personId}`);
    return state;
  });
}
