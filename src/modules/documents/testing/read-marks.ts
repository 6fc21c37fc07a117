import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const wasm = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

/** A picture dot by dot, as browsers hold it: red, green, blue, opacity. */
export interface Dots {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** What a reader that shares no code with the writer finds in a picture: kind and text, as a scanner would. */
export async function readMarks(picture: Uint8Array | Dots): Promise<string[]> {
  const found = await readBarcodes(picture instanceof Uint8Array ? new Uint8Array(picture) : picture, {
    tryHarder: true,
  });
  return found.map(({ format, text }) => `${format} ${text}`).sort();
}

/**
 * A drawing of bars or squares as dots, black on white: strokes that stand upright are bars, closed paths are filled
 * where a line to the left crosses them an odd number of times.
 */
export function dotsOf(svg: string): Dots {
  const [, width = 0, height = 0] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const blacken = (x: number, y: number) => data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  for (const [, attributes = '', path = ''] of svg.matchAll(/<path ([^>]*?)d="([^"]+)"/g)) {
    const stroke = Number(/stroke-width="(\d+)"/.exec(attributes)?.[1] ?? 0);
    const corners = path
      .split('M')
      .filter((part) => part.trim() !== '')
      .map((part) =>
        part
          .replaceAll('Z', '')
          .split('L')
          .map((one) => one.trim().split(' ').map(Number)),
      );
    if (stroke > 0) {
      for (const [[x = 0] = []] of corners)
        for (let at = x - stroke / 2; at < x + stroke / 2; at += 1) for (let y = 0; y < height; y += 1) blacken(at, y);
      continue;
    }
    const upright = corners.flatMap((shape) =>
      shape.flatMap(([x = 0, y = 0], index) => {
        const [nextX = 0, nextY = 0] = shape[(index + 1) % shape.length] ?? [];
        return x === nextX ? [{ x, from: Math.min(y, nextY), to: Math.max(y, nextY) }] : [];
      }),
    );
    for (let y = 0; y < height; y += 1) {
      const crossed = upright.filter(({ from, to }) => from <= y && y < to);
      for (let x = 0; x < width; x += 1) if (crossed.filter((edge) => edge.x <= x).length % 2 === 1) blacken(x, y);
    }
  }
  return { data, width, height };
}
