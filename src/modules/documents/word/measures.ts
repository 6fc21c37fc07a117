export const FONT = 'Times New Roman';

/** Millimetres to twentieths of a point, Word's unit of length. */
export function twips(millimetres: number): number {
  return Math.round((millimetres / 25.4) * 1440);
}

/** Points to Word's unit of letters. */
export function halfPoints(points: number): number {
  return Math.round(points * 2);
}
