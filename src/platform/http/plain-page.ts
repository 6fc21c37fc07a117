import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { App } from './app.ts';

const YEAR_SECONDS = 31_536_000;
const BASE = readFileSync(new URL('./plain-page.css', import.meta.url), 'utf8');

/** The stylesheet of pages without script: what all of them stand on, and then a page's own. */
export interface Stylesheet {
  readonly path: string;
  /** With the name of its content, so that a browser may keep it for ever. */
  readonly address: string;
  readonly css: string;
}

/** @param own the page's own file */
export function plainStylesheet(path: string, own: URL): Stylesheet {
  const css = `${BASE}${readFileSync(own, 'utf8')}`;
  const name = createHash('sha256').update(css).digest('base64url').slice(0, 10);
  return { path, address: `${path}?v=${name}`, css };
}

/** Serves it to everybody. */
export function serveStylesheet(app: App, { path, css }: Stylesheet): void {
  app.get(path, { config: { permission: 'public' }, schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('content-type', 'text/css; charset=utf-8')
      .header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`)
      .send(css),
  );
}
