/** A line of an upload: its number from 1, its text, or that it was longer than allowed (and was not kept). */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly tooLong: boolean;
}

const LINE_FEED = 0x0a;

/**
 * Cuts a stream of bytes into lines, holding never more than one line and one chunk. Both line ends are known; a byte
 * order mark and empty lines are passed over, but counted.
 * @param mostBytes a longer line is told as too long, its text dropped while it is read
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let number = 0;
  let parts: Uint8Array[] = [];
  let bytes = 0;
  const take = (part: Uint8Array): void => {
    bytes += part.length;
    if (bytes <= mostBytes) parts.push(part);
    else parts = [];
  };
  const end = (): Line | undefined => {
    number += 1;
    const tooLong = bytes > mostBytes;
    const text = tooLong ? '' : decoder.decode(Buffer.concat(parts)).trim();
    parts = [];
    bytes = 0;
    return tooLong || text !== '' ? { number, text, tooLong } : undefined;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      take(chunk.subarray(from, at));
      from = at + 1;
      const line = end();
      if (line) yield line;
    }
    if (from < chunk.length) take(Buffer.from(chunk.subarray(from)));
  }
  const last = bytes > 0 ? end() : undefined;
  if (last) yield last;
}
