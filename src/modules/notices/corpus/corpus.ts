import { readdirSync, readFileSync } from 'node:fs';
import type { ExpectedReading } from './score.ts';

export const DOCUMENT_SETS = ['dev', 'heldout'] as const;
/** `dev` is for looking at while the reader is improved; `heldout` only measures. */
export type DocumentSet = (typeof DOCUMENT_SETS)[number];

export interface LabelledDocument {
  readonly id: string;
  /** thong-bao, chi-thi, ke-hoach, cong-van, cong-dien, quyet-dinh, giay-moi, bao-cao */
  readonly kind: string;
  /** What is awkward about it. */
  readonly note: string;
  /** The issue date known from outside (register), null when only the text can tell. */
  readonly issuedOn: string | null;
  readonly text: string;
  readonly expected: ExpectedReading;
}

/** The labelled documents of a set, by name. */
export function loadDocuments(set: DocumentSet): LabelledDocument[] {
  const folder = new URL(`./${set}/`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as LabelledDocument);
}
