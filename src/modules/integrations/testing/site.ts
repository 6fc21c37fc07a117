import { after, type TestContext } from 'node:test';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { World } from '#modules/reminders/testing/world.ts';
import { type Actor, anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { can, type Permission } from '#platform/auth/permission.ts';
import type { Province } from '#platform/db/province.ts';
import { type App, createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { staticSite } from '#platform/http/static-site.ts';
import { startWorker } from '#platform/jobs/worker.ts';
import { buildBundle } from '../../../web/testing/browser.ts';
import { authenticateApplication } from '../authenticate.ts';
import { integrationsJobs } from '../jobs.ts';
import { integrationsMessages } from '../messages.vi.ts';
import { integrationsPermissions } from '../permissions.ts';
import { integrationsRoutes } from '../routes.ts';
import { testSecrets } from './world.ts';

/** This module's pages and routes as they are served, for a browser. */
export interface Site {
  readonly app: App;
  readonly address: string;
  /** Who sits before the browser from now on; undefined is nobody. */
  readonly signIn: (actor: Actor | undefined) => void;
  /** Messages leave while a test runs. */
  readonly work: (during: TestContext) => void;
}

/** Starts the site for the administrator of a world; ends with the tests. */
export async function aSite(province: Province, world: World): Promise<Site> {
  let caller: Actor | undefined = world.administrator.actor;
  const messages = { ...httpMessages, ...integrationsMessages };
  const app = createApp({
    province,
    messages,
    authenticate: async () => caller ?? anonymousActor,
    authenticateApplication: (request) => authenticateApplication(province, request),
  });
  app.get('/api/session', { config: { permission: 'public' }, schema: { hide: true } }, (_request, reply) =>
    caller
      ? province.as(systemActor('Thử nghiệm')).run(async (tx) => sessionOf(caller ?? anonymousActor, world, tx.now))
      : reply.code(401).send({ code: 'auth.required', title: 'Cần đăng nhập' }),
  );
  integrationsRoutes(app, messages, { secrets: testSecrets, looking: { timeoutMs: 2000 } });
  staticSite(app, await buildBundle('production'));
  after(() => app.close());
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const work = (during: TestContext) => {
    const worker = startWorker(province, integrationsJobs(testSecrets), {
      pollMs: 100,
      onError: (_job, error) => {
        throw error;
      },
    });
    during.after(() => worker.stop());
  };
  return { app, address, work, signIn: (actor) => (caller = actor) };
}

function sessionOf(caller: Actor, world: World, now: Date) {
  return {
    person: caller.personId && { id: caller.personId, fullName: caller.name, post: null },
    roles: caller.grants.map(({ role }) => role),
    permissions: Object.values<Permission>(integrationsPermissions)
      .filter((permission) => can(caller, permission))
      .map(({ name }) => name),
    agency: { id: world.ids.office, name: 'Văn phòng' },
    province: { code: 'khanh-hoa-2018', name: 'Tỉnh Khánh Hòa', isDemonstration: true },
    clock: toVietnamIso(now),
  };
}
