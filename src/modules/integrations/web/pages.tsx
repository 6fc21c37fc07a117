import type { PageDef } from '#web/pages.ts';

export const pages: readonly PageDef[] = [
  {
    path: '/quan-tri/khoa-ung-dung',
    nav: {
      label: { vi: 'Ứng dụng kết nối', en: 'Connected applications' },
      icon: 'external',
      permission: 'integrations.read',
      order: 96,
      group: 'admin',
    },
    load: () => import('./ApplicationsPage.tsx'),
  },
  { path: '/quan-tri/khoa-ung-dung/:source', load: () => import('./ApplicationPage.tsx') },
  { path: '/quan-tri/khoa-ung-dung/:source/noi-nhan/:id', load: () => import('./WebhookPage.tsx') },
  { path: '/tai-lieu/ket-noi', public: true, load: () => import('./GuidePage.tsx') },
  { path: '/viec-ngoai/:source/:key', load: () => import('./MatterPage.tsx') },
];
