import type { Province } from '#platform/db/province.ts';
import type { App } from '#platform/http/app.ts';
import { ByChannel, ChannelStates, TestMessage, TestResult } from './channel-schema.ts';
import { type Carriers, channelStates, setPaused, testChannel } from './channels.ts';
import { remindersPermissions } from './permissions.ts';
import { Done } from './schema.ts';

const tags = ['Kênh nhận'];

/** How messages leave: the administrator's view of the channels, and a message to oneself. */
export function channelRoutes(app: App, province: Province, carriers: Carriers): void {
  const administer = { permission: remindersPermissions.outbox };
  app.get(
    '/api/reminders/channels',
    {
      schema: { summary: 'Trạng thái từng kênh gửi', tags, response: { 200: ChannelStates } },
      config: administer,
    },
    ({ work }) => channelStates(province, work, carriers),
  );
  app.post(
    '/api/reminders/channels/:channel/pause',
    {
      schema: { summary: 'Tạm giữ tin của một kênh', tags, params: ByChannel, response: { 200: Done } },
      config: administer,
    },
    ({ work, params }) => setPaused(work, params.channel, true),
  );
  app.post(
    '/api/reminders/channels/:channel/resume',
    { schema: { summary: 'Cho kênh gửi tiếp', tags, params: ByChannel, response: { 200: Done } }, config: administer },
    ({ work, params }) => setPaused(work, params.channel, false),
  );
  app.post(
    '/api/reminders/channels/test',
    {
      schema: { summary: 'Gửi thử cho chính mình', tags, body: TestMessage, response: { 200: TestResult } },
      config: { permission: 'signed-in' },
    },
    ({ work, body }) => testChannel(province, work, body.channel, carriers),
  );
}
