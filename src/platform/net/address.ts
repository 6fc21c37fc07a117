/** Where a call to the outside goes, as far as its address tells. */
export interface Target {
  /** Lower case, an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
}

/** @returns undefined for anything but an http(s) address without credentials */
export function readTarget(url: string): Target | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, port, username, password } = new URL(url);
  if ((protocol !== 'https:' && protocol !== 'http:') || username !== '' || password !== '') return undefined;
  const isSecure = protocol === 'https:';
  return {
    host: hostname.replace(/^\[|\]$/g, '').toLowerCase(),
    port: port === '' ? (isSecure ? 443 : 80) : Number(port),
    isSecure,
  };
}

export interface AllowedHost {
  readonly host: string;
  readonly port: number;
}

export function isAllowed(target: Target, allowed: readonly AllowedHost[]): boolean {
  return allowed.some(({ host, port }) => host === target.host && port === target.port);
}
