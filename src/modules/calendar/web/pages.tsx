import type { PageDef } from '#web/pages.ts';

export const pages: readonly PageDef[] = [
  {
    path: '/quan-tri/lich',
    nav: {
      label: { vi: 'Lịch làm việc', en: 'Working calendar' },
      icon: 'calendar',
      permission: 'calendar.manage',
      order: 82,
      group: 'admin',
    },
    load: () => import('./CalendarPage.tsx'),
  },
];
