/** A file name as it may be kept and sent back: no path, no control characters, at most 200 characters. */
export function fileName(name: string, otherwise: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '').trim();
  if (/^\.*$/.test(clean)) return otherwise;
  if (clean.length <= 200) return clean;
  const dot = clean.lastIndexOf('.');
  return clean.slice(0, 190) + (dot > 0 ? clean.slice(dot).slice(0, 10) : '');
}
