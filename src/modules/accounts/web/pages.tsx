import type { PageDef } from '#web/pages.ts';

export const pages: readonly PageDef[] = [
  { path: '/tai-khoan', load: () => import('./MyAccountPage.tsx') },
  { path: '/moi/:token', public: true, load: () => import('./InvitePage.tsx') },
  {
    path: '/quan-tri/nguoi-dung',
    nav: {
      label: { vi: 'Người dùng', en: 'People' },
      icon: 'people',
      permission: 'accounts.read',
      order: 80,
      group: 'admin',
    },
    load: () => import('./UsersPage.tsx'),
  },
];
