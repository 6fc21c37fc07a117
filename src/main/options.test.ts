import assert from 'node:assert/strict';
import test from 'node:test';
import { readStartOptions } from './options.ts';

test('a port that is no port is refused by its name, not tried', () => {
  for (const port of ['abc', '-1', '70000', '80.5'])
    assert.throws(() => readStartOptions([`--port=${port}`], {}), new RegExp(`Cổng "${port.replace('.', '\\.')}"`));
});

test('an unknown option is refused with the way to write it', () => {
  assert.throws(() => readStartOptions(['--porty', '1'], {}), /Dùng: npm start/);
});

test('the command line wins over the environment, the environment over the default', () => {
  assert.equal(readStartOptions(['--port', '9001'], { PORT: '9002' }).port, 9001);
  assert.equal(readStartOptions([], { PORT: '9002', DUNGHEN_DATA: '/x' }).dataDir, '/x');
  assert.equal(readStartOptions([], {}).port, 8080);
});
