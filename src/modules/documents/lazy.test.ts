import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';

test('the heavy libraries wait for the first document: importing the module loads none of them', () => {
  const script = `
    import { registerHooks } from 'node:module';
    const seen = [];
    registerHooks({ resolve(name, context, next) { seen.push(name); return next(name, context); } });
    await import('#modules/documents/public.ts');
    console.log(JSON.stringify(seen));
  `;
  const seen = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }),
  ) as string[];
  assert.ok(seen.some((name) => name.endsWith('render-xlsx.ts')));
  assert.deepEqual(
    seen.filter((name) => /^(docx|exceljs|@myriaddreamin|@expo-google-fonts|node:worker_threads)/.test(name)),
    [],
  );
});
