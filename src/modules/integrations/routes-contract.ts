import type { FastifyReply } from 'fastify';
import { Refusal } from '#kernel/refusal.ts';
import type { App } from '#platform/http/app.ts';
import type { Messages } from '#platform/http/problem.ts';
import { takeLines } from './bulk.ts';
import { finish, putObligation, readObligation, reopen, withdraw } from './contract.ts';
import { readMatter } from './matters.ts';
import { etagOf, type Precondition, readPrecondition } from './domain/obligation.ts';
import {
  CancelBody,
  DoneBody,
  MatterView,
  ObligationAt,
  ObligationPut,
  ObligationView,
  Preconditions,
  ReopenBody,
} from './schema.ts';

const tags = ['Việc do ứng dụng đăng ký'];
const write = { permission: { scope: 'obligations.write' } } as const;
const read = { permission: { scope: 'obligations.read' } } as const;
/** What an upload of up to ten thousand lines counts for against the key's rate. */
const UPLOAD_COST = 20;
const AT = '/api/obligations/:source/:key';
type Headers = { 'if-match'?: string | undefined; 'if-none-match'?: string | undefined };

/** The interface for applications outside, by key: obligations registered, brought up to date, ended, read. */
export function contractRoutes(app: App, messages: Messages): void {
  app.put(
    AT,
    {
      schema: {
        summary: 'Đăng ký một việc, hoặc cập nhật việc đã đăng ký',
        description:
          'Gửi lại cùng nội dung thì không đổi gì. Hạn, lúc bắt đầu hoặc độ khẩn đổi thì lập lại các mốc nhắc. If-Match hoặc version: chỉ sửa đúng phiên bản đã đọc; If-None-Match: * chỉ tạo mới.',
        tags,
        params: ObligationAt,
        headers: Preconditions,
        body: ObligationPut,
        response: { 200: ObligationView, 201: ObligationView },
      },
      config: write,
    },
    async ({ params, body, headers, work }, reply) => {
      const { status, view } = await putObligation(work, params, body, preconditionOf(headers));
      void reply.code(status === 'created' ? 201 : 200).header('etag', etagOf(view.version));
      return view;
    },
  );
  app.get(
    AT,
    {
      schema: { summary: 'Đọc một việc đã đăng ký', tags, params: ObligationAt, response: { 200: ObligationView } },
      config: read,
    },
    async ({ params, work }, reply) => tagged(reply, await readObligation(work, params)),
  );
  app.post(
    `${AT}/done`,
    {
      schema: {
        summary: 'Báo việc đã hoàn thành',
        tags,
        params: ObligationAt,
        headers: Preconditions,
        body: DoneBody.nullish(),
        response: { 200: ObligationView },
      },
      config: write,
    },
    async ({ params, body, headers, work }, reply) =>
      tagged(reply, await finish(work, params, body ?? {}, preconditionOf(headers))),
  );
  app.post(
    `${AT}/cancel`,
    {
      schema: {
        summary: 'Hủy một việc không còn phải làm',
        tags,
        params: ObligationAt,
        headers: Preconditions,
        body: CancelBody.nullish(),
        response: { 200: ObligationView },
      },
      config: write,
    },
    async ({ params, body, headers, work }, reply) =>
      tagged(reply, await withdraw(work, params, body ?? {}, preconditionOf(headers))),
  );
  app.post(
    `${AT}/reopen`,
    {
      schema: {
        summary: 'Mở lại một việc đã kết thúc',
        tags,
        params: ObligationAt,
        headers: Preconditions,
        body: ReopenBody.nullish(),
        response: { 200: ObligationView },
      },
      config: write,
    },
    async ({ params, body, headers, work }, reply) =>
      tagged(reply, await reopen(work, params, body ?? {}, preconditionOf(headers))),
  );
  app.get(
    '/api/external-matters/:source/:key',
    {
      schema: {
        summary: 'Việc của ứng dụng khác: làm ở đâu, vì sao',
        tags: ['Nhắc việc'],
        params: ObligationAt,
        response: { 200: MatterView },
      },
      config: { permission: 'signed-in' },
    },
    ({ params, work }) => readMatter(work, params.source, params.key),
  );
  void app.register(async (scope) => bulkRoute(scope as App, messages));
}

/** In a scope of its own: only here a body of lines is a body. */
function bulkRoute(app: App, messages: Messages): void {
  // Elsewhere such a body is read whole before the handler; here it is read as it comes.
  if (app.hasContentTypeParser('application/x-ndjson')) app.removeContentTypeParser('application/x-ndjson');
  app.addContentTypeParser('application/x-ndjson', (_request, payload, done) => done(null, payload));
  app.post(
    '/api/obligations/:source',
    {
      schema: {
        summary: 'Đăng ký tối đa 10.000 việc, mỗi dòng một việc (NDJSON)',
        description:
          'Mỗi dòng là nội dung của PUT kèm "key". Trả lời mỗi dòng một kết quả, theo thứ tự. Mỗi dòng được nhận trọn vẹn hoặc không nhận gì; dòng này bị từ chối không ảnh hưởng dòng khác. Tính 20 lượt gọi.',
        tags,
        consumes: ['application/x-ndjson'],
        produces: ['application/x-ndjson'],
        params: ObligationAt.pick({ source: true }),
      },
      config: { ...write, cost: UPLOAD_COST },
    },
    async ({ params, body, work }, reply) => {
      if (!isStream(body)) throw new Refusal('http.wrong_content_type', 415);
      return reply.type('application/x-ndjson; charset=utf-8').send(takeLines(work, params.source, body, messages));
    },
  );
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

function preconditionOf(headers: Headers): Precondition {
  const read = readPrecondition(headers['if-match'], headers['if-none-match']);
  if (!read) throw new Refusal('integrations.bad_precondition', 400);
  return read;
}

function tagged(reply: FastifyReply, view: ObligationView): ObligationView {
  void reply.header('etag', etagOf(view.version));
  return view;
}
