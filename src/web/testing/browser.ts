import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { PAGE_POLICY } from '#platform/http/security.ts';

export { PAGE_POLICY };

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Builds the gallery or the application afresh into a folder of its own, so that tests running side by side
 * do not empty each other's. @returns the folder; it is removed when the process ends
 */
export async function buildBundle(mode: 'gallery' | 'production'): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), `dunghen-${mode}-`));
  process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    mode,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 2000 },
  });
  return outDir;
}

/** What the stand-in for the API answers; undefined is a 404 problem. */
export type Answer = { readonly status: number; readonly body?: unknown } | undefined;
export type Api = (method: string, path: string, body: string, request: IncomingMessage) => Answer | Promise<Answer>;

/**
 * Serves a built bundle under the real policy, any other address as its `index` page, and /api through `api`.
 * @returns the address and a way to stop
 */
export async function serveBundle(
  folder: string,
  index: string,
  api: Api,
): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, reply) => void handle(request, reply, folder, index, api));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function handle(request: IncomingMessage, reply: ServerResponse, folder: string, index: string, api: Api) {
  const path = new URL(request.url ?? '/', 'http://here').pathname;
  if (path.startsWith('/api/')) {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const answer = (await api(request.method ?? 'GET', path, body, request)) ?? {
      status: 404,
      body: { code: 'http.not_found', title: 'Không có địa chỉ này.' },
    };
    reply.writeHead(answer.status, {
      'content-type': answer.status < 400 ? 'application/json' : 'application/problem+json',
    });
    reply.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
    return;
  }
  const wanted = join(folder, normalize(path));
  const file = existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(folder, index);
  reply.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': PAGE_POLICY,
  });
  reply.end(readFileSync(file));
}

/** Debian's Chromium without a window, quiet towards the network. `DUNGHEN_CHROMIUM` names another one. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['DUNGHEN_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
