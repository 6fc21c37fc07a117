/*
 * The victim of reminders.faults.test.ts: walks a clock of its own from planned moment to planned moment, fires, writes
 * the morning letters and delivers at each in small batches. Arguments: database, mail server, last moment.
 */
import { parseInstant } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { openProvince } from '#platform/db/province.ts';
import { TEST_PROVINCE, testClock } from '#platform/testing/test-province.ts';
import { findPeople, nextMorning } from '../digest.ts';
import { writeMornings } from '../mornings.ts';
import { deliverMessages, fireDue, nextMoment, smtpTransport } from '../public.ts';

const [appUrl = '', smtpUrl = '', end = ''] = process.argv.slice(2);
const last = parseInstant(end);
if (!last) throw new Error(`not a moment: ${end}`);
const clock = testClock('2018-02-26T15:00');
const province = openProvince(appUrl, TEST_PROVINCE, { clock, poolSize: 3 });
const transport = smtpTransport({ url: smtpUrl, from: 'nhac-viec@tinh.invalid', publicUrl: 'http://localhost' });
console.log('begins');
for (;;) {
  while ((await fireDue(province, { limit: 5 })).claimed > 0);
  await writeMornings(province, await findPeople(province));
  await deliverMessages(province, transport, { batch: 4 });
  const next = await province.as(systemActor()).run(async (tx) => earlier(await nextMoment(tx), await nextMorning(tx)));
  if (!next || next > last) break;
  if (next > clock.now()) clock.set(next);
}
await transport.close();
await province.close();

function earlier(a: Date | null, b: Date | null): Date | null {
  return a && b ? new Date(Math.min(a.getTime(), b.getTime())) : (a ?? b);
}
