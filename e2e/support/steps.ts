import type { Page } from 'playwright-core';

/** The Office reads the waiting notice, decides what is open and gives the seven tasks out, all through the page. */
export async function issueTheNotice(page: Page): Promise<void> {
  await page.goto('/van-ban');
  await page.getByRole('link', { name: /Kết luận cuộc họp Ban chỉ đạo/ }).click();
  await page.getByRole('button', { name: 'Sửa' }).first().click();
  await page.getByLabel('Cơ quan ban hành').fill('UBND tỉnh Khánh Hòa');
  await page.getByLabel('Số, ký hiệu').fill('78/TB-UBND');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('78/TB-UBND').waitFor();
  await page.getByRole('button', { name: /Để \d việc không có hạn/ }).click();
  await page.getByRole('button', { name: /Nhận cả \d đề xuất/ }).click();
  await page.getByRole('button', { name: 'Giao 7 việc' }).click();
  await page.getByText(/Đã giao 7 nhiệm vụ/).waitFor();
}

/** Moves the demonstration clock by the button in the banner and waits for the time it shows then. */
export async function moveClock(
  page: Page,
  button: '+ 1 giờ' | '+ 1 tuần' | 'Sáng làm việc kế tiếp',
  shows: RegExp,
): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByText(shows).first().waitFor();
}
