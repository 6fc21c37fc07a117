import type { App } from '#platform/http/app.ts';
import { orgPermissions } from '../permissions.ts';
import {
  AddIn,
  ChangeDone,
  ChangePage,
  ChangePreview,
  ChangesQuery,
  EndIn,
  IdParam,
  MergeIn,
  MoveIn,
  RenameIn,
  SplitIn,
  WithdrawIn,
  Withdrawn,
} from '../schema.ts';
import { changeAgencies, listChanges, previewChange, withdraw } from '../service.ts';

const tags = ['Sắp xếp tổ chức'];
const config = { permission: orgPermissions.manage };
const done = { response: { 200: ChangeDone } };
const shown = { response: { 200: ChangePreview } };
const trial = (summary: string) => `${summary}: xem trước, chưa ghi gì`;

/** Each change has a twin that only shows what it would do, with the same refusals. */
export function changeRoutes(app: App): void {
  app.get(
    '/api/org/changes',
    {
      schema: {
        summary: 'Quyết định sắp xếp cơ quan, mới nhất trước',
        tags,
        querystring: ChangesQuery,
        response: { 200: ChangePage },
      },
      config,
    },
    ({ query, work }) => listChanges(work, query),
  );
  app.post(
    '/api/org/changes/:id/withdraw',
    {
      schema: {
        summary: 'Rút lại quyết định chưa có hiệu lực',
        tags,
        params: IdParam,
        body: WithdrawIn,
        response: { 200: Withdrawn },
      },
      config,
    },
    ({ params, body, work }) => withdraw(work, params.id, body.reason),
  );
  const add = 'Thành lập cơ quan';
  app.post('/api/org/agencies', { schema: { summary: add, tags, body: AddIn, ...done }, config }, ({ body, work }) =>
    changeAgencies(work, { kind: 'add', input: body }),
  );
  app.post(
    '/api/org/agencies/preview',
    { schema: { summary: trial(add), tags, body: AddIn, ...shown }, config },
    ({ body, work }) => previewChange(work, { kind: 'add', input: body }),
  );
  const rename = 'Đổi tên cơ quan';
  app.post(
    '/api/org/agencies/rename',
    { schema: { summary: rename, tags, body: RenameIn, ...done }, config },
    ({ body, work }) => changeAgencies(work, { kind: 'rename', input: body }),
  );
  app.post(
    '/api/org/agencies/rename/preview',
    { schema: { summary: trial(rename), tags, body: RenameIn, ...shown }, config },
    ({ body, work }) => previewChange(work, { kind: 'rename', input: body }),
  );
  const move = 'Chuyển cơ quan cấp trên';
  app.post(
    '/api/org/agencies/move',
    { schema: { summary: move, tags, body: MoveIn, ...done }, config },
    ({ body, work }) => changeAgencies(work, { kind: 'move', input: body }),
  );
  app.post(
    '/api/org/agencies/move/preview',
    { schema: { summary: trial(move), tags, body: MoveIn, ...shown }, config },
    ({ body, work }) => previewChange(work, { kind: 'move', input: body }),
  );
  const merge = 'Sáp nhập cơ quan: việc đang mở chuyển sang cơ quan kế thừa';
  app.post(
    '/api/org/agencies/merge',
    { schema: { summary: merge, tags, body: MergeIn, ...done }, config },
    ({ body, work }) => changeAgencies(work, { kind: 'merge', input: body }),
  );
  app.post(
    '/api/org/agencies/merge/preview',
    { schema: { summary: trial('Sáp nhập cơ quan'), tags, body: MergeIn, ...shown }, config },
    ({ body, work }) => previewChange(work, { kind: 'merge', input: body }),
  );
  const split = 'Chia, tách cơ quan';
  app.post(
    '/api/org/agencies/split',
    { schema: { summary: split, tags, body: SplitIn, ...done }, config },
    ({ body, work }) => changeAgencies(work, { kind: 'split', input: body }),
  );
  app.post(
    '/api/org/agencies/split/preview',
    { schema: { summary: trial(split), tags, body: SplitIn, ...shown }, config },
    ({ body, work }) => previewChange(work, { kind: 'split', input: body }),
  );
  const end = 'Giải thể cơ quan';
  app.post(
    '/api/org/agencies/end',
    { schema: { summary: end, tags, body: EndIn, ...done }, config },
    ({ body, work }) => changeAgencies(work, { kind: 'end', input: body }),
  );
  app.post(
    '/api/org/agencies/end/preview',
    { schema: { summary: trial(end), tags, body: EndIn, ...shown }, config },
    ({ body, work }) => previewChange(work, { kind: 'end', input: body }),
  );
}
