import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { type Actor, anonymousActor } from '#platform/auth/actor.ts';
import type { Permission } from '#platform/auth/permission.ts';
import { type App, createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import type { Messages } from '#platform/http/problem.ts';
import type { TestProvince } from '#platform/testing/test-province.ts';
import { openWatched, type Watch } from '../../../web/testing/audit.ts';
import { openPages } from '../../../web/testing/pages.ts';
import { remindersMessages } from '../messages.vi.ts';
import { remindersPermissions } from '../permissions.ts';
import { remindersRoutes } from '../routes.ts';

interface SiteOptions {
  /** Whose pages they are: stands in the frame of every page. */
  readonly agency: { readonly id: string; readonly name: string };
  /** Routes beside those of the lists, and what they need. */
  readonly routes?: (app: App) => void;
  readonly permissions?: readonly Permission[];
  readonly messages?: Messages;
}

interface Opening {
  readonly width?: number;
  /** Of a phone: tall enough for a page to end above the bottom bar, as what is behind it is reached by scrolling. */
  readonly tall?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** The pages of reminders on a real server and in a real browser; both end with the test file. */
export interface Site {
  readonly app: App;
  readonly address: string;
  readonly browser: Browser;
  /** Who is signed in from here on, at every open page. */
  actAs(who: Actor): void;
  /** A page of somebody, its heading there and nothing being loaded any more. */
  open(path: string, who: Actor, how?: Opening): Promise<Watch>;
  /** Keeps a picture where DUNGHEN_PICTURES names a folder. */
  picture(page: Page, name: string): Promise<void>;
}

export async function openSite(province: TestProvince, options: SiteOptions): Promise<Site> {
  const { agency, routes, permissions = [], messages = {} } = options;
  let caller: Actor = anonymousActor;
  const app = createApp({
    province,
    messages: { ...httpMessages, ...messages, ...remindersMessages },
    authenticate: async () => caller,
  });
  remindersRoutes(app);
  routes?.(app);
  const { address, browser } = await openPages(app, {
    province,
    caller: () => caller,
    permissions: [...Object.values(remindersPermissions), ...permissions],
    agency,
  });
  return {
    app,
    address,
    browser,
    actAs: (who) => {
      caller = who;
    },
    open: async (path, who, { width = 1280, tall = 12_000, colorScheme = 'light' } = {}) => {
      caller = who;
      const height = width < 400 ? tall : 900;
      const watched = await openWatched(browser, { viewport: { width, height }, colorScheme });
      await watched.page.goto(`${address}${path}`);
      await watched.page.getByRole('heading', { level: 1 }).waitFor();
      await watched.page.locator('output').first().waitFor({ state: 'detached' });
      return watched;
    },
    picture: async (page, name) => {
      const folder = process.env['DUNGHEN_PICTURES'];
      if (!folder) return;
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    },
  };
}
