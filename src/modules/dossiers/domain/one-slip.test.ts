import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { byForm, codesOneSlipAway, namesOneSlipAway } from './one-slip.ts';

test('every slip of one finger in a name is undone, a space put in the wrong place too', () => {
  for (const slip of ['vu th unam', 'vu tu nam', 'vu thuu nam', 'vu thi nam', 'uv thu nam', 'vuthu nam'])
    assert.ok(namesOneSlipAway(slip).includes('vu thu nam'), slip);
  assert.ok(!namesOneSlipAway('vu tuh nma').includes('vu thu nam'));
});

test('two neighbours exchanged anywhere in a code lead back to it', () => {
  const code = '000.06.00.H32-180226-0037';
  fc.assert(
    fc.property(fc.nat({ max: code.length - 2 }), (at) => {
      const slip = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2);
      return slip === code || codesOneSlipAway(slip).includes(code);
    }),
  );
});

test('the code that was meant is among the few of the form that units give', () => {
  const code = '000.00.06.H32-180226-0037';
  fc.assert(
    fc.property(
      fc.nat({ max: code.length - 1 }),
      fc.constantFrom('', 'A', '7', '.'),
      fc.boolean(),
      (at, typed, more) => {
        const slip = code.slice(0, at) + typed + code.slice(more ? at : at + 1);
        const { formed, others } = byForm(codesOneSlipAway(slip));
        assert.ok(slip === code || formed.includes(code), slip);
        assert.ok(formed.length < 400 && others.length > formed.length, `${formed.length} of ${others.length}`);
      },
    ),
  );
  assert.ok(byForm(codesOneSlipAway(code)).others.includes('000.00.06.H32-180296-0037'), 'no month has 96 days');
});

test('the text itself is no slip, and a long text is not tried', () => {
  assert.ok(!codesOneSlipAway('H32').includes('H32'));
  assert.deepEqual(namesOneSlipAway('a'.repeat(61)), []);
});
