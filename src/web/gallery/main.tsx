import '../styles/all.ts';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { Providers } from '../providers.tsx';
import { makeQueryClient } from '../query.ts';
import { parseSearch, stringifySearch } from '../search-params.ts';
import { SessionProvider } from '../session.tsx';
import { Gallery } from './Gallery.tsx';
import { SESSION } from './samples.ts';

const router = createRouter({
  routeTree: createRootRoute({ component: Gallery, notFoundComponent: Gallery }),
  history: createMemoryHistory({ initialEntries: ['/'] }),
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
