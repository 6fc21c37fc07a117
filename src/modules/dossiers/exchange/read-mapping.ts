import { Refusal } from '#kernel/refusal.ts';
import { normalizeText } from '#kernel/vietnamese.ts';
import { FIELD_NEEDED, ImportMapping } from '../domain/exchange/mapping.ts';

const MAX_CHARS = 1_000_000;

/**
 * A mapping file's text as a mapping, its words in NFC.
 * @throws Refusal `dossiers.import.mapping_not_json` or `dossiers.import.mapping_invalid` (422) naming the place
 */
export function readMapping(text: string): ImportMapping {
  let value: unknown;
  try {
    value = JSON.parse(normalizeText(text.slice(0, MAX_CHARS)));
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const line = at === undefined ? '' : ` ở dòng ${text.slice(0, Number(at)).split('\n').length}`;
    throw new Refusal('dossiers.import.mapping_not_json', 422, { reason: `sai cú pháp${line}` });
  }
  return checkMapping(value);
}

/** @throws Refusal `dossiers.import.mapping_invalid` (422) */
export function checkMapping(value: unknown): ImportMapping {
  const parsed = ImportMapping.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal('dossiers.import.mapping_invalid', 422, {
    place: issue?.path.join('.') || 'gốc tệp',
    reason: reasonOf(issue),
  });
}

const NEEDED = new Set<string>(Object.values(FIELD_NEEDED));

function reasonOf(issue: { code: string; message: string; keys?: readonly string[] } | undefined): string {
  if (issue && NEEDED.has(issue.message)) return issue.message.replace(/\.$/, '');
  if (issue?.code === 'unrecognized_keys') return `không có mục ${(issue.keys ?? []).join(', ')}`;
  if (issue?.code === 'invalid_type') return 'thiếu hoặc sai kiểu';
  if (issue?.code === 'invalid_value') return 'giá trị không có trong danh sách';
  return 'không đúng dạng, xem docs/dossier-import.md';
}
