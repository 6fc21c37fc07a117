/**
 * Structured logs on standard error, one JSON object a line, without personal data: a request is told by its
 * route and never by its query, body or address. DUNGHEN_LOG sets the level (default: warn).
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
    },
  };
}
