import type { App } from '#platform/http/app.ts';
import { noticesPermissions } from './permissions.ts';
import {
  AcceptBody,
  ById,
  ByProposal,
  MergeBody,
  ProposalBody,
  ProposalList,
  SelectionBody,
  SplitBody,
  VersionBody,
} from './schema.ts';
import { acceptProposals, dropProposal, editProposal, restoreProposal } from './service-proposals.ts';
import { addFromSelection, mergeWithNext, splitProposal, undoLast } from './service-shape.ts';

const tags = ['Văn bản'];
const config = { permission: noticesPermissions.edit };
const response = { 200: ProposalList };
const ONE = '/api/notices/:id/proposals/:proposalId';

/** What a clerk does to the proposals of a document; each call answers with all of them as they now stand. */
export function proposalRoutes(app: App): void {
  app.post(
    '/api/notices/:id/proposals',
    {
      schema: { summary: 'Thêm đề xuất từ đoạn chọn', tags, params: ById, body: SelectionBody, response },
      config,
    },
    ({ params, body, work }) => addFromSelection(work, params.id, body.from, body.to),
  );
  app.post(
    '/api/notices/:id/accept',
    { schema: { summary: 'Chấp nhận các đề xuất', tags, params: ById, body: AcceptBody, response }, config },
    ({ params, body, work }) => acceptProposals(work, params.id, body.versions),
  );
  app.post(
    '/api/notices/:id/undo',
    { schema: { summary: 'Hoàn tác thay đổi gần nhất', tags, params: ById, response }, config },
    ({ params, work }) => undoLast(work, params.id),
  );
  app.patch(
    ONE,
    { schema: { summary: 'Sửa đề xuất', tags, params: ByProposal, body: ProposalBody, response }, config },
    ({ params, body, work }) => editProposal(work, params.id, params.proposalId, body),
  );
  app.post(
    `${ONE}/accept`,
    { schema: { summary: 'Chấp nhận đề xuất', tags, params: ByProposal, body: VersionBody, response }, config },
    ({ params, body, work }) => acceptProposals(work, params.id, { [params.proposalId]: body.version }),
  );
  app.post(
    `${ONE}/drop`,
    { schema: { summary: 'Bỏ đề xuất', tags, params: ByProposal, body: VersionBody, response }, config },
    ({ params, body, work }) => dropProposal(work, params.id, params.proposalId, body.version),
  );
  app.post(
    `${ONE}/restore`,
    { schema: { summary: 'Lấy lại đề xuất đã bỏ', tags, params: ByProposal, body: VersionBody, response }, config },
    ({ params, body, work }) => restoreProposal(work, params.id, params.proposalId, body.version),
  );
  app.post(
    `${ONE}/split`,
    { schema: { summary: 'Tách đề xuất tại một chỗ', tags, params: ByProposal, body: SplitBody, response }, config },
    ({ params, body, work }) => splitProposal(work, params.id, params.proposalId, body.version, body.at),
  );
  app.post(
    `${ONE}/merge`,
    { schema: { summary: 'Gộp với đề xuất ở sau', tags, params: ByProposal, body: MergeBody, response }, config },
    ({ params, body, work }) => mergeWithNext(work, params.id, params.proposalId, body.version, body.nextVersion),
  );
}
