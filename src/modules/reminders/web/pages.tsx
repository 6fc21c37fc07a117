import type { PageDef } from '#web/pages.ts';

export const pages: readonly PageDef[] = [
  {
    path: '/',
    nav: { label: { vi: 'Việc của tôi', en: 'My work' }, icon: 'desk', order: 10 },
    load: () => import('./MyWorkPage.tsx'),
  },
  {
    path: '/nhac-viec',
    nav: {
      label: { vi: 'Nhắc việc', en: 'Reminders' },
      icon: 'bell',
      permission: 'reminders.read',
      order: 40,
      badge: () => import('./UnreadBadge.tsx'),
    },
    load: () => import('./RemindersPage.tsx'),
  },
  { path: '/tai-khoan/kenh-nhan', load: () => import('./MyChannelsPage.tsx') },
  { path: '/nhac-viec/lam-thay', load: () => import('./SubstitutesPage.tsx') },
  { path: '/nhac-viec/moc/:id', load: () => import('./PlanPage.tsx') },
  {
    path: '/nhac-viec/do-luong',
    nav: {
      label: { vi: 'Đo lường nhắc việc', en: 'Reminder figures' },
      icon: 'bell',
      permission: 'reminders.measures',
      order: 94,
      group: 'admin',
    },
    load: () => import('./MeasuresPage.tsx'),
  },
  { path: '/nhac-viec/do-luong/:so', load: () => import('./MeasureListPage.tsx') },
  {
    path: '/quan-tri/chinh-sach-nhac',
    nav: {
      label: { vi: 'Chính sách nhắc việc', en: 'Reminder policies' },
      icon: 'clock',
      permission: 'reminders.policies',
      order: 93,
      group: 'admin',
    },
    load: () => import('./PoliciesPage.tsx'),
  },
  { path: '/quan-tri/chinh-sach-nhac/:kind', load: () => import('./PolicyPage.tsx') },
  {
    path: '/quan-tri/mau-tin',
    nav: {
      label: { vi: 'Mẫu tin nhắc việc', en: 'Reminder texts' },
      icon: 'mail',
      permission: 'reminders.templates',
      order: 93.5,
      group: 'admin',
    },
    load: () => import('./TemplatesPage.tsx'),
  },
  { path: '/quan-tri/mau-tin/:channel/:kind', load: () => import('./TemplatePage.tsx') },
  {
    path: '/quan-tri/kenh-gui',
    nav: {
      label: { vi: 'Kênh gửi', en: 'Channels' },
      icon: 'mail',
      permission: 'channels.manage',
      order: 95,
      group: 'admin',
    },
    load: () => import('./ChannelsPage.tsx'),
  },
  {
    path: '/quan-tri/thu-chua-gui',
    nav: {
      label: { vi: 'Thư chưa gửi được', en: 'Undelivered mail' },
      icon: 'mail',
      permission: 'reminders.outbox',
      order: 95,
      group: 'admin',
    },
    load: () => import('./OutboxPage.tsx'),
  },
];
