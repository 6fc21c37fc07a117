import type { App } from '#platform/http/app.ts';
import { remindersPermissions } from './permissions.ts';
import {
  ById,
  DeadLetterList,
  Done,
  MyWork,
  MyWorkQuery,
  ObligationPlan,
  ReminderList,
  RemindersQuery,
} from './schema.ts';
import { MeasureEntries, MeasureEntriesQuery, Measures, MeasuresQuery } from './measure-schema.ts';
import { measureEntries, measures } from './measures.ts';
import { myWork } from './my-work.ts';
import {
  acknowledgeById,
  obligationPlan,
  outbox,
  readAllReminders,
  readReminder,
  receivedReminders,
  resend,
} from './service.ts';

const tags = ['Nhắc việc'];
const read = { permission: remindersPermissions.read };
const measure = { permission: remindersPermissions.measures };
const administer = { permission: remindersPermissions.outbox };

export function remindersRoutes(app: App): void {
  app.get(
    '/api/my-work',
    {
      schema: {
        summary: 'Việc của tôi: quá hạn, hôm nay, tuần này, sau đó',
        tags,
        querystring: MyWorkQuery,
        response: { 200: MyWork },
      },
      config: read,
    },
    ({ query, work }) => myWork(work, query),
  );
  app.get(
    '/api/reminders',
    {
      schema: {
        summary: 'Nhắc việc tôi nhận được',
        tags,
        querystring: RemindersQuery,
        response: { 200: ReminderList },
      },
      config: read,
    },
    ({ query, work }) => receivedReminders(work, query),
  );
  app.post(
    '/api/reminders/:id/read',
    { schema: { summary: 'Đánh dấu đã đọc', tags, params: ById, response: { 200: Done } }, config: read },
    ({ params, work }) => readReminder(work, params.id),
  );
  app.post(
    '/api/reminders/read-all',
    { schema: { summary: 'Đánh dấu đã đọc tất cả', tags, response: { 200: Done } }, config: read },
    ({ work }) => readAllReminders(work),
  );
  app.get(
    '/api/obligations/:id',
    {
      schema: { summary: 'Các mốc nhắc của một việc', tags, params: ById, response: { 200: ObligationPlan } },
      config: read,
    },
    ({ params, work }) => obligationPlan(work, params.id),
  );
  app.post(
    '/api/obligations/:id/acknowledge',
    { schema: { summary: 'Xác nhận đã biết', tags, params: ById, response: { 200: Done } }, config: read },
    ({ params, work }) => acknowledgeById(work, params.id),
  );
  app.get(
    '/api/reminders/measures',
    {
      schema: {
        summary: 'Đo lường nhắc việc: đối soát, độ trễ, tác dụng của quy tắc',
        tags,
        querystring: MeasuresQuery,
        response: { 200: Measures },
      },
      config: measure,
    },
    ({ query, work }) => measures(work, query),
  );
  app.get(
    '/api/reminders/measures/entries',
    {
      schema: {
        summary: 'Danh sách đứng sau một con số của trang đo lường',
        tags,
        querystring: MeasureEntriesQuery,
        response: { 200: MeasureEntries },
      },
      config: measure,
    },
    ({ query, work }) => measureEntries(work, query),
  );
  app.get(
    '/api/reminders/outbox',
    {
      schema: { summary: 'Thư không gửi được và thư đang chờ', tags, response: { 200: DeadLetterList } },
      config: administer,
    },
    ({ work }) => outbox(work),
  );
  app.post(
    '/api/reminders/outbox/:id/resend',
    { schema: { summary: 'Gửi lại một thư', tags, params: ById, response: { 200: Done } }, config: administer },
    ({ params, work }) => resend(work, params.id),
  );
}
