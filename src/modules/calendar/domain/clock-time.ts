/** Minutes since midnight (0 to 1440) as 'HH:MM'. */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** 'HH:MM' (00:00 to 24:00) as minutes since midnight, undefined when the text is no such time. */
export function parseClock(text: string): number | undefined {
  const parts = /^(\d{2}):(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const minutes = Number(parts[1]) * 60 + Number(parts[2]);
  return Number(parts[2]) < 60 && minutes <= 1440 ? minutes : undefined;
}
