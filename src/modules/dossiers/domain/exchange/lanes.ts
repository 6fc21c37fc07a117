/**
 * How many batches of one source are written side by side. One keeps one processor of the database busy and leaves it idle
 * while the program makes the next batch ready; with two, two processors are busy all the time.
 */
export const LANES = 2;

/**
 * The lane a code of a source is written in, the same in every run and every process: writers take turns by lane, so
 * the same code is never written twice at once.
 */
export function laneOf(code: string): number {
  let sum = 0;
  for (let index = 0; index < code.length; index += 1) sum = (sum * 31 + code.charCodeAt(index)) % 65_521;
  return sum % LANES;
}
