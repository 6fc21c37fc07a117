import type { PageDef } from '#web/pages.ts';

export const pages: readonly PageDef[] = [
  {
    path: '/quan-tri/nhat-ky',
    nav: {
      label: { vi: 'Nhật ký', en: 'Audit log' },
      icon: 'audit',
      permission: 'audit.read',
      order: 95,
      group: 'admin',
    },
    load: () => import('./AuditPage.tsx'),
  },
];
