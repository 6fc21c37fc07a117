const FOLDED = new Map<string, string>();

function foldLetter(char: string): string {
  const known = FOLDED.get(char);
  if (known !== undefined) return known;
  const base = char.normalize('NFD').charAt(0);
  const folded = base === 'đ' || base === 'Đ' ? 'd' : base.toLowerCase();
  const kept = folded.length === 1 ? folded : char;
  if (FOLDED.size < 4096) FOLDED.set(char, kept);
  return kept;
}

/** Lower case without marks, each character in its place: the result is exactly as long as `text`. */
export function foldInPlace(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x80) out += code >= 65 && code <= 90 ? String.fromCharCode(code + 32) : text.charAt(i);
    else out += code >= 0xd800 && code <= 0xdfff ? text.charAt(i) : foldLetter(text.charAt(i));
  }
  return out;
}
