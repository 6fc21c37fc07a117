import type { PageDef } from '#web/pages.ts';

export const pages: readonly PageDef[] = [
  {
    path: '/mot-cua/thang',
    nav: {
      label: { vi: 'Tháng một cửa', en: 'One-stop month' },
      icon: 'overview',
      permission: 'dossiers.read',
      order: 52,
    },
    load: () => import('./MonthPage.tsx'),
  },
  { path: '/mot-cua/thang/ho-so', load: () => import('./MonthCellPage.tsx') },
  {
    path: '/mot-cua/ton-dong',
    nav: {
      label: { vi: 'Hồ sơ tồn đọng', en: 'Overdue dossiers' },
      icon: 'warning',
      permission: 'dossiers.read',
      order: 53,
    },
    load: () => import('./BacklogPage.tsx'),
  },
  {
    path: '/mot-cua/nhap',
    nav: {
      label: { vi: 'Nhập hồ sơ', en: 'Import dossiers' },
      icon: 'document',
      permission: 'dossiers.import',
      order: 89,
      group: 'admin',
    },
    load: () => import('./ImportDossiersPage.tsx'),
  },
  {
    path: '/mot-cua/chinh-xac',
    nav: {
      label: { vi: 'Độ chính xác hồ sơ', en: 'Accuracy of dossiers' },
      icon: 'log',
      permission: 'dossiers.read',
      order: 54,
    },
    load: () => import('./IntegrityPage.tsx'),
  },
];
