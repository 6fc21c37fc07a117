import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { Loading } from './components/Loading.tsx';
import { CrashPage } from './pages/CrashPage.tsx';
import { NotFoundPage } from './pages/NotFoundPage.tsx';
import { allPages } from './page-registry.ts';
import type { PageDef } from './pages.ts';
import { parseSearch, stringifySearch } from './search-params.ts';
import { PublicFrame } from './shell/PublicFrame.tsx';
import { SignedIn } from './shell/SignedIn.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });
const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedIn });
const open = createRoute({ getParentRoute: () => root, id: 'open', component: PublicFrame });

const signIn = createRoute({
  getParentRoute: () => open,
  path: '/dang-nhap',
  component: lazyRouteComponent(() => import('./pages/SignInPage.tsx')),
});

/** '/nhiem-vu/:id' → '/nhiem-vu/$id', the router's way of writing a parameter. */
function routePath(path: string): string {
  return path.replace(/:([A-Za-z]+)/g, '$$$1');
}

function routeOf(page: PageDef, parent: typeof signedIn | typeof open) {
  return createRoute({
    getParentRoute: () => parent as typeof signedIn,
    path: routePath(page.path),
    component: lazyRouteComponent(page.load),
  });
}

const tree = root.addChildren([
  signedIn.addChildren([
    ...allPages.filter((page) => !page.public).map((page) => routeOf(page, signedIn)),
    // Inside the signed-in frame, so that an unknown address still shows the navigation.
    createRoute({ getParentRoute: () => signedIn, path: '$', component: NotFoundPage }),
  ]),
  open.addChildren([signIn, ...allPages.filter((page) => page.public).map((page) => routeOf(page, open))]),
]);

/** The router of the application; pages come from the modules' `web/pages.tsx`. */
export function makeRouter() {
  return createRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultPendingMs: 300,
    defaultErrorComponent: CrashPage,
    scrollRestoration: true,
  });
}
