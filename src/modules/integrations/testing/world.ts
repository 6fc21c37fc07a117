import { secretBox } from '#platform/secrets/secret-box.ts';
import { systemClock } from '#kernel/clock.ts';
import { newId } from '#kernel/id.ts';
import { type Scope, systemActor } from '#platform/auth/actor.ts';
import type { Province } from '#platform/db/province.ts';
import { addApplication, makeKey, revokeKey } from '../applications.ts';
import { updateKey } from '../store/key-store.ts';

/** What seals secrets in tests. */
export const testSecrets = secretBox(new Uint8Array(32).fill(7));

let made = 0;
const system = (province: Province) => province.as(systemActor('Thử nghiệm'));

/** An application whose matters lie under https://hscv.example.vn/viec/. */
export async function anApplication(
  province: Province,
  { source = `ung-dung-${(made += 1)}`, baseUrl = 'https://hscv.example.vn/viec/' as string | null } = {},
): Promise<{ source: string }> {
  await addApplication(system(province), { source, name: 'Hồ sơ công việc', contact: 'Tổ hệ thống', baseUrl });
  return { source };
}

/** A key of the application, by the real time of the machine unless `now` says otherwise. */
export async function aKey(
  province: Province,
  source: string,
  scopes: Scope[],
  state: 'active' | 'revoked' | 'expired' = 'active',
  { now = systemClock.now(), ratePerMinute = 6000 } = {},
): Promise<{ id: string; key: string }> {
  const work = system(province);
  const expiresOn = new Date(now.getTime() + 90 * 86_400_000).toISOString().slice(0, 10);
  const key = await makeKey(work, source, { label: `Máy chủ ${newId()}`, scopes, ratePerMinute, expiresOn }, now);
  if (state === 'revoked') await revokeKey(work, key.id, now);
  if (state === 'expired')
    await work.run((tx) => updateKey(tx.db, key.id, { expires_at: new Date(now.getTime() + 1) }));
  return key;
}
