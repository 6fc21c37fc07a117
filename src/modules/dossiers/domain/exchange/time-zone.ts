import { offsetOf, type ReadMoment } from './moment-formats.ts';

/** Minutes east of UTC at a moment. */
export type Zone = (utcMs: number) => number;

const VIETNAM_MINUTES = 420;
const QUARTER_MS = 900_000;
const REMEMBERED = 50_000;

/**
 * The zone of dates that name none. Việt Nam is the constant +7 of the kernel; other names are looked up in the
 * machine's zone data, each quarter of an hour once.
 * @param name '+07:00', or a name of the IANA list
 * @throws RangeError when there is no such zone
 */
export function zoneOf(name: string | undefined): Zone {
  if (name === undefined || name === 'Asia/Ho_Chi_Minh' || name === 'Asia/Saigon') return () => VIETNAM_MINUTES;
  const fixed = offsetOf(name);
  if (fixed !== null) return () => fixed;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const known = new Map<number, number>();
  return (utcMs) => {
    const quarter = Math.floor(utcMs / QUARTER_MS);
    const before = known.get(quarter);
    if (before !== undefined) return before;
    const at = quarter * QUARTER_MS;
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const wall = Date.UTC(
      parts['year'] ?? 0,
      (parts['month'] ?? 1) - 1,
      parts['day'] ?? 1,
      parts['hour'] ?? 0,
      parts['minute'] ?? 0,
    );
    const minutes = Math.round((wall - at) / 60_000);
    if (known.size >= REMEMBERED) known.clear();
    known.set(quarter, minutes);
    return minutes;
  };
}

/** The instant of what was written. A wall time that a change of the clock skips is taken an hour later. */
export function instantOf(read: ReadMoment, zone: Zone, addMs = 0): Date {
  const wallMs = read.wallMs + addMs;
  if (read.offsetMinutes !== null) return new Date(wallMs - read.offsetMinutes * 60_000);
  const first = wallMs - zone(wallMs) * 60_000;
  return new Date(wallMs - zone(first) * 60_000);
}
