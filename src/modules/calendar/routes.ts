import { z } from 'zod';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { App } from '#platform/http/app.ts';
import { explainVi, stepVi } from './domain/explain-vi.ts';
import { calendarPermissions } from './permissions.ts';
import {
  DayBody,
  DayView,
  DueQuery,
  DueView,
  HoursBody,
  HoursView,
  IdParams,
  NewDayBody,
  NewHoursBody,
  ReasonBody,
  YearBody,
  YearChangeView,
  YearParams,
  YearQuery,
  YearView,
} from './schema.ts';
import { addDay, removeDay, replaceDay } from './service/days.ts';
import { addHours, removeHours, replaceHours } from './service/hours.ts';
import { answerDue, readYear } from './service/questions.ts';
import { importYear } from './service/year.ts';
import { dayInput, hoursInput, viewOfDay, viewOfHours, yearInput } from './wire.ts';

const TAGS = ['Lịch làm việc'];
const manage = { permission: calendarPermissions.manage } as const;
const Days = z.object({ days: z.array(DayView) });

/** The working calendar over HTTP: open to everybody signed in, changed by administrators with a reason. */
export function calendarRoutes(app: App): void {
  app.get(
    '/api/calendar/year/:year',
    {
      schema: {
        summary: 'Ngày nghỉ, ngày làm bù và giờ làm việc của một năm',
        tags: TAGS,
        params: YearParams,
        querystring: YearQuery,
        response: { 200: YearView },
      },
      config: { permission: 'signed-in' },
    },
    async ({ params, query, work }) => {
      const year = await readYear(work, params.year, query.agencyId);
      return {
        ...year,
        sources: [...year.sources],
        days: year.days.map(viewOfDay),
        hours: year.hours.map(viewOfHours),
      };
    },
  );
  app.get(
    '/api/calendar/due',
    {
      schema: {
        summary: 'Tính hạn và giải thích vì sao là ngày này',
        tags: TAGS,
        querystring: DueQuery,
        response: { 200: DueView },
      },
      config: { permission: 'signed-in' },
    },
    async ({ query, work }) => {
      const { dueAt, explanation } = await answerDue(work, query);
      return {
        dueAt: toVietnamIso(dueAt),
        explanation: explanation.map((step) => ({ ...step, text: stepVi(step) })),
        sentences: explainVi(explanation),
      };
    },
  );
  dayRoutes(app);
  hoursRoutes(app);
}

function dayRoutes(app: App): void {
  app.put(
    '/api/calendar/year/:year',
    {
      schema: {
        summary: 'Nhập lịch nghỉ chính thức của cả năm',
        tags: TAGS,
        params: YearParams,
        body: YearBody,
        response: { 200: YearChangeView },
      },
      config: manage,
    },
    async ({ params, body, work }) => {
      const { added, removed, altered, ...change } = await importYear(work, params.year, yearInput(body));
      return { ...change, added: [...added], removed: [...removed], altered: [...altered] };
    },
  );
  app.post(
    '/api/calendar/days',
    {
      schema: {
        summary: 'Thêm ngày nghỉ, ngày đóng cửa hoặc ngày làm bù',
        tags: TAGS,
        body: NewDayBody,
        response: { 200: Days },
      },
      config: manage,
    },
    async ({ body, work }) => {
      const { agencyId, reason } = body;
      return addDay(work, { ...dayInput(body), agencyId, reason }, (days) => ({ days: days.map(viewOfDay) }));
    },
  );
  app.put(
    '/api/calendar/days/:id',
    {
      schema: { summary: 'Sửa một ngày', tags: TAGS, params: IdParams, body: DayBody, response: { 200: Days } },
      config: manage,
    },
    async ({ params, body, work }) => {
      const days = await replaceDay(work, params.id, { ...dayInput(body), reason: body.reason });
      return { days: days.map(viewOfDay) };
    },
  );
  app.delete(
    '/api/calendar/days/:id',
    {
      schema: { summary: 'Bỏ một ngày', tags: TAGS, params: IdParams, body: ReasonBody, response: { 200: Days } },
      config: manage,
    },
    async ({ params, body, work }) => ({ days: (await removeDay(work, params.id, body.reason)).map(viewOfDay) }),
  );
}

function hoursRoutes(app: App): void {
  app.post(
    '/api/calendar/hours',
    {
      schema: {
        summary: 'Đặt giờ làm việc của tỉnh hoặc của một cơ quan từ một ngày',
        tags: TAGS,
        body: NewHoursBody,
        response: { 200: HoursView },
      },
      config: manage,
    },
    async ({ body, work }) => addHours(work, { ...hoursInput(body), agencyId: body.agencyId }, viewOfHours),
  );
  app.put(
    '/api/calendar/hours/:id',
    {
      schema: {
        summary: 'Sửa khung giờ làm việc',
        tags: TAGS,
        params: IdParams,
        body: HoursBody,
        response: { 200: HoursView },
      },
      config: manage,
    },
    async ({ params, body, work }) => viewOfHours(await replaceHours(work, params.id, hoursInput(body))),
  );
  app.delete(
    '/api/calendar/hours/:id',
    {
      schema: {
        summary: 'Bỏ khung giờ làm việc',
        tags: TAGS,
        params: IdParams,
        body: ReasonBody,
        response: { 200: z.object({ id: z.uuid() }) },
      },
      config: manage,
    },
    async ({ params, body, work }) => {
      await removeHours(work, params.id, body.reason);
      return { id: params.id };
    },
  );
}
