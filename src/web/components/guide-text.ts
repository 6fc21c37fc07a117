/** A piece of a line: plain, code, strong, or a link. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

export type Line = readonly Inline[];

/** A block of a guide, in the order it is read. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly line: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly Line[]; readonly rows: readonly (readonly Line[])[] };

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** The pieces of a line. An address that is neither https nor of this program stays text: a guide runs nothing. */
export function readLine(text: string): Line {
  const pieces: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    const [all, code, strong, label = '', href = ''] = match;
    if (code !== undefined) pieces.push({ kind: 'code', text: code });
    else if (strong !== undefined) pieces.push({ kind: 'strong', text: strong });
    else if (/^(https:\/\/|\/(?!\/))/.test(href)) pieces.push({ kind: 'link', text: label, href });
    else pieces.push({ kind: 'text', text: all });
    from = match.index + all.length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}

/**
 * Reads the part of Markdown our guides are written in: headings, paragraphs, lists, tables, code and the pieces of a
 * line. What it does not know stays text.
 */
export function readGuide(text: string): Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const fence = /^```(\w*)/.exec(line);
    const heading = /^(#{1,3}) (.*)/.exec(line);
    if (line.trim() === '') at += 1;
    else if (fence) {
      const end = lines.indexOf('```', at + 1);
      const stop = end === -1 ? lines.length : end;
      blocks.push({ kind: 'code', language: fence[1] ?? '', text: lines.slice(at + 1, stop).join('\n') });
      at = stop + 1;
    } else if (heading) {
      blocks.push({ kind: 'heading', level: heading[1]?.length as 1 | 2 | 3, text: heading[2] ?? '' });
      at += 1;
    } else {
      const stop = lines.findIndex((one, index) => index > at && (one.trim() === '' || /^(```|#{1,3} )/.test(one)));
      const end = stop === -1 ? lines.length : stop;
      blocks.push(blockOf(lines.slice(at, end)));
      at = end;
    }
  }
  return blocks;
}

function blockOf(lines: readonly string[]): Block {
  if (lines.every((line) => line.startsWith('|'))) {
    const [head, , ...rows] = lines.map((line) =>
      line
        .replace(/^\||\|\s*$/g, '')
        .split('|')
        .map((cell) => readLine(cell.trim())),
    );
    return { kind: 'table', head: head ?? [], rows };
  }
  if (lines[0]?.startsWith('- ')) {
    const items = lines.join('\n').slice(2).split('\n- ');
    return { kind: 'list', items: items.map((item) => readLine(item.replaceAll(/\n\s*/g, ' '))) };
  }
  return { kind: 'paragraph', line: readLine(lines.join(' ')) };
}
