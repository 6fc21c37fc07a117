import { collect, type PageDef } from './pages.ts';

/** The pages every module contributes from its `web/pages.tsx`, found when the bundle is built. */
export const allPages: readonly PageDef[] = collect(
  Object.values(import.meta.glob<{ pages: readonly PageDef[] }>('../modules/*/web/pages.tsx', { eager: true })),
);
