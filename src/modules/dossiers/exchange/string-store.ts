import { Refusal } from '#kernel/refusal.ts';

const MAX_BYTES = 1024 * 1024 * 1024;
const MAX_STRINGS = 50_000_000;

/**
 * The shared strings of a workbook, kept as UTF-8 in one block: millions of short texts take what their letters take.
 */
export class StringStore {
  #bytes = Buffer.allocUnsafe(64 * 1024);
  #ends = new Uint32Array(1024);
  #length = 0;
  #count = 0;

  /** @throws Refusal `dossiers.import.xlsx_too_large` (413) past what a machine should hold for one file */
  add(text: string): void {
    const size = Buffer.byteLength(text);
    if (this.#length + size > MAX_BYTES || this.#count >= MAX_STRINGS)
      throw new Refusal('dossiers.import.xlsx_too_large', 413);
    if (this.#length + size > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.min(MAX_BYTES, Math.max(this.#bytes.length * 2, this.#length + size)));
      this.#bytes.copy(grown, 0, 0, this.#length);
      this.#bytes = grown;
    }
    if (this.#count === this.#ends.length) {
      const grown = new Uint32Array(this.#ends.length * 2);
      grown.set(this.#ends);
      this.#ends = grown;
    }
    this.#length += this.#bytes.write(text, this.#length);
    this.#ends[this.#count] = this.#length;
    this.#count += 1;
  }

  get(index: number): string | undefined {
    const end = index < this.#count ? this.#ends[index] : undefined;
    if (end === undefined) return undefined;
    return this.#bytes.toString('utf8', index === 0 ? 0 : this.#ends[index - 1], end);
  }
}
