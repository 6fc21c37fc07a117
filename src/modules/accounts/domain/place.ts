const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * The part of a client address that one subscriber holds: a whole IPv4, the first 64 bits of an IPv6
 * (a subscriber has at least that many to change at will).
 */
export function addressKey(address: string): string {
  const plain = MAPPED_IPV4.exec(address)?.[1] ?? address;
  return plain.includes(':') ? ipv6Groups(plain).slice(0, 4).join(':') : plain;
}

/** What is shown and kept of an address: '113.161.4.…', '2405:4802:1a2b:…'. */
export function shortAddress(address: string): string {
  const plain = MAPPED_IPV4.exec(address)?.[1] ?? address;
  if (plain.includes(':')) return plain === '::1' ? plain : `${ipv6Groups(plain).slice(0, 3).join(':')}:…`;
  const parts = plain.split('.');
  if (parts.length !== 4) return '…';
  return parts[0] === '127' ? plain : `${parts.slice(0, 3).join('.')}.…`;
}

/** The eight groups of an IPv6 address, written out, without its zone. */
function ipv6Groups(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(gap).fill('0'), ...after].map((group) => group.replace(/^0+(?=.)/, ''));
}

// The order decides: Edge and Opera also say Chrome, Chrome also says Safari, Android also says Linux.
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdgA?\/(\d{1,4})/, 'Edge'],
  [/\bOPR\/(\d{1,4})/, 'Opera'],
  [/\bcoc_coc_browser\/(\d{1,4})/i, 'Cốc Cốc'],
  [/\bSamsungBrowser\/(\d{1,4})/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\/(\d{1,4})/, 'Firefox'],
  [/\b(?:Chrome|CriOS)\/(\d{1,4})/, 'Chrome'],
  [/\bVersion\/(\d{1,4})[\d.]* (?:Mobile\/\w+ )?Safari/, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** Browser and system in two words: 'Chrome 131, Windows'. Nothing else of the user agent is kept. */
export function shortDevice(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, 512);
  let browser = '';
  for (const [pattern, name] of BROWSERS) {
    const version = pattern.exec(text)?.[1];
    if (version === undefined) continue;
    browser = `${name} ${version}`;
    break;
  }
  const system = SYSTEMS.find(([pattern]) => pattern.test(text))?.[1] ?? '';
  return [browser, system].filter(Boolean).join(', ') || 'Thiết bị không rõ';
}
