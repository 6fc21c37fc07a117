/** What the server says of one form field: the field's name on the wire and a sentence. */
export interface FieldProblem {
  readonly field: string;
  readonly sentence: string;
}

interface ApiErrorParts {
  readonly status: number;
  readonly code: string;
  readonly sentence: string;
  readonly fields?: readonly FieldProblem[];
  readonly reference?: string | undefined;
}

/**
 * A refused or failed call. `code` is the server's stable code, or one of the browser's own:
 * `offline` (nothing came back) and `unreadable` (an answer that is no problem+json).
 * `sentence` is for the user; `reference` is what to quote to an administrator.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly sentence: string;
  readonly fields: readonly FieldProblem[];
  readonly reference: string | undefined;

  constructor(parts: ApiErrorParts) {
    super(`${parts.code}: ${parts.sentence}`);
    this.name = 'ApiError';
    this.status = parts.status;
    this.code = parts.code;
    this.sentence = parts.sentence;
    this.fields = parts.fields ?? [];
    this.reference = parts.reference;
  }

  /** Nothing came back: no network, or the program is not running. */
  get isOffline(): boolean {
    return this.code === 'offline';
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function fieldsOf(value: unknown): FieldProblem[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, sentence]) => {
    const text = textOf(sentence);
    return text === undefined ? [] : [{ field, sentence: text }];
  });
}

/**
 * Reads a problem+json body (RFC 9457) with this product's members: `code`, `fields`
 * ({ name: sentence }) and `reference`.
 *
 * @param unreadable the sentence to show when the body says nothing
 */
export function toApiError(status: number, body: unknown, unreadable: string): ApiError {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  return new ApiError({
    status,
    code: textOf(problem['code']) ?? 'unreadable',
    sentence: textOf(problem['detail']) ?? textOf(problem['title']) ?? unreadable,
    fields: fieldsOf(problem['fields']),
    reference: textOf(problem['reference']) ?? textOf(problem['requestId']),
  });
}
