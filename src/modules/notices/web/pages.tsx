import type { PageDef } from '#web/pages.ts';

export const pages: readonly PageDef[] = [
  {
    path: '/van-ban',
    nav: { label: { vi: 'Văn bản', en: 'Documents' }, icon: 'document', permission: 'notices.read', order: 20 },
    load: () => import('./DocumentsPage.tsx'),
  },
  { path: '/van-ban/:id', load: () => import('./ReadingPage.tsx') },
];
