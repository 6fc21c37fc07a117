import { instantAt, parseInstant } from '#kernel/vietnam-time.ts';

/** Names no application may take: the parts of this program register under them. */
export const OWN_SOURCES: readonly string[] =
  'org accounts calendar audit measures reminders documents notices directives procedures dossiers online-services surveys monitoring par-index integrations demo dunghen'.split(
    ' ',
  );

/** What an application says of an obligation, in full: agencies resolved, moments as instants. */
export interface Declared {
  readonly kind: string;
  readonly title: string;
  readonly agencyId: string;
  readonly personId: string | null;
  readonly followerAgencyId: string | null;
  /** ISO 8601, UTC; null: from when it was registered. */
  readonly startAt: string | null;
  readonly dueAt: string | null;
  readonly urgency: 'normal' | 'urgent' | 'very-urgent' | 'express';
  readonly url: string | null;
  readonly action: string | null;
  readonly doneWhen: string | null;
  readonly explanation: readonly string[];
  readonly document: { readonly name: string; readonly number: string | null } | null;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9._:~-]{0,119}$/;
export const isKey = (text: string): boolean => KEY.test(text);

const BARE_DAY = /^\d{4}-\d{2}-\d{2}$/;
const LAST_SECOND = 24 * 60 * 60_000 - 1000;
const [EARLIEST, LATEST] = [instantAt('2000-01-01').getTime(), instantAt('2100-01-01').getTime()];

/**
 * A moment as an application writes it: an instant, or a local day. As a due date a day stands for its last second
 * (the work may be done until the day is over), as a start for its midnight.
 * @returns undefined when it is no such moment, or outside the years 2000 to 2099
 */
export function readMoment(text: string, as: 'start' | 'due'): Date | undefined {
  const instant = parseInstant(text);
  if (!instant || instant.getTime() < EARLIEST || instant.getTime() >= LATEST) return undefined;
  if (!BARE_DAY.test(text.trim()) || as === 'start') return instant;
  return new Date(instantAt(text.trim()).getTime() + LAST_SECOND);
}

/** Whether an address lies under the base an application registered: same origin, and a path below its path. */
export function liesUnder(url: string, baseUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const [inner, base] = [new URL(url), new URL(baseUrl)];
  if (inner.origin !== base.origin || inner.username !== '' || inner.password !== '') return false;
  const folder = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
  return inner.pathname === base.pathname || inner.pathname.startsWith(folder);
}

/** The page of a matter of another application, inside this program: people see whom they leave to before they do. */
export function pageOf(source: string, key: string): string {
  return `/viec-ngoai/${source}/${encodeURIComponent(key)}`;
}

/** What a call asks of the version it finds, from its headers. */
export interface Precondition {
  /** If-Match: only this version may be changed. */
  readonly ifMatch?: number | undefined;
  /** If-None-Match: *: only a new one may be made. */
  readonly ifNew?: boolean | undefined;
}

/** @returns undefined when a header is there that says nothing we could go by */
export function readPrecondition(
  ifMatch: string | undefined,
  ifNoneMatch: string | undefined,
): Precondition | undefined {
  if (ifNoneMatch !== undefined && ifNoneMatch.trim() !== '*') return undefined;
  const ifNew = ifNoneMatch === undefined ? undefined : true;
  if (ifMatch === undefined) return { ifNew };
  const version = /^"([1-9]\d{0,8})"$/.exec(ifMatch.trim())?.[1];
  return version === undefined ? undefined : { ifNew, ifMatch: Number(version) };
}

export const etagOf = (version: number): string => `"${version}"`;
