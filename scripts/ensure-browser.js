// The browser tests drive Chromium. Finds one, or installs Debian's where that is possible.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const known = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
if (!known.some((path) => path && existsSync(path))) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error(
      'Kiểm thử cần trình duyệt Chromium: hãy cài nó, hoặc đặt CHROMIUM_PATH. / Tests need Chromium: install it or set CHROMIUM_PATH.',
    );
    process.exit(1);
  }
  console.error('Đang cài Chromium cho kiểm thử… / Installing Chromium for the tests…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const done = spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env });
    if (done.status !== 0) process.exit(1);
  }
}
