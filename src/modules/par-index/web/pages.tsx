import type { PageDef } from '#web/pages.ts';

export const pages: readonly PageDef[] = [
  {
    path: '/chi-so',
    nav: { label: { vi: 'Chỉ số CCHC', en: 'PAR index' }, icon: 'ranking', permission: 'par-index.read', order: 55 },
    load: () => import('./RoundsPage.tsx'),
  },
  { path: '/chi-so/bo-tieu-chi/:id', load: () => import('./SetPage.tsx') },
  { path: '/chi-so/dot/mo', load: () => import('./NewRoundPage.tsx') },
  { path: '/chi-so/nhap-bo-tieu-chi', load: () => import('./TakeInPage.tsx') },
  { path: '/chi-so/doi-chieu/:fromId/:toId', load: () => import('./MappingPage.tsx') },
  { path: '/chi-so/quy-doi/:roundId/:setId', load: () => import('./BackCastPage.tsx') },
  { path: '/chi-so/dot/:id', load: () => import('./RoundPage.tsx') },
  { path: '/chi-so/dot/:id/khao-sat', load: () => import('./SurveyPage.tsx') },
  { path: '/chi-so/phieu/:id', load: () => import('./SheetPage.tsx') },
  { path: '/chi-so/phieu/:id/trong-nam', load: () => import('./YearPage.tsx') },
  { path: '/chi-so/phieu/:id/kho-khan', load: () => import('./DifficultiesPage.tsx') },
  { path: '/chi-so/gop-y/:id', load: () => import('./CommentRoundPage.tsx') },
  { path: '/chi-so/kien-nghi', load: () => import('./ProposalsPage.tsx') },
  { path: '/chi-so/kien-nghi/:id', load: () => import('./ProposalPage.tsx') },
  { path: '/chi-so/xep-hang/:roundId', load: () => import('./RankingPage.tsx') },
  { path: '/cong-khai/xep-hang', public: true, load: () => import('./PublicRankingsPage.tsx') },
  { path: '/cong-khai/xep-hang/:roundId', public: true, load: () => import('./PublicRankingPage.tsx') },
];
