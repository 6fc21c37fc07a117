import fastifyStatic from '@fastify/static';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '#kernel/refusal.ts';
import type { App } from './app.ts';

const YEAR_SECONDS = 31_536_000;

/**
 * Serves the browser bundle. Files under /assets carry a hash in their names and may be kept for ever; every
 * other page address gets index.html, which is asked for anew each time so that an upgrade is seen at once.
 */
export function staticSite(app: App, folder: string): void {
  void app.register(fastifyStatic, { root: folder, serve: false, index: false });
  app.get('/*', { config: { permission: 'public' }, schema: { hide: true } }, async (request, reply) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(1);
    if (path.startsWith('api/')) throw new Refusal('http.not_found', 404);
    if (path.startsWith('assets/')) return reply.sendFile(path, { maxAge: YEAR_SECONDS * 1000, immutable: true });
    if (/^[\w-]+\.(svg|js|png|ico|webmanifest|txt)$/.test(path) && existsSync(join(folder, path)))
      return reply.sendFile(path, { maxAge: 3_600_000 });
    return reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false });
  });
}
