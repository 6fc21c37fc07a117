import { BlockList, isIP } from 'node:net';

/**
 * Networks no call to an address somebody typed may reach: this machine, private and shared networks, link-local (where clouds keep their
 * secrets), multicast, and those set aside for documentation, tests and translation.
 * @see IANA IPv4 and IPv6 Special-Purpose Address Registries
 */
const V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** Of IPv6 only global unicast is let through, less what carries an IPv4 address inside or is set aside. */
const V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const closed4 = new BlockList();
for (const [net, bits] of V4) closed4.addSubnet(net, bits, 'ipv4');
const closed6 = new BlockList();
for (const [net, bits] of V6) closed6.addSubnet(net, bits, 'ipv6');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
const linkLocal = new BlockList();
linkLocal.addSubnet('169.254.0.0', 16, 'ipv4');
linkLocal.addSubnet('fe80::', 10, 'ipv6');

/** Whether an IP address lies in the public internet. What is no address does not. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !closed4.check(address, 'ipv4');
  return version === 6 && global6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
}

/** Never to be reached, not even where the administrator lets a host in: link-local, and what is no address. */
export function isNeverReached(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isNeverReached(mapped);
  const version = isIP(address);
  return version === 0 || linkLocal.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
