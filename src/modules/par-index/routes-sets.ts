import type { App } from '#platform/http/app.ts';
import { parIndexPermissions } from './permissions.ts';
import {
  adoptSet,
  checkSetFile,
  getCriteriaSet,
  importCriteriaSet,
  listCriteriaSets,
  replaceDraft,
} from './service-sets.ts';
import { getMapping, saveMapping } from './service-mapping.ts';
import {
  AdoptBody,
  ById,
  ByPair,
  CheckResult,
  ImportBody,
  MappingBody,
  MappingView,
  ReplaceBody,
  SetDetail,
  SetList,
} from './sets-schema.ts';

const tags = ['Bộ tiêu chí'];
const read = { permission: parIndexPermissions.read };
const manage = { permission: parIndexPermissions.manage };

export function setRoutes(app: App): void {
  app.get(
    '/api/par/sets',
    { schema: { summary: 'Các bộ tiêu chí và phiên bản', tags, response: { 200: SetList } }, config: read },
    ({ work }) => listCriteriaSets(work),
  );
  app.post(
    '/api/par/sets',
    {
      schema: { summary: 'Nhập bộ tiêu chí thành bản nháp', tags, body: ImportBody, response: { 200: SetDetail } },
      config: manage,
    },
    ({ work, body }) => importCriteriaSet(work, body.file),
  );
  app.post(
    '/api/par/sets/check',
    {
      schema: {
        summary: 'Kiểm tra tệp bộ tiêu chí, không lưu',
        tags,
        body: ImportBody,
        response: { 200: CheckResult },
      },
      config: manage,
    },
    ({ work, body }) => checkSetFile(work, body.file),
  );
  app.get(
    '/api/par/sets/:id',
    {
      schema: { summary: 'Một bộ tiêu chí, kèm các lỗi còn lại', tags, params: ById, response: { 200: SetDetail } },
      config: read,
    },
    ({ work, params }) => getCriteriaSet(work, params.id),
  );
  app.post(
    '/api/par/sets/:id/replace',
    {
      schema: {
        summary: 'Thay nội dung bản nháp',
        tags,
        params: ById,
        body: ReplaceBody,
        response: { 200: SetDetail },
      },
      config: manage,
    },
    ({ work, params, body }) => replaceDraft(work, params.id, body.revision, body.file),
  );
  app.post(
    '/api/par/sets/:id/adopt',
    {
      schema: {
        summary: 'Ban hành bộ tiêu chí; người khác với người soạn',
        tags,
        params: ById,
        body: AdoptBody,
        response: { 200: SetDetail },
      },
      config: { permission: parIndexPermissions.adopt },
    },
    ({ work, params, body }) => adoptSet(work, params.id, body.revision, body.decision),
  );
  app.get(
    '/api/par/sets/:id/mapping/:otherId',
    {
      schema: {
        summary: 'Đối chiếu với bộ sau: đã xác nhận, hoặc đề xuất',
        tags,
        params: ByPair,
        response: { 200: MappingView },
      },
      config: read,
    },
    ({ work, params }) => getMapping(work, params.id, params.otherId),
  );
  app.post(
    '/api/par/sets/:id/mapping/:otherId',
    {
      schema: {
        summary: 'Xác nhận bảng đối chiếu hai bộ',
        tags,
        params: ByPair,
        body: MappingBody,
        response: { 200: MappingView },
      },
      config: manage,
    },
    ({ work, params, body }) =>
      saveMapping(
        work,
        params.id,
        params.otherId,
        body.links.map(({ note, ...link }) => ({ ...link, ...(note === undefined ? {} : { note }) })),
      ),
  );
}
