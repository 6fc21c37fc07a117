/** Where a use case gets the time from. Domain code never sees it: it is handed the instant. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands at one instant, for tests and for one transaction. */
export function clockAt(instant: Date): Clock {
  return { now: () => new Date(instant) };
}
