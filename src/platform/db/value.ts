import { prepareValue } from 'pg/lib/utils.js';

/** A value as PostgreSQL reads it from text: what comes most is said here, everything else as the driver does it. */
export function valueOf(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  return prepareValue(value);
}
