import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Equipment, newVapidKeys, type VapidKeys } from '#modules/channels/public.ts';
import { makeFolders } from '#platform/db/embedded/make-folder.ts';
import { SetupError } from '#platform/db/setup-error.ts';
import { secretBox } from '#platform/secrets/secret-box.ts';

/**
 * The keys of this house: what its Web Push messages are signed with (losing it loses every device) and what seals the
 * secrets of gateways (losing it means typing them in again). From the environment, else from files in the data folder
 * that are made at the first start and that only their owner reads. They belong into every backup.
 * @throws SetupError naming the variable or the file that cannot be used
 */
export function openEquipment(dataDir: string, env: NodeJS.ProcessEnv, publicUrl: string): Equipment {
  return {
    vapid: vapidKeys(dataDir, env),
    secrets: secretBox(secretKey(dataDir, env)),
    publicUrl: publicUrl.replace(/\/+$/, ''),
  };
}

function vapidKeys(dataDir: string, env: NodeJS.ProcessEnv): VapidKeys {
  const [publicKey, privateKey] = [env['DUNGHEN_VAPID_PUBLIC_KEY'], env['DUNGHEN_VAPID_PRIVATE_KEY']];
  if ((publicKey === undefined) !== (privateKey === undefined))
    throw new SetupError('Cần cả DUNGHEN_VAPID_PUBLIC_KEY và DUNGHEN_VAPID_PRIVATE_KEY, hoặc không biến nào.');
  const name = publicKey === undefined ? 'vapid.json' : 'DUNGHEN_VAPID_PUBLIC_KEY';
  const keys =
    publicKey !== undefined && privateKey !== undefined
      ? { publicKey, privateKey }
      : read(keep(dataDir, 'vapid.json', () => JSON.stringify(newVapidKeys())));
  const isWhole = keys && sizeOf(keys.publicKey) === 65 && sizeOf(keys.privateKey) === 32;
  if (!isWhole) throw new SetupError(`Khóa thông báo trong ${name} không dùng được. Hãy khôi phục từ bản sao lưu.`);
  return { publicKey: keys.publicKey, privateKey: keys.privateKey };
}

function read(text: string): (Partial<VapidKeys> & { publicKey: string; privateKey: string }) | undefined {
  try {
    return JSON.parse(text) as VapidKeys;
  } catch {
    return undefined; // told by the caller, with the name of the file
  }
}

function secretKey(dataDir: string, env: NodeJS.ProcessEnv): Buffer {
  const given = env['DUNGHEN_SECRET_KEY'];
  const text = given ?? keep(dataDir, 'secret.key', () => randomBytes(32).toString('base64url'));
  if (sizeOf(text.trim()) !== 32)
    throw new SetupError(
      `Khóa bảo vệ bí mật trong ${given === undefined ? 'secret.key' : 'DUNGHEN_SECRET_KEY'} phải là 32 byte viết bằng base64url.`,
    );
  return Buffer.from(text.trim(), 'base64url');
}

function sizeOf(text: unknown): number {
  return typeof text === 'string' ? Buffer.from(text, 'base64url').length : 0;
}

/** A file of the data folder, made once; two starts at the same moment read the one that was first. */
function keep(dataDir: string, name: string, make: () => string): string {
  const folder = resolve(dataDir);
  const path = join(folder, name);
  try {
    makeFolders(folder);
    writeFileSync(path, make(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new SetupError(`Không ghi được ${path}: ${(error as NodeJS.ErrnoException).code}.`);
  }
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SetupError(`Không đọc được ${path}: ${(error as NodeJS.ErrnoException).code}.`);
  }
}
