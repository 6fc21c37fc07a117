import type { App } from '#platform/http/app.ts';
import { parIndexPermissions } from './permissions.ts';
import { getPublicRanking, getRanking, listPublicRankings } from './ranking.ts';
import type { Province } from '#platform/db/province.ts';
import { PublicRanking, PublicRankingList } from './public-schema.ts';
import { LiveCheck, LiveResult } from './live-schema.ts';
import { AgreementView, BlindBody, BlindResult, PrecedentList, RankingView } from './ranking-schema.ts';
import {
  ApproveBody,
  CancelBody,
  CloseBody,
  MoveBody,
  OpenRoundBody,
  RoundDetail,
  RoundList,
} from './rounds-schema.ts';
import { Imported, NameQuery, SurveyBody } from './surveys-schema.ts';
import { drawBlindSample, getAgreement, getPrecedents } from './service-agreement.ts';
import { getRound, listRounds, moveRound, openRound } from './service-rounds.ts';
import { checkLive, readLive } from './service-live.ts';
import { importSurveys } from './service-surveys.ts';
import { getBackCast } from './service-back-cast.ts';
import { BackCastView, ById, ByPair } from './sets-schema.ts';

const tags = ['Chỉ số cải cách hành chính'];
const read = { permission: parIndexPermissions.read };
const manage = { permission: parIndexPermissions.manage };
const params = ById;
const response = { 200: RoundDetail };

export function roundRoutes(app: App, province: Province): void {
  app.get(
    '/api/par/rounds',
    { schema: { summary: 'Các đợt chấm điểm', tags, response: { 200: RoundList } }, config: read },
    ({ work }) => listRounds(work),
  );
  app.post(
    '/api/par/rounds',
    { schema: { summary: 'Mở đợt chấm điểm', tags, body: OpenRoundBody, response }, config: manage },
    ({ work, body }) => openRound(work, body),
  );
  app.get(
    '/api/par/rounds/:id',
    { schema: { summary: 'Một đợt và tiến độ các phiếu', tags, params, response }, config: read },
    ({ work, params: { id } }) => getRound(work, id),
  );
  app.post(
    '/api/par/rounds/:id/advance',
    { schema: { summary: 'Chuyển đợt sang bước sau', tags, params, body: MoveBody, response }, config: manage },
    ({ work, params: { id }, body }) => moveRound(work, id, 'advance', body),
  );
  app.post(
    '/api/par/rounds/:id/close',
    {
      schema: { summary: 'Hội đồng chốt kết quả, mở thời hạn phản hồi', tags, params, body: CloseBody, response },
      config: manage,
    },
    ({ work, params: { id }, body }) => moveRound(work, id, 'close', body),
  );
  app.post(
    '/api/par/rounds/:id/approve',
    {
      schema: { summary: 'Phê duyệt kết quả; người khác với người chốt', tags, params, body: ApproveBody, response },
      config: { permission: parIndexPermissions.approve },
    },
    ({ work, params: { id }, body }) => moveRound(work, id, 'approve', body),
  );
  app.post(
    '/api/par/rounds/:id/publish',
    { schema: { summary: 'Công bố kết quả', tags, params, body: MoveBody, response }, config: manage },
    ({ work, params: { id }, body }) => moveRound(work, id, 'publish', body),
  );
  app.post(
    '/api/par/rounds/:id/cancel',
    { schema: { summary: 'Hủy đợt, có lý do', tags, params, body: CancelBody, response }, config: manage },
    ({ work, params: { id }, body }) => moveRound(work, id, 'cancel', body),
  );
  app.post(
    '/api/par/rounds/:id/surveys',
    {
      schema: {
        summary: 'Nhập kết quả khảo sát hoặc số liệu thống kê',
        tags,
        params,
        body: SurveyBody,
        response: { 200: Imported },
      },
      config: manage,
    },
    ({ work, params: { id }, body }) => importSurveys(work, id, body),
  );
  app.post(
    '/api/par/rounds/:id/live',
    {
      schema: { summary: 'Lấy số liệu của các tiêu chí gắn với số đo', tags, params, response: { 200: LiveResult } },
      config: manage,
    },
    ({ work, params: { id } }) => readLive(work, id),
  );
  app.get(
    '/api/par/rounds/:id/live/check',
    {
      schema: { summary: 'Tính lại mọi số liệu đã lưu từ dữ liệu gốc', tags, params, response: { 200: LiveCheck } },
      config: read,
    },
    ({ work, params: { id } }) => checkLive(work, id),
  );
  app.get(
    '/api/par/rounds/:id/ranking',
    {
      schema: { summary: 'Bảng điểm và sai số để xếp hạng và phân tích', tags, params, response: { 200: RankingView } },
      config: read,
    },
    ({ work, params: { id } }) => getRanking(work, id),
  );
  app.post(
    '/api/par/rounds/:id/blind-sample',
    {
      schema: { summary: 'Rút mẫu chấm lại độc lập', tags, params, body: BlindBody, response: { 200: BlindResult } },
      config: manage,
    },
    ({ work, params: { id }, body }) => drawBlindSample(work, id, body),
  );
  app.get(
    '/api/par/rounds/:id/agreement',
    {
      schema: { summary: 'Mức thống nhất giữa người thẩm định', tags, params, response: { 200: AgreementView } },
      config: read,
    },
    ({ work, params: { id } }) => getAgreement(work, id),
  );
  app.get(
    '/api/par/rounds/:id/precedents',
    {
      schema: { summary: 'Tiền lệ: nơi các lần chấm khác nhau', tags, params, response: { 200: PrecedentList } },
      config: read,
    },
    ({ work, params: { id } }) => getPrecedents(work, { roundId: id }),
  );
  app.get(
    '/api/par/precedents',
    {
      schema: {
        summary: 'Tiền lệ của một tiêu chí qua các năm',
        tags,
        querystring: NameQuery,
        response: { 200: PrecedentList },
      },
      config: read,
    },
    ({ work, query }) => getPrecedents(work, { leafName: query.name }),
  );
  app.get(
    '/api/par/rounds/:id/back-cast/:otherId',
    {
      schema: {
        summary: 'Tính lại một đợt đã chốt theo bộ tiêu chí khác',
        tags,
        params: ByPair,
        response: { 200: BackCastView },
      },
      config: read,
    },
    ({ work, params: { id, otherId } }) => getBackCast(work, id, otherId),
  );
  app.get(
    '/api/public/par/rankings',
    {
      schema: { summary: 'Các bảng xếp hạng đã công bố', tags, response: { 200: PublicRankingList } },
      config: { permission: 'public' },
    },
    () => listPublicRankings(province),
  );
  app.get(
    '/api/public/par/rankings/:id',
    {
      schema: { summary: 'Một bảng xếp hạng đã công bố', tags, params, response: { 200: PublicRanking } },
      config: { permission: 'public' },
    },
    ({ params: { id } }) => getPublicRanking(province, id),
  );
}
