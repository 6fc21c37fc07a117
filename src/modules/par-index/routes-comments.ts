import type { App } from '#platform/http/app.ts';
import {
  AnswerBody,
  ByComment,
  CommentBody,
  CommentRoundDetail,
  CommentRoundList,
  OpenCommentsBody,
} from './comments-schema.ts';
import { parIndexPermissions } from './permissions.ts';
import {
  addComment,
  answerComment,
  closeComments,
  getCommentRound,
  listCommentRoundsFor,
  openComments,
} from './service-comments.ts';
import { ById } from './sets-schema.ts';

const tags = ['Lấy ý kiến bộ tiêu chí'];
const read = { permission: parIndexPermissions.read };
const manage = { permission: parIndexPermissions.manage };
const response = { 200: CommentRoundDetail };

export function commentRoutes(app: App): void {
  app.get(
    '/api/par/comment-rounds',
    { schema: { summary: 'Các đợt lấy ý kiến', tags, response: { 200: CommentRoundList } }, config: read },
    ({ work }) => listCommentRoundsFor(work),
  );
  app.post(
    '/api/par/comment-rounds',
    { schema: { summary: 'Mở đợt lấy ý kiến về bản nháp', tags, body: OpenCommentsBody, response }, config: manage },
    ({ work, body }) => openComments(work, body),
  );
  app.get(
    '/api/par/comment-rounds/:id',
    { schema: { summary: 'Ý kiến và trả lời của một đợt', tags, params: ById, response }, config: read },
    ({ work, params: { id } }) => getCommentRound(work, id),
  );
  app.post(
    '/api/par/comment-rounds/:id/comments',
    {
      schema: { summary: 'Góp ý một mục của bộ tiêu chí', tags, params: ById, body: CommentBody, response },
      config: { permission: parIndexPermissions.speak },
    },
    ({ work, params: { id }, body }) => addComment(work, id, body),
  );
  app.post(
    '/api/par/comment-rounds/:id/comments/:commentId/answers',
    {
      schema: { summary: 'Tiếp thu hoặc giải trình một ý kiến', tags, params: ByComment, body: AnswerBody, response },
      config: manage,
    },
    ({ work, params: { id, commentId }, body }) => answerComment(work, id, commentId, body),
  );
  app.post(
    '/api/par/comment-rounds/:id/close',
    { schema: { summary: 'Kết thúc đợt lấy ý kiến', tags, params: ById, response }, config: manage },
    ({ work, params: { id } }) => closeComments(work, id),
  );
}
