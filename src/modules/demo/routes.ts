import { Refusal } from '#kernel/refusal.ts';
import { parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Province } from '#platform/db/province.ts';
import type { App } from '#platform/http/app.ts';
import type { Job } from '#platform/jobs/job.ts';
import { moveDemoClock, readDemoClock } from './clock.ts';
import { demoPermissions } from './permissions.ts';
import { ClockMoveBody, ClockView } from './schema.ts';

/** The demonstration clock over HTTP; mounted in demonstration provinces only. */
export function demoClockRoutes(app: App, province: Province, jobs: readonly Job[]): void {
  app.get(
    '/api/demo/clock',
    {
      schema: { summary: 'Đồng hồ trình diễn', tags: ['Trình diễn'], response: { 200: ClockView } },
      config: { permission: 'signed-in' },
    },
    async ({ work }) => ({ now: toVietnamIso(await readDemoClock(work)) }),
  );
  app.post(
    '/api/demo/clock',
    {
      schema: {
        summary: 'Cho đồng hồ trình diễn đi tới',
        tags: ['Trình diễn'],
        body: ClockMoveBody,
        response: { 200: ClockView },
      },
      config: { permission: demoPermissions.moveClock },
    },
    async ({ body }) => {
      const { now, moments } = await moveDemoClock(province, jobs, 'to' in body ? { to: momentOf(body.to) } : body);
      return { now: toVietnamIso(now), moments };
    },
  );
}

function momentOf(text: string): Date {
  const to = parseInstant(text);
  if (!to) throw new Refusal('demo.bad_moment', 422, { text, fields: { to: 'demo.bad_moment' } });
  return to;
}
