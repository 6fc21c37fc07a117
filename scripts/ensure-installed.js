// Runs before `npm start` and `npm test` on whatever Node npm has (20 or newer), so it is plain JavaScript.
// Installs what package-lock.json names when that has not been done yet, or was done for another lock file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.installed-for');
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) fail(`Cần Node.js 20 trở lên; máy này có ${process.versions.node}. / Node.js 20 or newer is needed.`);

if (
  !existsSync(stamp) ||
  readFileSync(stamp, 'utf8') !== lockHash() ||
  !existsSync(join(root, 'node_modules', '.bin', 'node'))
) {
  console.error('Đang cài các gói đã khóa phiên bản (một lần, khoảng một phút)… / Installing locked packages…');
  const npm = process.env.npm_execpath;
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (done.status !== 0)
    fail('Không cài được các gói: kiểm tra kết nối tới kho npm rồi chạy lại. / npm install failed; see above.');
  writeFileSync(stamp, lockHash());
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
