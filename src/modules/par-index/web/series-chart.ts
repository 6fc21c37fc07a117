import type { SeriesView } from '../sets-schema.ts';

export const WIDTH = 640;
export const HEIGHT = 240;
const SIDE = 90;
const TOP = 44;
const BOTTOM = 56;

type Point = SeriesView['units'][number]['segments'][number]['points'][number];

export interface Chart {
  readonly points: readonly (Point & { x: number; y: number; above: boolean })[];
  /** One path a segment of at least two years: a break is never crossed. */
  readonly lines: readonly string[];
  readonly breaks: readonly { x: number; year: number }[];
  readonly years: readonly { x: number; year: number }[];
}

/**
 * Where everything of a series stands in the picture. A recast year stands a little right of its own year and so on the
 * far side of the break, which lies between the two.
 */
export function chartOf(segments: SeriesView['units'][number]['segments'], breaks: SeriesView['breaks']): Chart {
  const all = segments.flatMap(({ points }) => points);
  const plain = [...new Set([...all.map(({ year }) => year), ...breaks.map(({ year }) => year)])].sort((a, b) => a - b);
  const step = plain.length > 1 ? (WIDTH - 2 * SIDE) / (plain.length - 1) : 0;
  const xOf = (year: number) => (plain.length > 1 ? SIDE + plain.indexOf(year) * step : WIDTH / 2);
  const shift = step / 2.6;
  const values = all.map(({ indexHundredths }) => indexHundredths);
  // At least ten per cent from top to bottom: half a per cent must not look like a fall.
  const middle = (Math.min(...values) + Math.max(...values)) / 2;
  const span = Math.max(1000, Math.max(...values) - Math.min(...values));
  const yOf = (value: number) => TOP + (0.5 - (value - middle) / span) * (HEIGHT - TOP - BOTTOM);
  const place = (point: Point) => ({
    ...point,
    x: xOf(point.year) + (point.backCast ? shift : 0),
    y: yOf(point.indexHundredths),
  });
  const placed = segments.map(({ points }) => points.map(place));
  const flat = placed.flat();
  return {
    points: flat.map((point) => ({
      ...point,
      // Two figures of one year keep out of each other's way.
      above: !flat.some((other) => other !== point && other.year === point.year && other.y < point.y),
    })),
    lines: placed
      .filter((points) => points.length > 1)
      .map((points) => `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`),
    breaks: breaks.map(({ year }) => ({ year, x: xOf(plain[plain.indexOf(year) - 1] ?? year) + shift / 2 })),
    years: plain.map((year) => ({ year, x: xOf(year) })),
  };
}
