/**
 * What came from outside as text that any text store takes: characters U+0000 are left out and halves of a pair
 * replaced, in every string of it. They carry no meaning, come from broken copies, and PostgreSQL refuses them.
 *
 * @param value parsed JSON or a query; buffers and streams are given back as they are
 */
export function cleanText<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed() as T;
  if (Array.isArray(value)) return value.map(cleanText) as T;
  if (value === null || typeof value !== 'object') return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), cleanText(inner)])) as T;
}
