import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { openEquipment } from './equipment.ts';

const base = mkdtempSync(join(tmpdir(), 'dunghen-keys-'));
after(() => rmSync(base, { recursive: true, force: true }));

test('keys are made at the first start, are the same at the next, and only their owner may read them', () => {
  const folder = join(base, 'new');
  const first = openEquipment(folder, {}, 'https://dunghen.tinh.invalid/');
  const second = openEquipment(folder, {}, 'https://dunghen.tinh.invalid/');
  assert.deepEqual(second.vapid, first.vapid);
  assert.equal(second.secrets.open(first.secrets.seal('bí mật', 'thử'), 'thử'), 'bí mật');
  for (const name of ['vapid.json', 'secret.key']) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600);
  assert.equal(first.publicUrl, 'https://dunghen.tinh.invalid');
});

test('keys of the environment are used and nothing is written', () => {
  const { vapid } = openEquipment(join(base, 'new'), {}, 'https://x.invalid');
  const env = {
    DUNGHEN_VAPID_PUBLIC_KEY: vapid.publicKey,
    DUNGHEN_VAPID_PRIVATE_KEY: vapid.privateKey,
    DUNGHEN_SECRET_KEY: Buffer.alloc(32, 1).toString('base64url'),
  };
  const folder = join(base, 'never-made');
  assert.deepEqual(openEquipment(folder, env, 'https://x.invalid').vapid, vapid);
  assert.throws(() => statSync(folder));
});

test('half a pair, a broken file and a short key stop the start with a sentence that names them', () => {
  assert.throws(() => openEquipment(base, { DUNGHEN_VAPID_PUBLIC_KEY: 'x' }, 'https://x.invalid'), /PRIVATE_KEY/);
  assert.throws(
    () => openEquipment(join(base, 'new'), { DUNGHEN_SECRET_KEY: 'ngan' }, 'https://x.invalid'),
    /SECRET_KEY/,
  );
  writeFileSync(join(base, 'vapid.json'), '{"publicKey":');
  assert.throws(() => openEquipment(base, {}, 'https://x.invalid'), /vapid\.json/);
});
