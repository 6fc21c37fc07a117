/** The driver's own conversion of values; its types do not tell of it. */
declare module 'pg/lib/utils.js' {
  export function prepareValue(value: unknown): string | Buffer | null;
}
