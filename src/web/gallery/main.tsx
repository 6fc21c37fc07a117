import '../styles/all.ts';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { Providers } from '../providers.tsx';
import { makeQueryClient } from '../query.ts';
import { parseSearch, stringifySearch } from '../search-params.ts';
import { SessionProvider } from '../session.tsx';
import { Shell } from '../shell/Shell.tsx';
import { Gallery } from './Gallery.tsx';
import { ListSample } from './ListSample.tsx';
import { PLACES, SESSION } from './samples.ts';

const root = createRootRoute({ component: Outlet });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: () => <Shell places={PLACES} /> });
const list = createRoute({ getParentRoute: () => frame, path: '/nhiem-vu', component: ListSample });
const detail = createRoute({ getParentRoute: () => frame, path: '/nhiem-vu/$id', component: ListSample });
const home = createRoute({ getParentRoute: () => root, path: '$', component: Gallery });

// '#/nhiem-vu' opens a list inside the frame, anything else the shelf of components.
const router = createRouter({
  routeTree: root.addChildren([frame.addChildren([list, detail]), home]),
  history: createMemoryHistory({ initialEntries: [location.hash.slice(1) || '/'] }),
  parseSearch,
  stringifySearch,
});
const container = document.getElementById('root');
if (!container) throw new Error('the gallery has no #root');
createRoot(container).render(
  <Providers client={makeQueryClient()}>
    <SessionProvider session={SESSION}>
      <RouterProvider router={router as never} />
    </SessionProvider>
  </Providers>,
);
