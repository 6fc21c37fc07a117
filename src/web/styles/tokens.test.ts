import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split("[data-mantine-color-scheme='dark']");

function tokens(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--dh-([a-z0-9-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}
const schemes = { light: tokens(light), dark: new Map([...tokens(light), ...tokens(dark)]) };

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['paper', 'sheet', 'sunken'];
const STATES = ['late', 'amber', 'green', 'blue', 'quiet'];

for (const [name, colors] of Object.entries(schemes)) {
  const check = (ink: string, ground: string, least: number) => {
    const ratio = contrast(colors.get(ink) ?? '#', colors.get(ground) ?? '#');
    assert.ok(ratio >= least, `${name}: --dh-${ink} on --dh-${ground} is ${ratio.toFixed(2)}, needs ${least}`);
  };

  test(`${name}: every ink can be read on every ground (WCAG AA 4.5)`, () => {
    for (const ground of GROUNDS)
      for (const ink of ['ink', 'ink-2', 'ink-3', 'link', ...STATES]) check(ink, ground, 4.5);
    check('on-action', 'action', 4.5);
    check('on-action', 'action-hover', 4.5);
    for (const ink of ['ink', 'ink-2', 'link', 'ink-3']) check(ink, 'action-soft', 4.5);
    check('ink', 'mark', 4.5);
    check('paper', 'ink', 4.5);
  });

  test(`${name}: a state can be read on its own pale ground, and in a selected row`, () => {
    for (const state of STATES) {
      check(state, `${state}-soft`, 4.5);
      check(state, 'action-soft', 4.5);
    }
    check('ink', 'amber-soft', 4.5);
    check('ink-3', 'amber-soft', 4.5);
  });

  test(`${name}: borders of inputs, the focus ring and shapes stand out (WCAG AA 3)`, () => {
    for (const ground of GROUNDS) for (const part of ['line-strong', 'action']) check(part, ground, 3);
  });
}

test('lacquer red is kept for overdue: no style sheet uses it for anything named otherwise', () => {
  // The colour may be named only by parts that mean lateness; a mistake in a form or a deletion is not late.
  const files = [
    '../components/Form.module.css',
    '../components/Toasts.module.css',
    '../components/states.module.css',
    './mantine-bridge.css',
  ];
  for (const file of files)
    assert.doesNotMatch(readFileSync(new URL(file, import.meta.url), 'utf8'), /--dh-late/, file);
});
