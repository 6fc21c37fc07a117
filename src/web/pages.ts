import type { ComponentType } from 'react';
import type { IconName } from './components/Icon.tsx';
import type { BothLanguages } from './i18n/messages.ts';

/** Where a page stands in the navigation. */
export interface NavPlace {
  readonly label: BothLanguages;
  readonly icon: IconName;
  /** Shown only to those who hold it (any of them when several); the server still decides on every call. */
  readonly permission?: string | readonly string[];
  /** Smaller stands higher. 10 Việc của tôi, 20 Văn bản, 30 Nhiệm vụ, 40 Nhắc việc, 50 Tổng quan, 60 Cơ quan, 70 Hộp thư, 80-90 Quản trị. */
  readonly order: number;
  /** `admin` places stand apart, under "Quản trị". */
  readonly group?: 'work' | 'admin';
  /** A number beside the label, such as how much is unread: the module's file with it as its default export. */
  readonly badge?: () => Promise<{ default: ComponentType }>;
  /** Drawn in a demonstration province only. */
  readonly demonstrationOnly?: boolean;
}

/**
 * One page a module contributes from `src/modules/X/web/pages.tsx` (`export const pages: PageDef[]`).
 * That file is part of the first load: it holds no component, only `load: () => import('./MyPage.tsx')`.
 */
export interface PageDef {
  /** '/nhiem-vu/:id': Vietnamese words without marks; `:name` is read by `usePageParams()`. */
  readonly path: string;
  readonly nav?: NavPlace;
  /** Seen without signing in (an invitation, a citizen's page): drawn without navigation. */
  readonly public?: boolean;
  /** The module's file with the page as its default export. */
  readonly load: () => Promise<{ default: ComponentType }>;
}

/**
 * The pages of all modules as one list.
 * @throws Error when two modules name one path: a fault in the program that stops it at once
 */
export function collect(modules: readonly { readonly pages: readonly PageDef[] }[]): readonly PageDef[] {
  const pages = modules.flatMap((module) => module.pages);
  const paths = new Set<string>();
  for (const { path } of pages) {
    if (paths.has(path)) throw new Error(`two pages at ${path}`);
    paths.add(path);
  }
  return pages;
}

/** The places of the navigation this person sees, in order. */
export function navigationFor(
  pages: readonly PageDef[],
  permissions: readonly string[],
  isDemonstration: boolean,
): (PageDef & { nav: NavPlace })[] {
  return pages
    .filter((page): page is PageDef & { nav: NavPlace } => page.nav !== undefined)
    .filter(({ nav }) => isDemonstration || !nav.demonstrationOnly)
    .filter(({ nav }) => {
      if (nav.permission === undefined) return true;
      const asked = typeof nav.permission === 'string' ? [nav.permission] : nav.permission;
      return asked.some((permission) => permissions.includes(permission));
    })
    .sort((a, b) => a.nav.order - b.nav.order);
}

/**
 * The one place of the navigation an address belongs to: itself or the nearest list above it; undefined for a page that
 * stands under none. The place at '/' is only itself.
 */
export function placeOf(places: readonly Pick<PageDef, 'path'>[], pathname: string): string | undefined {
  return places
    .map(({ path }) => path)
    .filter((path) => pathname === path || (path !== '/' && pathname.startsWith(`${path}/`)))
    .toSorted((one, other) => other.length - one.length)[0];
}
