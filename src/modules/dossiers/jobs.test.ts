import assert from 'node:assert/strict';
import test from 'node:test';
import { smtpTransport } from '#modules/reminders/public.ts';
import { openProvince } from '#platform/db/province.ts';
import { dossierJobs } from './jobs.ts';

test('a database that is away for a moment fails the round of letters and nothing more', async (t) => {
  const lost: unknown[] = [];
  const hear = (error: unknown) => lost.push(error);
  process.on('unhandledRejection', hear);
  t.after(() => process.off('unhandledRejection', hear));
  const info = { code: 'thu', schema: 'p_thu', name: 'Thử', isDemonstration: false };
  const province = openProvince('postgres://nobody@127.0.0.1:1/none', info);
  const mail = smtpTransport({ url: 'smtp://127.0.0.1:1', from: 'thu@thu.invalid', publicUrl: 'http://thu.invalid' });
  const job = dossierJobs(mail).find(({ name }) => name === 'dossiers.send-letters');
  assert.ok(job);
  await assert.rejects(async () => job.run(province), /ECONNREFUSED|connect/);
  await assert.rejects(async () => job.run(province), /ECONNREFUSED|connect/, 'and the next round is a new one');
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(lost, [], 'no promise fails where nobody hears it: that would end the process');
  await mail.close();
  await province.close();
});
