import type { PageDef } from '#web/pages.ts';

export const pages: readonly PageDef[] = [
  {
    path: '/hop-thu',
    nav: { label: { vi: 'Hộp thư', en: 'Mailbox' }, icon: 'mail', order: 70, demonstrationOnly: true },
    load: () => import('./MailboxPage.tsx'),
  },
  { path: '/hop-thu/:id', load: () => import('./MailboxPage.tsx') },
];
