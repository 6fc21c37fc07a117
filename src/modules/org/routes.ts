import type { App } from '#platform/http/app.ts';
import { changeRoutes } from './routes/changes.ts';
import { peopleRoutes } from './routes/people.ts';
import { readRoutes } from './routes/read.ts';

/** Everything of this module under /api/org. */
export function orgRoutes(app: App): void {
  readRoutes(app);
  peopleRoutes(app);
  changeRoutes(app);
}
