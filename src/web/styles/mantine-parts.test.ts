import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../../', import.meta.url));
const STYLES = join(SRC, '../node_modules/@mantine/core/styles');
const loaded = new Set(
  [...readFileSync(join(SRC, 'web/styles/mantine-parts.css'), 'utf8').matchAll(/styles\/([A-Za-z]+)\.css/g)].map(
    (match) => match[1],
  ),
);
const sources = globSync(['web/**/*.{ts,tsx}', 'modules/*/web/**/*.{ts,tsx}'], { cwd: SRC }).filter(
  (file) => !file.includes('.test.'),
);

test('every part of Mantine that a page imports has its rules loaded', () => {
  for (const file of sources) {
    for (const [, names = ''] of readFileSync(join(SRC, file), 'utf8').matchAll(
      /import \{([^}]*)\} from '@mantine\/core'/g,
    )) {
      for (const name of names
        .split(',')
        .map((part) => part.trim())
        .filter((part) => /^[A-Z]/.test(part))) {
        if (!existsSync(join(STYLES, `${name}.css`))) continue;
        assert.ok(
          loaded.has(name),
          `${file} imports ${name}: add @import '@mantine/core/styles/${name}.css' to ${dirname('web/styles/x')}/mantine-parts.css`,
        );
      }
    }
  }
});

test('no page uses what makes Mantine write <style> tags, which the Content-Security-Policy forbids', () => {
  for (const file of sources) {
    const text = readFileSync(join(SRC, file), 'utf8');
    assert.doesNotMatch(text, /\b(?:visibleFrom|hiddenFrom|lightHidden|darkHidden)=/, file);
    assert.doesNotMatch(text, /\blockScroll=\{?(?:true)?\}?[\s>]/, file);
    assert.doesNotMatch(
      text,
      /\b(?:p|m|px|py|mx|my|w|h|fz|cols|span|gap|spacing)=\{\{\s*(?:base|xs|sm|md|lg|xl):/,
      file,
    );
  }
});
