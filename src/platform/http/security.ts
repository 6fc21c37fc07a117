import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#kernel/refusal.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Header our own pages send with every change; a foreign site cannot without our consent (CORS preflight). */
export const SAME_ORIGIN_HEADER = 'x-dunghen-request';

/** No inline script or style, nothing from elsewhere (docs/decisions/0001-styles-from-files-only.md). */
export const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of a careful site on every answer, errors and files included. */
export function securityHeaders(app: FastifyInstance, options: { https: boolean }): void {
  const headers = pageHeaders(options);
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
  });
}

/** The same headers as values, for an answer given before any hook runs. */
export function pageHeaders({ https }: { https: boolean }): Record<string, string> {
  return {
    'content-security-policy': PAGE_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'x-frame-options': 'DENY',
    ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

/**
 * Proof that a change comes from our own pages (ASVS 5.0 3.5): our header must be there, and what the browser
 * itself says of the origin must not contradict it. A plain form cannot send a header; what the browser says must do.
 * @throws Refusal `http.cross_site` (403)
 */
export function requireSameOrigin(request: FastifyRequest, { plainForm = false } = {}): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  const foreignOrigin =
    origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.headers.host);
  if (foreignSite || foreignOrigin || (!plainForm && request.headers[SAME_ORIGIN_HEADER] === undefined))
    throw new Refusal('http.cross_site', 403);
}
