import type { App } from '#platform/http/app.ts';
import { parIndexPermissions } from './permissions.ts';
import {
  ByReply,
  FlagBody,
  LeafQuery,
  ReplyAnswerBody,
  ReplyBody,
  SheetDetail,
  ValueBody,
  ValueHistory,
} from './sheets-schema.ts';
import { answerReply, sendReply } from './service-replies.ts';
import { getHistory, getSheet } from './service-sheets.ts';
import { flagLeaf, giveValue, lockSheet } from './service-values.ts';
import { ById } from './sets-schema.ts';

const tags = ['Phiếu chấm điểm'];
const read = { permission: parIndexPermissions.read };
const appraise = { permission: parIndexPermissions.appraise };
const params = ById;
const response = { 200: SheetDetail };

export function sheetRoutes(app: App): void {
  app.get(
    '/api/par/sheets/:id',
    { schema: { summary: 'Phiếu chấm của một đơn vị', tags, params, response }, config: read },
    ({ work, params: { id } }) => getSheet(work, id),
  );
  app.get(
    '/api/par/sheets/:id/history',
    {
      schema: {
        summary: 'Mọi lần chấm của một tiêu chí',
        tags,
        params,
        querystring: LeafQuery,
        response: { 200: ValueHistory },
      },
      config: read,
    },
    ({ work, params: { id }, query }) => getHistory(work, id, query.leaf),
  );
  app.post(
    '/api/par/sheets/:id/values',
    {
      schema: { summary: 'Tự chấm, thẩm định hoặc giải trình một tiêu chí', tags, params, body: ValueBody, response },
      config: appraise,
    },
    ({ work, params: { id }, body }) => giveValue(work, id, body),
  );
  app.post(
    '/api/par/sheets/:id/flags',
    { schema: { summary: 'Yêu cầu giải trình', tags, params, body: FlagBody, response }, config: appraise },
    ({ work, params: { id }, body }) => flagLeaf(work, id, body.leaf, body.reason),
  );
  app.post(
    '/api/par/sheets/:id/lock',
    {
      schema: { summary: 'Chốt phiếu tự chấm hoặc giải trình', tags, params, response },
      config: { permission: parIndexPermissions.speak },
    },
    ({ work, params: { id } }) => lockSheet(work, id),
  );
  app.post(
    '/api/par/sheets/:id/replies',
    {
      schema: { summary: 'Phản hồi kết quả trước khi công bố', tags, params, body: ReplyBody, response },
      config: { permission: parIndexPermissions.speak },
    },
    ({ work, params: { id }, body }) => sendReply(work, id, body.leaf, body.text),
  );
  app.post(
    '/api/par/sheets/:id/replies/:replyId/answer',
    {
      schema: { summary: 'Trả lời phản hồi', tags, params: ByReply, body: ReplyAnswerBody, response },
      config: { permission: parIndexPermissions.manage },
    },
    ({ work, params: { id, replyId }, body }) => answerReply(work, id, replyId, body),
  );
}
