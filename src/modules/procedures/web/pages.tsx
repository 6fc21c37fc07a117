import type { PageDef } from '#web/pages.ts';

export const pages: readonly PageDef[] = [
  {
    path: '/thu-tuc',
    nav: {
      label: { vi: 'Thủ tục hành chính', en: 'Procedures' },
      icon: 'log',
      permission: 'procedures.read',
      order: 58,
    },
    load: () => import('./CataloguePage.tsx'),
  },
  { path: '/thu-tuc/quy-dinh', load: () => import('./RulesPage.tsx') },
  { path: '/thu-tuc/nhap', load: () => import('./ImportPage.tsx') },
  { path: '/thu-tuc/quy-trinh/:id', load: () => import('./WorkflowPage.tsx') },
  { path: '/thu-tuc/:id/sua', load: () => import('./RevisePage.tsx') },
  { path: '/thu-tuc/:id', load: () => import('./ProcedurePage.tsx') },
];
