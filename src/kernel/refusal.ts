export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 415 | 422 | 429 | 503;

/**
 * A refusal the caller can act on; anything else thrown is a bug.
 * `code` is stable and begins with the module's name; `details` may carry `fields`
 * ({ fieldName: code }) for a form and values for the sentence. The Vietnamese sentence of a code
 * stands in the module's `messages.vi.ts`.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly status: RefusalStatus;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, status: RefusalStatus, details: Record<string, unknown> = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}
