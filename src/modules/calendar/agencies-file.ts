import { readFileSync } from 'node:fs';
import { z } from 'zod';

const FILES = ['khanh-hoa-2018.json', 'khanh-hoa-2025.json'];

const Agency = z.object({ code: z.string(), name: z.string() });
const AgencyFile = z.object({ agencies: z.array(Agency), legacy_agencies: z.array(Agency).default([]) });

/** An agency of the data files by its code; for questions asked without a database. */
export function findAgencyInFiles(code: string): { code: string; name: string } | undefined {
  for (const name of FILES) {
    const text = readFileSync(new URL(`../../../data/${name}`, import.meta.url), 'utf8');
    const { agencies, legacy_agencies } = AgencyFile.parse(JSON.parse(text));
    const found = [...agencies, ...legacy_agencies].find((agency) => agency.code === code);
    if (found) return found;
  }
  return undefined;
}
