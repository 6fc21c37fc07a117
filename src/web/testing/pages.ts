import { after } from 'node:test';
import type { Browser } from 'playwright-core';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { type Actor, systemActor } from '#platform/auth/actor.ts';
import { can, type Permission } from '#platform/auth/permission.ts';
import type { Province } from '#platform/db/province.ts';
import type { App } from '#platform/http/app.ts';
import { staticSite } from '#platform/http/static-site.ts';
import { buildBundle, launchBrowser } from './browser.ts';

interface Session {
  readonly province: Province;
  /** Who sits before the browser at the moment. */
  readonly caller: () => Actor;
  /** Of these the pages are told those that the caller has. */
  readonly permissions: readonly Permission[];
  /** Whose pages they are: stands in the frame of every page. */
  readonly agency: { readonly id: string; readonly name: string } | null;
  readonly isDemonstration?: boolean;
}

/**
 * Serves the pages beside the routes the application has, and opens a browser; both end with the test file. Who is
 * signed in is the business of accounts: here /api/session tells whoever the test names.
 */
export async function openPages(app: App, session: Session): Promise<{ address: string; browser: Browser }> {
  app.get('/api/session', { config: { permission: 'public' }, schema: { hide: true } }, () => told(session));
  staticSite(app, await buildBundle('production'));
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const browser = await launchBrowser();
  after(async () => {
    await browser.close();
    await app.close();
  });
  return { address, browser };
}

async function told({ province, caller, permissions, agency, isDemonstration = true }: Session) {
  const { personId, name, grants } = caller();
  return {
    person: personId && { id: personId, fullName: name, post: null },
    roles: grants.map(({ role }) => role),
    permissions: permissions.filter((permission) => can(caller(), permission)).map((permission) => permission.name),
    agency,
    province: { code: 'khanh-hoa-2018', name: 'Tỉnh Khánh Hòa', isDemonstration },
    clock: await province.as(systemActor('Thử nghiệm')).run(async (tx) => toVietnamIso(tx.now)),
  };
}
