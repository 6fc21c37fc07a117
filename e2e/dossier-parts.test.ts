import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { ProcedureChoices } from '../src/modules/dossiers/desk-schema.ts';
import type { DossierDetail } from '../src/modules/dossiers/detail-schema.ts';
import { assertAccessible, assertNoSidewaysScroll, openBrowser, openWindow, PHONE, signIn } from './support/browser.ts';
import { type Client, signedIn } from './support/client.ts';
import { removeDataDir, type RunningProgram, startProgram } from './support/program.ts';

let program: RunningProgram;
let browser: Browser;
before(async () => {
  program = await startProgram();
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await program.stop();
  removeDataDir(program.dataDir);
});

const NHA_TRANG = 'KH.UBND.568.1';
const step = (key: string, name: string, minutes: number | null, to: readonly string[], more: object = {}) => ({
  key,
  name,
  role: 'agency-clerk',
  agency: { kind: 'competent' },
  level: null,
  minutes,
  next: to.map((one) => ({ to: one })),
  split: 'one',
  join: 'any',
  note: null,
  ...more,
});

/** Two agencies of different levels at once: the department appraises while the city gives its opinion in two steps. */
async function partedWorkflow(reform: Client, procedureId: string): Promise<void> {
  const draft = await reform.call<{ id: string; revision: number }>(
    'POST',
    `/api/procedures/${procedureId}/workflows`,
    {},
  );
  const receiving = { agency: { kind: 'receiving' } };
  const city = { agency: { kind: 'code', code: NHA_TRANG } };
  const saved = await reform.call<{ revision: number }>('PUT', `/api/procedure-workflows/${draft.id}`, {
    revision: draft.revision,
    steps: [
      step('nhan', 'Tiếp nhận hồ sơ', 120, ['pc'], receiving),
      step('pc', 'Phân công, gửi lấy ý kiến', 240, ['td', 'kt'], { split: 'all' }),
      step('td', 'Thẩm định hồ sơ', 960, ['th']),
      step('kt', 'Kiểm tra thực địa', 480, ['yk'], city),
      step('yk', 'Ký văn bản ý kiến', 240, ['th'], city),
      step('th', 'Tổng hợp, trình ký', 480, ['tra'], { join: 'all' }),
      step('tra', 'Trả kết quả', null, [], receiving),
    ],
    subtotals: [],
  });
  await reform.call('POST', `/api/procedure-workflows/${draft.id}/publish`, {
    revision: saved.revision,
    decisionNumber: '12/QĐ-UBND',
    decisionOn: '2018-02-20',
    validFrom: '2018-02-26',
  });
}

test('side by side: the department and the city each have their part, in their own queue; the last to be done begins the next step', async () => {
  const [clerk, reform] = await Promise.all([
    signedIn(program.address, 'stttt.vanthu'),
    signedIn(program.address, 'snv.cchc'),
  ]);
  const { procedures } = await clerk.call<ProcedureChoices>('GET', '/api/dossiers/procedures?q=CFS');
  const [procedure] = procedures;
  assert.ok(procedure);
  await partedWorkflow(reform, procedure.id);
  const received = await clerk.call<DossierDetail>('POST', '/api/dossiers', {
    submissionId: randomUUID(),
    procedureVersionId: procedure.versionId,
    channel: 'counter',
    applicant: { name: 'Lê Song Song', phone: '0905123456' },
  });
  const { id } = await clerk.call<DossierDetail>('POST', `/api/dossiers/${received.id}/actions`, {
    action: 'forward',
    version: received.version,
  });

  const department = await openWindow(browser, program.address);
  await signIn(department.page, 'stttt.vanthu');
  await department.page.goto(`/ho-so/${id}`);
  await department.page.getByRole('button', { name: 'Chuyển song song: Thẩm định hồ sơ, Kiểm tra thực địa' }).click();
  const parts = department.page.getByRole('heading', { name: 'Phần việc làm song song' });
  await parts.waitFor();
  await assertAccessible(department.page, 'a dossier two agencies have at once');
  await assertNoSidewaysScroll(department.page, 'the same');

  // The city finds it in its own queue, under its own step.
  const city = await openWindow(browser, program.address, PHONE);
  await signIn(city.page, 'ubnd.nhatrang.vanthu');
  await city.page.goto('/ho-so');
  await city.page.getByText('Kiểm tra thực địa').first().waitFor();
  await city.page.goto(`/ho-so/${id}`);
  await city.page.getByRole('button', { name: 'Chuyển: Ký văn bản ý kiến' }).waitFor();
  await assertAccessible(city.page, 'the part of the city on a phone');
  await assertNoSidewaysScroll(city.page, 'the part of the city on a phone');

  // The city gives its part to the ward, whose it is at once, and takes it back within the ten seconds.
  const ward = await signedIn(program.address, 'ubndxa.vinhhoa.vanthu');
  const wardCan = async () => {
    const { actions, agency, part, parts } = await ward.call<DossierDetail>('GET', `/api/dossiers/${id}`);
    return [parts.find((one) => one.id === part)?.agency.name ?? agency.name, actions.includes('advance')] as const;
  };
  await city.page.getByRole('button', { name: 'Chuyển cho cơ quan khác' }).click();
  await city.page.getByRole('textbox', { name: 'Cơ quan' }).fill('vinh hoa');
  await city.page.getByRole('option', { name: 'Ủy ban nhân dân phường Vĩnh Hòa' }).click();
  await city.page.getByLabel('Lý do').fill('Địa điểm kiểm tra thuộc phường');
  await city.page.locator('form button[type=submit]').click();
  await city.page.getByText('Bạn không phải làm gì với hồ sơ này lúc này').waitFor();
  await city.page.getByText('Ủy ban nhân dân phường Vĩnh Hòa: Kiểm tra thực địa').first().waitFor();
  assert.deepEqual(await wardCan(), ['Ủy ban nhân dân phường Vĩnh Hòa', true]);
  await assertNoSidewaysScroll(city.page, 'a part handed over, on a phone');
  await city.page.getByRole('button', { name: /Hoàn tác/ }).click();
  await city.page.getByRole('button', { name: 'Chuyển: Ký văn bản ý kiến' }).waitFor();
  assert.equal((await wardCan())[1], false);

  // The department is done first: nothing is asked of it until the city is done too.
  await department.page.reload();
  await department.page.getByRole('button', { name: 'Xong phần việc, chờ: Tổng hợp, trình ký' }).click();
  await department.page.getByText('đã xong, chờ các phần khác để: Tổng hợp, trình ký').waitFor();
  assert.equal(await department.page.getByRole('button', { name: /^Chuyển/ }).count(), 0);

  // What the city saw is old by one version: it is told who did what, and goes on at once.
  await city.page.getByRole('button', { name: 'Chuyển: Ký văn bản ý kiến' }).click();
  await city.page
    .getByText(/chuyển bước tiếp theo/)
    .first()
    .waitFor();
  await city.page.getByRole('button', { name: 'Chuyển: Ký văn bản ý kiến' }).click();
  await city.page.getByRole('button', { name: 'Chuyển: Tổng hợp, trình ký' }).click();
  await department.page.reload();
  await department.page.getByRole('button', { name: 'Đã có kết quả' }).waitFor();
  await department.page.getByText('làm song song').first().waitFor();
  await department.page.goto(`/ho-so/${id}/dong-ho`);
  await department.page.getByText('Ủy ban nhân dân thành phố Nha Trang: Ký văn bản ý kiến').waitFor();
  await assertAccessible(department.page, 'the ledger of work side by side');
  assert.deepEqual([...department.faults, ...city.faults], []);
  await department.context.close();
  await city.context.close();
});
