/**
 * Structured logs on standard error, one JSON object a line, without personal data: a request is told by its
 * route and never by its query, body or address, a fault of the database by its place and never by the row.
 * DUNGHEN_LOG sets the level (default: warn).
 */
export function logSettings(): object {
  return {
    level: process.env['DUNGHEN_LOG'] ?? 'warn',
    stream: process.stderr,
    serializers: {
      req: (request: { method: string; routeOptions?: { url?: string }; id: string }) => ({
        id: request.id,
        method: request.method,
        route: request.routeOptions?.url,
      }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
      err: faultForLog,
    },
  };
}

/** What PostgreSQL says of a failed statement that names places in the schema, never values. */
const DATABASE_FACTS = ['code', 'schema', 'table', 'column', 'constraint', 'routine'] as const;

/**
 * A fault as the log keeps it. PostgreSQL repeats values in what it says ("Key (login)=(…)", "Failing row contains
 * (…)"): of its faults only the code and the places are kept, and what its message quotes is left out.
 */
export function faultForLog(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack = '' } = error;
  const frames = stack.split('\n').filter((line) => line.trimStart().startsWith('at '));
  const cause = error.cause === undefined ? {} : { cause: faultForLog(error.cause) };
  if (!('severity' in error)) {
    const code = 'code' in error ? { code: error.code } : {};
    return { type: name, message, ...code, stack: frames.join('\n'), ...cause };
  }
  const facts = DATABASE_FACTS.flatMap((key) => {
    const value = (error as unknown as Record<string, unknown>)[key];
    return typeof value === 'string' ? [[key, value] as const] : [];
  });
  const told = message.replaceAll(/"[^"]*"|:\s.*$/gs, (part) => (part.startsWith('"') ? '"…"' : ': …'));
  return { type: 'DatabaseError', message: told, ...Object.fromEntries(facts), stack: frames.join('\n'), ...cause };
}
