import type { PageDef } from '#web/pages.ts';

export const pages: readonly PageDef[] = [
  {
    path: '/nhiem-vu',
    nav: { label: { vi: 'Nhiệm vụ', en: 'Tasks' }, icon: 'task', permission: 'directives.read', order: 30 },
    load: () => import('./TasksPage.tsx'),
  },
  { path: '/nhiem-vu/:id', load: () => import('./TaskPage.tsx') },
  {
    path: '/tong-quan',
    nav: { label: { vi: 'Tổng quan', en: 'Overview' }, icon: 'overview', permission: 'directives.overview', order: 50 },
    load: () => import('./OverviewPage.tsx'),
  },
];
