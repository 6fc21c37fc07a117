import { systemClock } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import { addAgency, assign, createPerson, createPost, listAgencies } from '#modules/org/public.ts';
import type { Tx } from '#platform/db/province.ts';
import { countAccounts } from '../store/accounts.ts';
import { invite } from './invites.ts';

/** The first administrator's login; the name is changed under Người dùng once somebody real has it. */
const FIRST = { login: 'quantri', fullName: 'Quản trị viên', title: 'Quản trị hệ thống' } as const;

/**
 * Makes a province's first administrator with a one-time link, for `dunghen init`: no password exists until the
 * link is used (ASVS 5.0, 6.3.2).
 * @throws Refusal `accounts.already_set_up` (409) when there is any account
 */
export async function bootstrapAdministrator(tx: Tx): Promise<{ token: string; login: string }> {
  if ((await countAccounts(tx.db)) > 0) throw new Refusal('accounts.already_set_up', 409);
  const person = await createPerson(tx, { fullName: FIRST.fullName });
  const post = await createPost(tx, {
    agencyId: await seatOf(tx),
    title: FIRST.title,
    role: 'administrator',
    from: tx.today,
  });
  await assign(tx, { personId: person.id, postId: post.id });
  const { token, login } = await invite(tx, { personId: person.id, login: FIRST.login }, systemClock.now());
  return { token, login };
}

/** Where the administrator sits: the provincial People's Committee, made where the province begins without agencies. */
async function seatOf(tx: Tx): Promise<string> {
  const top = async () =>
    (await listAgencies(tx, { on: tx.today, level: 'tinh', kind: 'uy_ban_nhan_dan' })).find(
      (agency) => agency.parentId === null,
    );
  const there = await top();
  if (there) return there.id;
  await addAgency(tx, {
    effectiveOn: tx.today,
    reason: 'Khởi tạo hệ thống',
    document: 'dunghen init',
    agency: {
      name: `Ủy ban nhân dân ${tx.province.name.replace(/^(Tỉnh|Thành phố)(?= )/, (word) => word.toLowerCase())}`,
      shortNames: ['UBND tỉnh'],
      docSymbol: null,
      kind: 'uy_ban_nhan_dan',
      level: 'tinh',
      parentId: null,
    },
  });
  const made = await top();
  if (!made) throw new Error('the agency just made is not there');
  return made.id;
}
