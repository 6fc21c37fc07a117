import type { FastifyRequest } from 'fastify';
import { browserOf } from '#modules/accounts/public.ts';
import type { Province } from '#platform/db/province.ts';
import type { App } from '#platform/http/app.ts';
import { CarrierView, Saved, SmsChange, ZaloChange } from './carrier-schema.ts';
import { saveSms, saveZalo, viewCarriers } from './carriers.ts';
import type { Equipment } from './equipment.ts';
import {
  addDevice,
  chooseChannels,
  confirmNumber,
  deviceHere,
  dropDevice,
  dropPhone,
  myChannels,
  setPhone,
} from './mine.ts';
import { channelsPermissions } from './permissions.ts';
import { type SignedText, takeSmsReceipt, takeZaloReceipt } from './receipts.ts';
import { ById, Done, IsMine, MyChannels, MyChoice, NewDevice, NewPhone, PhoneCode, ThisDevice } from './schema.ts';

const tags = ['Kênh nhận'];
const own = { permission: 'signed-in' } as const;
const manage = { permission: channelsPermissions.manage };

/** How people are reached: their own choices, the gateways an administrator sets up, and what carriers tell afterwards. */
export function channelsRoutes(app: App, province: Province, equipment: Equipment): void {
  app.get(
    '/api/channels/mine',
    { schema: { summary: 'Các kênh nhận của tôi', tags, response: { 200: MyChannels } }, config: own },
    ({ work }) => myChannels(work, equipment),
  );
  app.put(
    '/api/channels/mine',
    {
      schema: { summary: 'Chọn thứ tự, tắt mở, giờ yên lặng', tags, body: MyChoice, response: { 200: Done } },
      config: own,
    },
    ({ work, body }) => chooseChannels(work, body),
  );
  app.post(
    '/api/channels/devices',
    {
      schema: { summary: 'Nhận thông báo trên thiết bị này', tags, body: NewDevice, response: { 200: Done } },
      config: own,
    },
    (request) =>
      addDevice(request.work, request.body, {
        userAgent: request.headers['user-agent'],
        browser: browserOf(request),
      }),
  );
  app.post(
    '/api/channels/devices/here',
    {
      schema: {
        summary: 'Trình duyệt này có đang nhận thông báo của tôi không; thôi gửi của người dùng trước',
        tags,
        body: ThisDevice,
        response: { 200: IsMine },
      },
      config: own,
    },
    (request) => deviceHere(request.work, request.body.endpoint, browserOf(request)),
  );
  app.delete(
    '/api/channels/devices/:id',
    {
      schema: { summary: 'Thôi nhận thông báo trên một thiết bị', tags, params: ById, response: { 200: Done } },
      config: own,
    },
    ({ work, params }) => dropDevice(work, params.id),
  );
  app.post(
    '/api/channels/phone',
    {
      schema: { summary: 'Khai số điện thoại, nhận mã xác nhận', tags, body: NewPhone, response: { 200: Done } },
      config: own,
    },
    ({ work, body }) => setPhone(province, work, equipment, body.number),
  );
  app.post(
    '/api/channels/phone/confirm',
    { schema: { summary: 'Xác nhận số bằng mã', tags, body: PhoneCode, response: { 200: Done } }, config: own },
    ({ work, body }) => confirmNumber(work, body.code),
  );
  app.delete(
    '/api/channels/phone',
    { schema: { summary: 'Bỏ số điện thoại', tags, response: { 200: Done } }, config: own },
    ({ work }) => dropPhone(work),
  );
  app.get(
    '/api/channels/carriers',
    { schema: { summary: 'Cổng tin nhắn và Zalo đã đặt', tags, response: { 200: CarrierView } }, config: manage },
    ({ work }) => viewCarriers(work, equipment),
  );
  app.put(
    '/api/channels/carriers/sms',
    { schema: { summary: 'Đặt cổng tin nhắn', tags, body: SmsChange, response: { 200: Saved } }, config: manage },
    ({ work, body }) => saveSms(work, equipment, body),
  );
  app.put(
    '/api/channels/carriers/zalo',
    { schema: { summary: 'Đặt Zalo của cơ quan', tags, body: ZaloChange, response: { 200: Saved } }, config: manage },
    ({ work, body }) => saveZalo(work, equipment, body),
  );
  void app.register(async (scope) => receiptRoutes(scope as App, province, equipment));
}

const RECEIPT_BYTES = 20_000;

/** What carriers call: no session counts there, the signature over the very bytes does. */
function receiptRoutes(app: App, province: Province, equipment: Equipment): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: RECEIPT_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  const config = { permission: 'public', signedBody: true } as const;
  app.post('/api/channels/receipts/sms', { config, schema: { hide: true } }, async (request, reply) => {
    await takeSmsReceipt(province, equipment, signedText(request, 'x-signature'));
    return reply.code(204).send();
  });
  app.post('/api/channels/receipts/zalo', { config, schema: { hide: true } }, async (request, reply) => {
    await takeZaloReceipt(province, equipment, signedText(request, 'x-zevent-signature'));
    return reply.code(204).send();
  });
}

function signedText({ body, headers }: FastifyRequest, name: string): SignedText {
  const one = (header: string) => {
    const value = headers[header];
    return typeof value === 'string' ? value : undefined;
  };
  return { body: typeof body === 'string' ? body : '', signature: one(name), timestamp: one('x-timestamp') };
}
