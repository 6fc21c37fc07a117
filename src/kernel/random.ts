/**
 * Seeded chance: the same seed gives the same numbers on every machine and in every browser, so that a rank
 * interval can be recomputed to the last digit. Generator: sfc32 (32-bit, period beyond any use here).
 */
export interface Random {
  /** A whole number from 0 to 2³²−1. */
  readonly next: () => number;
  /** A number from 0 (included) to 1 (left out). */
  readonly uniform: () => number;
  /** A draw from the normal distribution of mean 0 and deviation 1, from a table of 65,536 quantiles. */
  readonly normal: () => number;
}

export function seededRandom(seed: number): Random {
  let a = 0x9e3779b9 ^ seed;
  let b = 0x243f6a88 + seed;
  let c = 0xb7e15162 ^ (seed << 13);
  let d = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 16; i += 1) next();
  const table = normalTable();
  return { next, uniform: () => next() / 4_294_967_296, normal: () => table[next() >>> 16] ?? 0 };
}

let table: Float64Array | undefined;

/** Quantiles at the middles of 65,536 equal parts, scaled so that their deviation is exactly 1. */
export function normalTable(): Float64Array {
  if (table) return table;
  const made = new Float64Array(65_536);
  for (let i = 0; i < made.length; i += 1) made[i] = normalQuantile((i + 0.5) / made.length);
  const deviation = Math.sqrt(made.reduce((sum, value) => sum + value * value, 0) / made.length);
  for (let i = 0; i < made.length; i += 1) made[i] = (made[i] ?? 0) / deviation;
  table = made;
  return made;
}

/** Inverse of the normal distribution function (P. J. Acklam's rational approximation, relative error 1.2e-9). */
function normalQuantile(p: number): number {
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
  ] as const;
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572] as const;
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ] as const;
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416] as const;
  const tail = (q: number) =>
    (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
    ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q) /
    (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1)
  );
}
