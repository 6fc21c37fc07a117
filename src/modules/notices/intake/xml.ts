import { Refusal } from '#kernel/refusal.ts';

export type XmlEvent =
  | { readonly type: 'open'; readonly name: string; readonly attributes: string }
  | { readonly type: 'close'; readonly name: string }
  | { readonly type: 'text'; readonly text: string };

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const MAX_DEPTH = 400;

/**
 * The tags and texts of an XML part in order, in time linear to its length. Document types and
 * entities of one's own are refused unread, so nothing can be fetched or blown up through them.
 *
 * @throws Refusal notices.file_xml_forbidden on a DOCTYPE, notices.file_damaged on broken XML
 */
export function* readXml(xml: string): Generator<XmlEvent> {
  const opened: string[] = [];
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    if (tag === -1) break;
    if (tag > at && opened.length > 0) yield { type: 'text', text: decodeEntities(xml.slice(at, tag)) };
    if (xml.startsWith('<!--', tag)) {
      at = after(xml, '-->', tag + 4);
    } else if (xml.startsWith('<![CDATA[', tag)) {
      at = after(xml, ']]>', tag + 9);
      yield { type: 'text', text: xml.slice(tag + 9, at - 3) };
    } else if (xml.startsWith('<!', tag)) {
      throw new Refusal('notices.file_xml_forbidden', 422);
    } else if (xml.startsWith('<?', tag)) {
      at = after(xml, '?>', tag + 2);
    } else {
      const end = endOfTag(xml, tag + 1);
      at = end + 1;
      if (xml[tag + 1] === '/') {
        const name = xml.slice(tag + 2, end).trim();
        if (opened.pop() !== name) throw new Refusal('notices.file_damaged', 422);
        yield { type: 'close', name };
        continue;
      }
      const closed = xml[end - 1] === '/';
      const body = xml.slice(tag + 1, closed ? end - 1 : end);
      const space = body.search(/\s/);
      const name = space === -1 ? body : body.slice(0, space);
      yield { type: 'open', name, attributes: space === -1 ? '' : body.slice(space) };
      if (closed) yield { type: 'close', name };
      else opened.push(name);
      if (opened.length > MAX_DEPTH) throw new Refusal('notices.file_damaged', 422);
    }
  }
  if (opened.length > 0) throw new Refusal('notices.file_damaged', 422);
}

/**
 * The value of an attribute in the raw attributes of a tag; undefined when it is not there. Looks
 * for the name alone, so that a tag swollen to megabytes costs no more than its length.
 */
export function attribute(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at !== -1; at = attributes.indexOf(name, at + name.length)) {
    const quote = attributes[at + name.length + 1] ?? '';
    const whole = /\s/.test(attributes[at - 1] ?? '') && attributes[at + name.length] === '=';
    if (!whole || (quote !== '"' && quote !== "'")) continue;
    const from = at + name.length + 2;
    const end = attributes.indexOf(quote, from);
    return end === -1 ? undefined : decodeEntities(attributes.slice(from, end));
  }
  return undefined;
}

function after(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  if (found === -1) throw new Refusal('notices.file_damaged', 422);
  return found + mark.length;
}

/** Where the tag closes; a '>' inside quotes does not count. */
function endOfTag(xml: string, from: number): number {
  let quote = '';
  for (let i = from; i < xml.length; i += 1) {
    const letter = xml[i] ?? '';
    if (quote) {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return i;
  }
  throw new Refusal('notices.file_damaged', 422);
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-zA-Z]{1,8});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? whole;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
