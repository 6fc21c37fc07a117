import type { PageDef } from '#web/pages.ts';

export const pages: readonly PageDef[] = [
  {
    path: '/ho-so',
    nav: {
      label: { vi: 'Hồ sơ một cửa', en: 'Dossiers' },
      icon: 'document',
      permission: 'dossiers.read',
      order: 31,
    },
    load: () => import('./DossiersPage.tsx'),
  },
  {
    path: '/mot-cua/tiep-nhan',
    nav: {
      label: { vi: 'Tiếp nhận hồ sơ', en: 'Reception' },
      icon: 'plus',
      permission: 'dossiers.receive',
      order: 32,
    },
    load: () => import('./ReceptionPage.tsx'),
  },
  {
    path: '/mot-cua/so-theo-doi',
    nav: {
      label: { vi: 'Sổ theo dõi hồ sơ', en: 'Follow-up book' },
      icon: 'log',
      permission: 'dossiers.receive',
      order: 33,
    },
    load: () => import('./BookPage.tsx'),
  },
  { path: '/ho-so/:id', load: () => import('./DossierPage.tsx') },
  { path: '/ho-so/:id/dong-ho', load: () => import('./LedgerPage.tsx') },
  { path: '/ho-so/:id/nguoi-nop', load: () => import('./DirectoryPage.tsx') },
  {
    path: '/mot-cua/thang',
    nav: {
      label: { vi: 'Báo cáo một cửa', en: 'One-stop month' },
      icon: 'overview',
      permission: 'dossiers.read',
      order: 52,
    },
    load: () => import('./MonthPage.tsx'),
  },
  { path: '/mot-cua/thang/ho-so', load: () => import('./MonthCellPage.tsx') },
  { path: '/mot-cua/chi-tieu', load: () => import('./IndicatorsPage.tsx') },
  { path: '/mot-cua/chi-tieu/ho-so', load: () => import('./IndicatorCellPage.tsx') },
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
  {
    path: '/quan-tri/tin-bao',
    nav: {
      label: { vi: 'Tin báo người nộp', en: 'Messages to applicants' },
      icon: 'mail',
      permission: 'dossiers.letters',
      order: 88,
      group: 'admin',
    },
    load: () => import('./LettersPage.tsx'),
  },
];
