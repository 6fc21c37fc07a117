import type { PageDef } from '#web/pages.ts';

export const pages: readonly PageDef[] = [
  {
    path: '/co-quan',
    nav: { label: { vi: 'Cơ quan', en: 'Agencies' }, icon: 'building', permission: 'org.read', order: 60 },
    load: () => import('./AgenciesPage.tsx'),
  },
  { path: '/co-quan/:id', load: () => import('./AgencyPage.tsx') },
  {
    path: '/quan-tri/co-quan',
    nav: {
      label: { vi: 'Sắp xếp cơ quan', en: 'Reorganise' },
      icon: 'settings',
      permission: 'org.manage',
      order: 84,
      group: 'admin',
    },
    load: () => import('./ManagePage.tsx'),
  },
];
