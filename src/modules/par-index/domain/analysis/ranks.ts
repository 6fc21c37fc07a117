/**
 * Places from 1 (most points); equal totals share the better place and the next ones are skipped (1, 2, 2, 4),
 * as published rankings do.
 */
export function ranksOf(totals: ArrayLike<number>): Uint32Array {
  const sorted = Float64Array.from(totals).sort();
  return Uint32Array.from(totals, (total) => sorted.length - upperBound(sorted, total) + 1);
}

/** How many entries of an ascending array are not greater than `value`. */
function upperBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ranks into `ranks`, using `scratch` for sorting; for the inner loop of the simulation. */
export function rankInto(totals: Float64Array, scratch: Float64Array, ranks: Uint32Array): void {
  scratch.set(totals);
  scratch.sort();
  for (let unit = 0; unit < totals.length; unit += 1)
    ranks[unit] = totals.length - upperBound(scratch, totals[unit] ?? 0) + 1;
}
