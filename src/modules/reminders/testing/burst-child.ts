/*
 * One worker of burst.faults.test.ts: fires what is due until nothing is, by a clock that may be wrong.
 * Arguments: database, moment. Says when it begins.
 */
import { openProvince } from '#platform/db/province.ts';
import { TEST_PROVINCE, testClock } from '#platform/testing/test-province.ts';
import { fireDue } from '../public.ts';

const [appUrl = '', at = ''] = process.argv.slice(2);
const province = openProvince(appUrl, TEST_PROVINCE, { clock: testClock(at), poolSize: 2 });
process.send?.('begins');
const loop = async () => {
  while ((await fireDue(province, { limit: 1000 })).claimed > 0);
};
await Promise.all([loop(), loop()]);
await province.close();
process.disconnect?.();
