import assert from 'node:assert/strict';
import test from 'node:test';
import { HelpAsked, readStartOptions } from './options.ts';

test('a port that is no port is refused by its name, not tried', () => {
  for (const port of ['abc', '-1', '70000', '80.5'])
    assert.throws(() => readStartOptions([`--port=${port}`], {}), new RegExp(`Cổng "${port.replace('.', '\\.')}"`));
});

test('an unknown option is refused with the way to write it', () => {
  assert.throws(() => readStartOptions(['--porty', '1'], {}), /Không hiểu "--porty"\. Dùng: npm start/);
  assert.throws(() => readStartOptions(['extra'], {}), /Không hiểu "extra"\./);
  assert.throws(() => readStartOptions(['--port'], {}), /Không hiểu "--port"\./);
});

test('--help tells how to start, whatever else is asked', () => {
  assert.throws(() => readStartOptions(['--help', '--port', 'abc'], {}), HelpAsked);
});

test('the command line wins over the environment, the environment over the default', () => {
  assert.equal(readStartOptions(['--port', '9001'], { PORT: '9002' }).port, 9001);
  assert.equal(readStartOptions([], { PORT: '9002', DUNGHEN_DATA: '/x' }).dataDir, '/x');
  assert.equal(readStartOptions([], {}).port, 8080);
});
