import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { clockAt } from '#kernel/clock.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';
import { bootstrapAdministrator, seedDemoAccounts } from '#modules/accounts/public.ts';
import { seedCalendar } from '#modules/calendar/public.ts';
import { startDemoClock } from '#modules/demo/clock.ts';
import { seedDirectivesDemo, seedDirectivesReminders } from '#modules/directives/public.ts';
import { seedDossiers, seedDossierReminders } from '#modules/dossiers/public.ts';
import { takeInDocument } from '#modules/notices/public.ts';
import { seedDemoPeople, seedOrg } from '#modules/org/public.ts';
import { seedParDemo } from '#modules/par-index/public.ts';
import { seedProcedures } from '#modules/procedures/public.ts';
import { renewReminders, seedReminders, seedRemindersDemo } from '#modules/reminders/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { migrateProvince } from '#platform/db/migrate.ts';
import { listProvinces, registerProvince, schemaOf } from '#platform/db/prepare.ts';
import { openProvince, type Province, type ProvinceInfo } from '#platform/db/province.ts';
import { SetupError } from '#platform/db/setup-error.ts';
import { DEMONSTRATION_PASSWORD, type Demonstration, DEMONSTRATIONS } from './demonstrations.ts';
import type { Runtime } from './runtime.ts';

const DOCUMENTS = resolve(import.meta.dirname, '../../data/documents');

/**
 * The province to serve, migrated: the one asked for, else the one the data holds, else the first
 * demonstration. A demonstration that is asked for and not there yet is made.
 * @throws SetupError when a real province is asked for that was never made
 */
export async function ensureProvince(runtime: Runtime, code: string | undefined): Promise<ProvinceInfo> {
  const known = await listProvinces(runtime.ownerUrl);
  const wanted = code ?? known[0]?.code ?? DEMONSTRATIONS[0]?.code;
  for (const one of known) await migrateProvince(runtime.ownerUrl, one.schema, runtime.appRole);
  const found = known.find((one) => one.code === wanted);
  if (found) {
    await renewProvince(runtime.appUrl, found);
    return found;
  }
  const demonstration = DEMONSTRATIONS.find((one) => one.code === wanted);
  if (!demonstration) {
    const names = [...known.map((one) => one.code), ...DEMONSTRATIONS.map((one) => one.code)];
    throw new SetupError(
      `Chưa có tỉnh "${wanted}". Có thể dùng: ${[...new Set(names)].join(', ')}; hoặc tạo tỉnh thật bằng npm run dunghen -- init.`,
    );
  }
  return makeDemonstration(runtime, demonstration);
}

/** What modules bring to remind by, beside the ladder for everything. */
const LADDERS = [seedDirectivesReminders, seedDossierReminders];

/** A province made by an earlier version gets the rules a newer one brings; what people made their own stays. */
export async function renewProvince(appUrl: string, info: ProvinceInfo): Promise<void> {
  const province = openProvince(appUrl, info, { poolSize: 1 });
  try {
    await province.as(systemActor('Nâng cấp chương trình')).run((tx) => renewReminders(tx, LADDERS));
  } finally {
    await province.close();
  }
}

async function makeDemonstration(runtime: Runtime, demonstration: Demonstration): Promise<ProvinceInfo> {
  const info = {
    code: demonstration.code,
    schema: schemaOf(demonstration.code),
    name: demonstration.name,
    isDemonstration: true,
  };
  const begin = parseInstant(demonstration.startsAt);
  if (!begin) throw new Error(`bad start ${demonstration.startsAt}`);
  return make(runtime, info, begin, async (province) => {
    await province.as(systemActor('Dữ liệu trình diễn')).run(async (tx) => {
      await seedOrg(tx, demonstration.dataset);
      await seedCalendar(tx);
      await seedReminders(tx);
      for (const seed of LADDERS) await seed(tx);
      await seedDemoPeople(tx);
      await seedDemoAccounts(tx, DEMONSTRATION_PASSWORD);
      for (const document of demonstration.documents) {
        await takeInDocument(tx, {
          fileName: document.file,
          bytes: readFileSync(resolve(DOCUMENTS, document.file)),
          issuedOn: document.issuedOn,
        });
      }
      await seedDirectivesDemo(tx);
      await seedProcedures(tx);
      await seedDossiers(tx, { count: 2500, seed: 2018 });
      await seedParDemo(tx);
      await seedRemindersDemo(tx, { seed: 2018 });
      await startDemoClock(tx);
    });
  });
}

/** Migrates, fills in one transaction, and only then enters the province into the register: made whole or not at all. */
async function make(
  runtime: Runtime,
  info: ProvinceInfo,
  now: Date | undefined,
  fill: (province: Province) => Promise<void>,
): Promise<ProvinceInfo> {
  await migrateProvince(runtime.ownerUrl, info.schema, runtime.appRole);
  const province = openProvince(runtime.appUrl, info, { ...(now ? { clock: clockAt(now) } : {}), poolSize: 2 });
  try {
    if (!(await isFilled(province))) await fill(province);
  } finally {
    await province.close();
  }
  await registerProvince(runtime.ownerUrl, info);
  return info;
}

/** Filling is one transaction: where any agency is, all of it happened and only the register was missed. */
async function isFilled(province: Province): Promise<boolean> {
  const { listAgencies } = await import('#modules/org/public.ts');
  return province.as(systemActor()).run(async (tx) => (await listAgencies(tx, { on: tx.today })).length > 0);
}

/** What `dunghen init` makes a real province from. */
export interface RealProvince {
  readonly code: string;
  readonly name: string;
  /** Agencies to begin with; 'none' leaves them to the administrator. */
  readonly agencies: '2018' | '2025' | 'none';
}

/**
 * Makes a real province: the calendar and rules of the law, no demonstration account.
 * @returns the token of the first administrator's one-time link
 * @throws SetupError when there is a province of that code already
 */
export async function initProvince(
  runtime: Runtime,
  wanted: RealProvince,
): Promise<{ info: ProvinceInfo; token: string }> {
  if (DEMONSTRATIONS.some((one) => one.code === wanted.code))
    throw new SetupError(`Mã "${wanted.code}" dành cho tỉnh trình diễn. Hãy chọn mã khác, ví dụ khanh-hoa.`);
  if ((await listProvinces(runtime.ownerUrl)).some((one) => one.code === wanted.code))
    throw new SetupError(
      `Tỉnh "${wanted.code}" đã có. Quên mật khẩu quản trị: dùng npm run dunghen -- accounts invite.`,
    );
  const info = { code: wanted.code, schema: schemaOf(wanted.code), name: wanted.name, isDemonstration: false };
  let token = '';
  await make(runtime, info, undefined, async (province) => {
    await province.as(systemActor('Khởi tạo')).run(async (tx) => {
      if (wanted.agencies !== 'none') await seedOrg(tx, wanted.agencies);
      await seedCalendar(tx);
      await seedReminders(tx);
      for (const seed of LADDERS) await seed(tx);
      token = (await bootstrapAdministrator(tx)).token;
    });
  });
  return { info, token };
}
