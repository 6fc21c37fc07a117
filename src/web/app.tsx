import { RouterProvider } from '@tanstack/react-router';
import { Providers } from './providers.tsx';
import { makeQueryClient } from './query.ts';
import { makeRouter } from './router.tsx';

const client = makeQueryClient();
const router = makeRouter();

/** Đúng Hẹn in the browser. */
export function App() {
  return (
    <Providers client={client}>
      <RouterProvider router={router} />
    </Providers>
  );
}
