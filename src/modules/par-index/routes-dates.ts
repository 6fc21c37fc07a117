import type { App } from '#platform/http/app.ts';
import { parIndexPermissions } from './permissions.ts';
import { proposeOpening } from './opening-proposal.ts';
import { MoveDatesBody, OpeningProposal, RoundDetail } from './rounds-schema.ts';
import { SheetDetail } from './sheets-schema.ts';
import { moveDates } from './service-dates.ts';
import { seeResult } from './service-replies.ts';
import { ById } from './sets-schema.ts';

const params = ById;

export function dateRoutes(app: App): void {
  app.get(
    '/api/par/sets/:id/opening',
    {
      schema: {
        summary: 'Đơn vị và bên thẩm định đề xuất khi mở đợt theo bộ tiêu chí này',
        tags: ['Chỉ số cải cách hành chính'],
        params,
        response: { 200: OpeningProposal },
      },
      config: { permission: parIndexPermissions.manage },
    },
    ({ work, params: { id } }) => proposeOpening(work, id),
  );
  app.post(
    '/api/par/rounds/:id/dates',
    {
      schema: {
        summary: 'Dời hạn của đợt chấm, có lý do',
        tags: ['Chỉ số cải cách hành chính'],
        params,
        body: MoveDatesBody,
        response: { 200: RoundDetail },
      },
      config: { permission: parIndexPermissions.manage },
    },
    ({ work, params: { id }, body }) => moveDates(work, id, body),
  );
  app.post(
    '/api/par/sheets/:id/seen',
    {
      schema: {
        summary: 'Đơn vị đã xem kết quả, không phản hồi',
        tags: ['Phiếu chấm điểm'],
        params,
        response: { 200: SheetDetail },
      },
      config: { permission: parIndexPermissions.speak },
    },
    ({ work, params: { id } }) => seeResult(work, id),
  );
}
