import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import test from 'node:test';
import { LAYERS, layerOf, MAX_LINES, MEDIAN_LINES, MODULE_ORDER, PUBLISHED, TABLE_PREFIXES } from './architecture.ts';

const SRC = import.meta.dirname;
const files = globSync('**/*.{ts,tsx}', { cwd: SRC }).filter((file) => !file.endsWith('.d.ts'));
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.includes('/testing/') || file.includes('/corpus/');
const isPage = (file: string) => /^modules\/[^/]+\/web\//.test(file);

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const IMPORT =
  /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(IMPORT)].flatMap((match) => {
    const target = match[3] ?? match[4] ?? '';
    // A text shown as it is (a guide from docs/) is no code of ours.
    if ((!target.startsWith('#') && !target.startsWith('.')) || target.endsWith('.md?raw')) return [];
    const path = target.startsWith('#') ? target.slice(1) : relative(SRC, resolve(SRC, dirname(file), target));
    return [{ from: file, to: path, typeOnly: Boolean(match[2]) }];
  });
}

const imports = files.flatMap(importsOf);
const roomOf = (file: string) => file.split('/')[0] ?? '';
const moduleOf = (file: string) => (roomOf(file) === 'modules' ? (file.split('/')[1] ?? '') : undefined);
const insideOf = (file: string) => file.split('/').slice(2).join('/');
const show = (one: Import, why: string) => `${one.from} → ${one.to}: ${why}`;

test('imports point one way: kernel, then platform, then modules, then main', () => {
  const broken = imports.flatMap((one) => {
    if (isTest(one.from)) return [];
    const from = roomOf(one.from);
    const to = roomOf(one.to);
    const allowed: Record<string, string[]> = {
      kernel: ['kernel'],
      platform: ['kernel', 'platform'],
      modules: ['kernel', 'platform', 'modules', 'web'],
      web: ['kernel', 'web', 'modules'],
      main: ['kernel', 'platform', 'modules', 'main', 'web'],
    };
    const ok = allowed[from];
    return ok && !ok.includes(to) ? [show(one, `${from} may use ${ok.join(', ')}`)] : [];
  });
  assert.deepEqual(broken, []);
});

test('a module uses only modules before it, and of those only what they publish', () => {
  const broken = imports.flatMap((one) => {
    const from = moduleOf(one.from);
    const to = moduleOf(one.to);
    if (!from || !to || from === to || isTest(one.from)) return [];
    const order = (name: string) => MODULE_ORDER.indexOf(name as (typeof MODULE_ORDER)[number]);
    if (order(from) < 0) return [show(one, `${from} is not in the list of modules`)];
    if (order(to) >= order(from)) return [show(one, `${to} comes after ${from}`)];
    const inside = insideOf(one.to);
    if (isPage(one.from) && inside.startsWith('web/')) return [];
    return PUBLISHED.some((rule) => rule.test(inside)) ? [] : [show(one, `${to} does not publish ${inside}`)];
  });
  assert.deepEqual(broken, []);
});

test('inside a module domain ← store ← service ← routes and jobs', () => {
  const broken = imports.flatMap((one) => {
    const module = moduleOf(one.from);
    if (!module || module !== moduleOf(one.to) || isTest(one.from) || isPage(one.from)) return [];
    const from = layerOf(insideOf(one.from));
    const to = layerOf(insideOf(one.to));
    return LAYERS.indexOf(to) > LAYERS.indexOf(from) ? [show(one, `${from} may not know ${to}`)] : [];
  });
  assert.deepEqual(broken, []);
});

test('rules are pure: domain code knows the kernel and other domain code only', () => {
  const broken = imports.flatMap((one) => {
    if (!/^modules\/[^/]+\/domain\//.test(one.from) || isTest(one.from)) return [];
    const ok = roomOf(one.to) === 'kernel' || /^modules\/[^/]+\/domain\//.test(one.to);
    return ok ? [] : [show(one, 'not domain')];
  });
  const impure = files
    .filter((file) => /^modules\/[^/]+\/domain\//.test(file) && !isTest(file))
    .filter((file) =>
      /\bnew Date\(\)|Date\.now\(\)|Math\.random\(\)|from 'node:(fs|http|net)/.test(
        readFileSync(join(SRC, file), 'utf8'),
      ),
    );
  assert.deepEqual([...broken, ...impure.map((file) => `${file} reads the clock, chance or the disk`)], []);
});

test('pages know the wire and the rules, never the server', () => {
  const broken = imports.flatMap((one) => {
    if ((!isPage(one.from) && roomOf(one.from) !== 'web') || isTest(one.from)) return [];
    const to = roomOf(one.to);
    if (to === 'kernel' || to === 'web') return [];
    const inside = insideOf(one.to);
    return to === 'modules' && (/^([a-z-]+-)?schema\.ts$/.test(inside) || /^(domain|web)\//.test(inside))
      ? []
      : [show(one, 'a page may use schema, domain and web')];
  });
  assert.deepEqual(broken, []);
});

test('a query names only tables of its own module, or views that are published', () => {
  const word =
    /\b(?:selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin|rightJoin)\(\s*\[?'([a-z_]+)|\b(?:from|join|into|update)\s+([a-z]+_[a-z_]+)\b/g;
  const tables = new Map(
    globSync('modules/*/migrations/*.sql', { cwd: SRC }).flatMap((file) =>
      [...readFileSync(join(SRC, file), 'utf8').matchAll(/create (?:table|view) (?:if not exists )?([a-z_]+)/g)].map(
        (match) => [match[1] ?? '', moduleOf(file) ?? ''] as const,
      ),
    ),
  );
  const broken = files.flatMap((file) => {
    const module = moduleOf(file);
    if (!module || isTest(file) || isPage(file)) return [];
    return [...readFileSync(join(SRC, file), 'utf8').matchAll(word)].flatMap((match) => {
      const name = match[1] ?? match[2] ?? '';
      const owner = tables.get(name);
      return owner && owner !== module && !name.endsWith('_pub') ? [`${file} reads ${name} of ${owner}`] : [];
    });
  });
  const misnamed = [...tables].filter(
    ([name, module]) => !(TABLE_PREFIXES[module] ?? []).some((prefix) => name.startsWith(prefix)),
  );
  assert.deepEqual(
    [...broken, ...misnamed.map(([name, module]) => `table ${name} does not carry the name of ${module}`)],
    [],
  );
});

test('every module has a door: a README of one screen', () => {
  const modules = [...new Set(files.map(moduleOf).filter((name) => name !== undefined))];
  const missing = modules.filter((name) => globSync(`modules/${name}/README.md`, { cwd: SRC }).length === 0);
  assert.deepEqual(missing, []);
});

test(`no file passes ${MAX_LINES} lines and the median stays under ${MEDIAN_LINES}`, () => {
  const sizes = files
    .map((file) => ({ file, lines: readFileSync(join(SRC, file), 'utf8').split('\n').length }))
    .sort((a, b) => a.lines - b.lines);
  assert.deepEqual(
    sizes.filter((one) => one.lines > MAX_LINES),
    [],
  );
  const median = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;
  assert.ok(median < MEDIAN_LINES, `median ${median}`);
});
