import type { App } from '#platform/http/app.ts';
import { sendAttachment } from '#platform/http/attachment.ts';
import { parIndexPermissions } from './permissions.ts';
import {
  AnswerProposalBody,
  ApproveProposalBody,
  ByProposalForm,
  EffectBody,
  EffectView,
  ProposalDetail,
  ProposalList,
  ProposalStart,
  ReturnBody,
  SendBody,
  WithdrawBody,
  WriteBody,
} from './proposals-schema.ts';
import { exportLetter } from './service-proposal-letter.ts';
import {
  answerProposal,
  approveProposal,
  getProposal,
  listProposalsFor,
  returnProposal,
  sendProposal,
  startProposal,
  submitProposal,
  tryProposal,
  withdrawProposal,
  writeProposal,
} from './service-proposals.ts';
import { ById } from './sets-schema.ts';

const tags = ['Kiến nghị về tiêu chí'];
const read = { permission: parIndexPermissions.read };
const manage = { permission: parIndexPermissions.manage };
const response = { 200: ProposalDetail };

/** Proposals to the Ministry on criteria: from a finding to the letter and its answer. */
export function proposalRoutes(app: App): void {
  app.get(
    '/api/par/proposals',
    { schema: { summary: 'Các kiến nghị về tiêu chí', tags, response: { 200: ProposalList } }, config: read },
    ({ work }) => listProposalsFor(work),
  );
  app.post(
    '/api/par/proposals',
    { schema: { summary: 'Soạn kiến nghị về một tiêu chí', tags, body: ProposalStart, response }, config: manage },
    ({ work, body }) => startProposal(work, body.roundId, body.leaf),
  );
  app.get(
    '/api/par/proposals/:id',
    { schema: { summary: 'Một kiến nghị và tác động của nó', tags, params: ById, response }, config: read },
    ({ work, params: { id } }) => getProposal(work, id),
  );
  app.post(
    '/api/par/proposals/:id/effect',
    {
      schema: {
        summary: 'Thử tác động của đề nghị',
        tags,
        params: ById,
        body: EffectBody,
        response: { 200: EffectView },
      },
      config: manage,
    },
    ({ work, params: { id }, body }) => tryProposal(work, id, body.ask),
  );
  app.post(
    '/api/par/proposals/:id/versions',
    { schema: { summary: 'Lưu bản soạn mới', tags, params: ById, body: WriteBody, response }, config: manage },
    ({ work, params: { id }, body }) => writeProposal(work, id, body),
  );
  app.post(
    '/api/par/proposals/:id/submit',
    {
      schema: { summary: 'Trình lãnh đạo duyệt', tags, params: ById, body: ApproveProposalBody, response },
      config: manage,
    },
    ({ work, params: { id }, body }) => submitProposal(work, id, body.after),
  );
  app.post(
    '/api/par/proposals/:id/return',
    {
      schema: { summary: 'Lãnh đạo trả lại để sửa', tags, params: ById, body: ReturnBody, response },
      config: { permission: parIndexPermissions.approve },
    },
    ({ work, params: { id }, body }) => returnProposal(work, id, body.after, body.reason),
  );
  app.post(
    '/api/par/proposals/:id/approve',
    {
      schema: { summary: 'Lãnh đạo duyệt', tags, params: ById, body: ApproveProposalBody, response },
      config: { permission: parIndexPermissions.approve },
    },
    ({ work, params: { id }, body }) => approveProposal(work, id, body.after),
  );
  app.post(
    '/api/par/proposals/:id/send',
    { schema: { summary: 'Ghi số, ngày gửi', tags, params: ById, body: SendBody, response }, config: manage },
    ({ work, params: { id }, body }) => sendProposal(work, id, body),
  );
  app.post(
    '/api/par/proposals/:id/answer',
    {
      schema: { summary: 'Ghi trả lời của Bộ', tags, params: ById, body: AnswerProposalBody, response },
      config: manage,
    },
    ({ work, params: { id }, body }) => answerProposal(work, id, body),
  );
  app.post(
    '/api/par/proposals/:id/withdraw',
    { schema: { summary: 'Rút kiến nghị', tags, params: ById, body: WithdrawBody, response }, config: manage },
    ({ work, params: { id }, body }) => withdrawProposal(work, id, body.after, body.reason),
  );
  app.get(
    '/api/par/proposals/:id/letter/:form',
    {
      schema: { summary: 'Công văn kiến nghị kèm phụ lục', tags, params: ByProposalForm },
      config: read,
    },
    async ({ work, params: { id, form } }, reply) => sendAttachment(reply, await exportLetter(work, id, form)),
  );
}
