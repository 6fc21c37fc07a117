import type { App } from '#platform/http/app.ts';
import { remindersPermissions } from './permissions.ts';
import { applyPolicy, kindOf, listPolicies, policyOfKind, publishPolicy } from './policies.ts';
import {
  ApplyBody,
  ByKind,
  PolicyKindList,
  PolicyOfKind,
  Preview,
  PreviewBody,
  PublishBody,
  Published,
} from './policy-schema.ts';
import { previewPolicy } from './preview.ts';

const tags = ['Chính sách nhắc việc'];
const config = { permission: remindersPermissions.policies };

/** The rules of reminding: list, one kind with its versions, preview, and the next version. */
export function policyRoutes(app: App): void {
  app.get(
    '/api/reminders/policies',
    { schema: { summary: 'Các loại việc và thang nhắc đang dùng', tags, response: { 200: PolicyKindList } }, config },
    ({ work }) => listPolicies(work),
  );
  app.get(
    '/api/reminders/policies/:kind',
    {
      schema: {
        summary: 'Thang nhắc của một loại việc, mọi bản',
        tags,
        params: ByKind,
        response: { 200: PolicyOfKind },
      },
      config,
    },
    ({ params, work }) => policyOfKind(work, kindOf(params.kind)),
  );
  app.post(
    '/api/reminders/policies/:kind',
    {
      schema: {
        summary: 'Ban hành bản mới của thang nhắc',
        tags,
        params: ByKind,
        body: PublishBody,
        response: { 200: Published },
      },
      config,
    },
    ({ params, body, work }) => publishPolicy(work, kindOf(params.kind), body),
  );
  app.post(
    '/api/reminders/policies/:kind/apply',
    {
      schema: {
        summary: 'Áp dụng bản đang dùng cho việc đang mở còn theo bản cũ',
        tags,
        params: ByKind,
        body: ApplyBody,
        response: { 200: Published },
      },
      config,
    },
    ({ params, body, work }) => applyPolicy(work, kindOf(params.kind), body),
  );
  app.post(
    '/api/reminders/policy-preview',
    {
      schema: {
        summary: 'Xem trước: việc giao lúc này, hạn lúc kia thì ai được nhắc vào lúc nào',
        tags,
        body: PreviewBody,
        response: { 200: Preview },
      },
      config,
    },
    ({ body, work }) => previewPolicy(work, body),
  );
}
