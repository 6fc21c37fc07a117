import { z } from 'zod';
import type { App } from '#platform/http/app.ts';
import {
  ByLiveLeaf,
  ForesightView,
  OutlookQuery,
  OutlookView,
  TakenUpResult,
  TakeUpBody,
  ThingsView,
} from './outlook-schema.ts';
import { parIndexPermissions } from './permissions.ts';
import { getForesight } from './service-foresight.ts';
import { getLiveThings, getOutlook } from './service-outlook.ts';
import { putItemsBack, takeItemsUp } from './service-taken-up.ts';
import { ById } from './sets-schema.ts';

const tags = ['Chỉ số trong năm'];
const read = { permission: parIndexPermissions.read };
const score = { permission: parIndexPermissions.score };

/** The year while it runs: live figures, forecast, what would gain points, evidence that will be missing. */
export function outlookRoutes(app: App): void {
  app.get(
    '/api/par/sheets/:id/foresight',
    {
      schema: {
        summary: 'Tài liệu kiểm chứng sẽ cần mà chưa có',
        tags,
        params: ById,
        response: { 200: ForesightView },
      },
      config: read,
    },
    ({ work, params }) => getForesight(work, params.id),
  );
  app.get(
    '/api/par/sheets/:id/outlook',
    {
      schema: {
        summary: 'Số liệu đang chạy, dự báo điểm và điều gì sẽ thêm điểm',
        tags,
        params: ById,
        querystring: OutlookQuery,
        response: { 200: OutlookView },
      },
      config: read,
    },
    ({ work, params, query }) => getOutlook(work, params.id, query.people),
  );
  app.get(
    '/api/par/sheets/:id/live/:leaf',
    {
      schema: {
        summary: 'Những mục đứng sau số liệu của một tiêu chí',
        tags,
        params: ByLiveLeaf,
        querystring: z.object({ kept: z.stringbool().default(false) }),
        response: { 200: ThingsView },
      },
      config: read,
    },
    ({ work, params, query }) => getLiveThings(work, params.id, params.leaf, query.kept),
  );
  app.post(
    '/api/par/sheets/:id/gains',
    {
      schema: {
        summary: 'Đưa các mục thêm điểm thành việc phải làm',
        tags,
        params: ById,
        body: TakeUpBody,
        response: { 200: TakenUpResult },
      },
      config: score,
    },
    ({ work, params, body }) => takeItemsUp(work, params.id, body.items),
  );
  app.post(
    '/api/par/sheets/:id/gains/undo',
    {
      schema: {
        summary: 'Bỏ các việc phải làm đã đưa ra',
        tags,
        params: ById,
        body: TakeUpBody,
        response: { 200: TakenUpResult },
      },
      config: score,
    },
    ({ work, params, body }) => putItemsBack(work, params.id, body.items),
  );
}
