import type { Messages } from '#platform/http/problem.ts';

export const measuresMessages: Messages = {
  'measures.unknown': 'Không có số liệu tên "{measureId}".',
};
