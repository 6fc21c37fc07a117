import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isLocalDate } from '#kernel/local-date.ts';

const PartialDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
const Day = z.string().refine(isLocalDate);
const Level = z.enum(['tinh', 'huyen', 'xa']);
const Verified = z.enum(['A', 'B', 'C', 'D']);

const AgencyEntry = z.object({
  code: z.string(),
  name: z.string(),
  short_names: z.array(z.string()),
  doc_symbol: z.string().optional(),
  kind: z.string(),
  level: Level,
  parent: z.string().nullable(),
  unit: z.string().optional(),
  valid_from: PartialDate.nullable(),
  valid_to: PartialDate.nullable(),
  successor: z.array(z.string()),
  successor_rule: z.string().optional(),
  ranked_block: z.string().nullish(),
  egov_code: z.string().nullable(),
  verified: Verified,
  sources: z.array(z.string()),
  note: z.string().optional(),
  layer: z.string().optional(),
});
export type AgencyEntry = z.infer<typeof AgencyEntry>;

const UnitEntry = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  short_name: z.string(),
  type: z.string(),
  level: Level,
  parent: z.string().nullable(),
  valid_from: Day.nullable(),
  valid_to: Day.nullable(),
  successor: z.array(z.string()),
});
export type UnitEntry = z.infer<typeof UnitEntry>;

const UnitEdge = z.object({
  from: z.string(),
  to: z.string(),
  date: Day,
  share: z.enum(['toan_bo', 'mot_phan']),
  kind: z.enum(['thanh_lap_moi', 'nhap_vao', 'giu_ten_doi_ma', 'hop_nhat']),
  legal: z.string().optional(),
  note: z.string().optional(),
});
export type UnitEdge = z.infer<typeof UnitEdge>;

const Transfer = z.object({
  field: z.string(),
  from: z.string(),
  to: z.string(),
  effective: Day,
  verified: Verified,
  source: z.string().optional(),
});

const Then = z.object({ agencies: z.array(AgencyEntry), units: z.array(UnitEntry) });
const Now = Then.extend({
  legacy_agencies: z.array(AgencyEntry),
  legacy_units: z.array(UnitEntry),
  succession: z.array(UnitEdge),
  function_transfers: z.array(Transfer),
});

/** The two data files of Khánh Hòa as one history: 2018, the layers between, and the structure since 01/7/2025. */
export interface OrgData {
  readonly agencies: readonly AgencyEntry[];
  readonly units: readonly UnitEntry[];
  readonly unitEdges: readonly UnitEdge[];
  readonly transfers: readonly z.infer<typeof Transfer>[];
}

/** Agencies of another province before it joined have codes that begin so. */
export const isOutside = (code: string): boolean => code.startsWith('NT.');

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../data/${file}`, import.meta.url), 'utf8').normalize('NFC'));

/** @throws ZodError when a file does not have its documented form */
export function readOrgData(): OrgData {
  const then = Then.parse(read('khanh-hoa-2018.json'));
  const now = Now.parse(read('khanh-hoa-2025.json'));
  return {
    agencies: [...then.agencies, ...now.agencies, ...now.legacy_agencies],
    units: [...then.units, ...now.units, ...now.legacy_units],
    unitEdges: now.succession,
    transfers: now.function_transfers,
  };
}
