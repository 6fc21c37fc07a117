import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Refusal } from '#kernel/refusal.ts';
import { busy, isPoolFull } from '../db/busy.ts';
import { fieldWord } from './field-words.ts';

/** RFC 9457 problem details, with our stable `code`, a sentence per field and a reference for the log. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly reference: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly [extra: string]: unknown;
}

/** Vietnamese sentences by refusal code; `{name}` stands for a value of the refusal's details. */
export type Messages = Readonly<Record<string, string>>;

export function sentenceOf(messages: Messages, code: string, details: Readonly<Record<string, unknown>> = {}): string {
  const template = messages[code] ?? messages['http.unknown_refusal'] ?? code;
  return template.replace(/\{(\w+)\}/g, (_, name: string) => wordOf(details[name]));
}

function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The handler of last resort: refusals in words, everything else as a fault that leaks nothing. */
export function problemHandler(messages: Messages) {
  return async (error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const problem = toProblem(messages, isPoolFull(error) ? busy() : error, request);
    if (problem.status >= 500) request.log.error({ err: error, reference: problem.reference }, 'fault');
    if (typeof problem['retryAfterSeconds'] === 'number') {
      reply.header('retry-after', Math.ceil(problem['retryAfterSeconds']));
    }
    await reply
      .code(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(JSON.stringify(problem));
  };
}

function toProblem(messages: Messages, error: FastifyError | Refusal, request: FastifyRequest): Problem {
  const reference = randomUUID().slice(0, 8);
  if (error instanceof Refusal) {
    const { fields, ...rest } = error.details;
    const asked = fields as Record<string, string> | undefined;
    return {
      ...rest,
      ...make(messages, error.status, error.code, reference, error.details),
      ...(asked ? { fields: mapValues(asked, (code) => sentenceOf(messages, code, error.details)) } : {}),
    };
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    // An address that cannot be one of ours is an unknown address; there is no field to mend.
    if (error.validationContext === 'params') return make(messages, 404, 'http.not_found', reference);
    const fields: Record<string, string> = {};
    for (const issue of error.validation) {
      const name = issue.instancePath.replace(/^\//, '').replaceAll('/', '.') || '(nội dung)';
      fields[name] ??= issue.message ?? '';
    }
    const problem = make(messages, 422, 'http.invalid_input', reference);
    // A page that has no place for a field shows the detail alone: it too says what is wrong and where, to people in
    // their words, to an application in those it sent.
    const { permission } = request.routeOptions.config;
    const isMachine = typeof permission === 'object' && 'scope' in permission;
    const told = Object.entries(fields).map(([name, sentence]) => {
      const word = isMachine ? name : fieldWord(name);
      return word === undefined ? sentence : `${word}: ${sentence}`;
    });
    return { ...problem, detail: [problem.detail, ...new Set(told.slice(0, MOST_TOLD))].join(' '), fields };
  }
  const status = error.statusCode ?? 500;
  const code =
    FASTIFY_CODES[error.code] ?? (status === 404 ? 'http.not_found' : status < 500 ? 'http.bad_request' : 'http.fault');
  request.log.debug({ code: error.code }, 'refused before the handler');
  return make(messages, status < 500 ? status : 500, code, reference);
}

/** Fields named in the detail; `fields` has them all. */
const MOST_TOLD = 3;

const FASTIFY_CODES: Readonly<Record<string, string>> = {
  FST_FILES_LIMIT: 'http.too_large',
  FST_PARTS_LIMIT: 'http.too_large',
  FST_FIELDS_LIMIT: 'http.too_large',
  FST_ERR_CTP_BODY_TOO_LARGE: 'http.too_large',
  FST_REQ_FILE_TOO_LARGE: 'http.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'http.wrong_content_type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'http.bad_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'http.bad_json',
};

function make(
  messages: Messages,
  status: number,
  code: string,
  reference: string,
  details: Readonly<Record<string, unknown>> = {},
): Problem {
  return {
    type: `/api/problems/${code}`,
    title: TITLES[status] ?? 'Không thực hiện được',
    status,
    code,
    detail: sentenceOf(messages, code, details),
    reference,
  };
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Yêu cầu không đọc được',
  401: 'Cần đăng nhập',
  403: 'Không được phép',
  404: 'Không tìm thấy',
  409: 'Dữ liệu đã thay đổi',
  410: 'Đã hết hiệu lực',
  412: 'Dữ liệu đã thay đổi',
  413: 'Quá lớn',
  422: 'Cần sửa nội dung nhập',
  429: 'Quá nhiều lần thử',
  500: 'Có lỗi trong hệ thống',
  503: 'Máy chủ đang bận',
};

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
