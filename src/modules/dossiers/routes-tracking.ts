import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#kernel/refusal.ts';
import { busy, isPoolFull } from '#platform/db/busy.ts';
import type { Province } from '#platform/db/province.ts';
import type { App } from '#platform/http/app.ts';
import { plainStylesheet, serveStylesheet } from '#platform/http/plain-page.ts';
import type { TrackingLanguage } from './domain/tracking-words.ts';
import { TrackingQuery } from './tracking-schema.ts';
import { type TrackingPage, trackingHtml } from './tracking-page.ts';
import { trackDossier } from './tracking.ts';

const STYLESHEET = plainStylesheet('/tra-cuu.css', new URL('./tracking.css', import.meta.url));

const Language = z.object({ lang: z.enum(['vi', 'en']).catch('vi') });
/** What was typed comes back as it was typed, too long or not: only its beginning is looked at. */
const Asked = Language.extend({
  code: z.string().catch('').default(''),
  fact: z.string().catch('').default(''),
});

/**
 * The citizens' pages (tra cứu hồ sơ): plain HTML, no sign-in, no script. The digits somebody proves himself with are
 * sent in the body of a form, never in an address that histories and logs keep.
 */
export function trackingRoutes(app: App, province: Province): void {
  const open = { permission: 'public' } as const;
  const { name, isDemonstration: demonstration } = province.info;

  const answer = async (
    reply: FastifyReply,
    address: string,
    language: TrackingLanguage,
    asked: { code: string; fact: string } | { token: string },
  ) => {
    const token = 'token' in asked ? asked.token : undefined;
    const typed = 'token' in asked ? { code: '', fact: '' } : asked;
    const page = { language, province: name, demonstration, stylesheet: STYLESHEET.address, typed, token };
    const question = TrackingQuery.safeParse('token' in asked ? { token } : asked);
    try {
      if (!question.success) throw new Refusal('dossiers.tracking_unknown', 404);
      const found = await trackDossier(province, { ...question.data, address });
      return send(reply, 200, { ...page, found });
    } catch (error) {
      const { status, problem, retryAfterSeconds } = problemOf(error, token !== undefined);
      if (status === 500) reply.log.error({ err: error }, 'fault');
      if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
      return send(reply, status, { ...page, problem });
    }
  };

  serveStylesheet(app, STYLESHEET);
  app.get('/tra-cuu', { config: open, schema: { hide: true } }, async (request, reply) => {
    const { lang: language } = Language.parse(request.query);
    const typed = { code: '', fact: '' };
    return send(reply, 200, { language, province: name, demonstration, stylesheet: STYLESHEET.address, typed });
  });
  app.get('/t/:token', { config: open, schema: { hide: true } }, async (request, reply) => {
    const { lang } = Language.parse(request.query);
    const { token } = z.object({ token: z.string() }).parse(request.params);
    return answer(reply, request.ip, lang, { token });
  });
  void app.register(async (scope) => {
    const forms = scope as App;
    forms.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 4_000 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    forms.post('/tra-cuu', { config: { ...open, plainForm: true }, schema: { hide: true } }, async (request, reply) => {
      const { lang, code, fact } = Asked.parse(request.body ?? {});
      return answer(reply, request.ip, lang, { code, fact });
    });
  });
}

interface Problem {
  readonly status: number;
  readonly problem: NonNullable<TrackingPage['problem']>;
  readonly retryAfterSeconds?: number;
}

function problemOf(error: unknown, byToken: boolean): Problem {
  const told = isPoolFull(error) ? busy() : error;
  if (!(told instanceof Refusal)) return { status: 500, problem: 'fault' };
  const retryAfterSeconds = Number(told.details['retryAfterSeconds']);
  if (told.code === 'http.busy') return { status: 503, problem: 'busy', retryAfterSeconds };
  if (told.code === 'dossiers.tracking_slow') return { status: 429, problem: { retryAfterSeconds }, retryAfterSeconds };
  return { status: 404, problem: byToken ? 'unknown-token' : 'unknown' };
}

function send(reply: FastifyReply, status: number, page: TrackingPage): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex, nofollow')
    .send(trackingHtml(page));
}
