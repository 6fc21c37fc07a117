/** One JSON line on standard error. Ids and codes only: no name, title, address or text of anybody. */
export function log(
  level: 'info' | 'warn' | 'error',
  message: string,
  facts: Readonly<Record<string, string | number>>,
): void {
  process.stderr.write(`${JSON.stringify({ level, module: 'integrations', message, ...facts })}\n`);
}
