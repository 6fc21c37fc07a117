import type { TestContext } from 'node:test';
import type { Browser } from 'playwright-core';
import type { World } from '#modules/reminders/testing/world.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Province } from '#platform/db/province.ts';
import { type App, createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { startWorker } from '#platform/jobs/worker.ts';
import { openPages } from '../../../web/testing/pages.ts';
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
  readonly browser: Browser;
  /** Who sits before the browser from now on. */
  readonly signIn: (actor: Actor) => void;
  /** Messages leave while a test runs. */
  readonly work: (during: TestContext) => void;
}

/** Starts the site for the administrator of a world; ends with the tests. */
export async function aSite(province: Province, world: World): Promise<Site> {
  let caller: Actor = world.administrator.actor;
  const messages = { ...httpMessages, ...integrationsMessages };
  const app = createApp({
    province,
    messages,
    authenticate: async () => caller,
    authenticateApplication: (request) => authenticateApplication(province, request),
  });
  integrationsRoutes(app, messages, { secrets: testSecrets, looking: { timeoutMs: 2000 } });
  const { address, browser } = await openPages(app, {
    province,
    caller: () => caller,
    permissions: Object.values(integrationsPermissions),
    agency: { id: world.ids.office, name: 'Văn phòng' },
  });
  const work = (during: TestContext) => {
    const worker = startWorker(province, integrationsJobs(testSecrets), {
      pollMs: 100,
      onError: (_job, error) => {
        throw error;
      },
    });
    during.after(() => worker.stop());
  };
  return { app, address, browser, work, signIn: (actor) => (caller = actor) };
}
