import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect, type NavPlace, navigationFor, type PageDef, placeOf } from './pages.ts';

function page(path: string, nav?: Partial<NavPlace>): PageDef {
  const load = () => Promise.reject(new Error('not loaded in this test'));
  return nav ? { path, load, nav: { label: { vi: path, en: path }, icon: 'task', order: 1, ...nav } } : { path, load };
}
const paths = (pages: readonly PageDef[]) => pages.map(({ path }) => path);

test('two modules naming one path stop the program and are told which path', () => {
  assert.throws(() => collect([{ pages: [page('/a')] }, { pages: [page('/b'), page('/a')] }]), /two pages at \/a/);
});

test('the navigation has the places a person may open, in order, and no page without a place', () => {
  const pages = [
    page('/quan-tri/nhat-ky', { permission: 'audit.read', order: 84 }),
    page('/nhiem-vu/:id'),
    page('/nhiem-vu', { permission: ['directives.read', 'directives.issue'], order: 30 }),
    page('/', { order: 10 }),
  ];
  assert.deepEqual(paths(navigationFor(pages, ['directives.issue'], false)), ['/', '/nhiem-vu']);
  assert.deepEqual(paths(navigationFor(pages, ['audit.read'], false)), ['/', '/quan-tri/nhat-ky']);
});

test('what belongs to a demonstration is not drawn in a real province', () => {
  const pages = [page('/hop-thu', { demonstrationOnly: true })];
  assert.deepEqual(paths(navigationFor(pages, [], true)), ['/hop-thu']);
  assert.deepEqual(paths(navigationFor(pages, [], false)), []);
});

test('an address belongs to one place: the nearest above it, and no other', () => {
  const places = ['/', '/nhac-viec', '/nhac-viec/do-luong', '/quan-tri/mau-tin'].map((path) => page(path));
  for (const [address, place] of [
    ['/', '/'],
    ['/nhac-viec', '/nhac-viec'],
    ['/nhac-viec/do-luong', '/nhac-viec/do-luong'],
    ['/nhac-viec/do-luong/da-nhac', '/nhac-viec/do-luong'],
    ['/nhac-viec/lam-thay', '/nhac-viec'],
    ['/nhac-viec-khac', undefined],
    ['/tai-khoan', undefined],
  ] as const)
    assert.equal(placeOf(places, address), place, address);
});
