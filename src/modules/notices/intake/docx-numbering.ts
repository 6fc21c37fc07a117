import { attribute, readXml } from './xml.ts';

interface Level {
  start: number;
  /** Word's numFmt: decimal, upperRoman, lowerLetter, bullet … */
  format: string;
  /** Pattern such as '%1.%2.' */
  pattern: string;
}

interface NumberedList {
  readonly abstractId: string;
  readonly levels: Map<number, Partial<Level>>;
  readonly restarts: Map<number, number>;
}

/** What a paragraph says about its place in a list. */
export interface ListPlace {
  readonly numId: string;
  readonly level: number;
}

/** Numbering and list styles of one document; made once and asked paragraph by paragraph, in order. */
export interface Numbering {
  /** The list place that a paragraph style brings with it. */
  placeOfStyle(styleId: string): ListPlace | undefined;
  /** The printed item number of the next paragraph at this place ('2.', 'a)', '-'), '' when none. */
  nextLabel(place: ListPlace): string;
}

const DEFAULT_LEVEL: Level = { start: 1, format: 'decimal', pattern: '' };

/** Reads word/numbering.xml and word/styles.xml ('' where a part is missing). */
export function readNumbering(numberingXml: string, stylesXml: string): Numbering {
  const { abstracts, lists } = readLists(numberingXml);
  const styles = readStyles(stylesXml);
  const counters = new Map<string, number[]>();
  const started = new Set<string>();

  const levelOf = (list: NumberedList, index: number): Level => ({
    ...DEFAULT_LEVEL,
    ...abstracts.get(list.abstractId)?.get(index),
    ...list.levels.get(index),
  });

  return {
    placeOfStyle(styleId) {
      let style = styles.get(styleId);
      for (let hops = 0; style && hops < 10; hops += 1) {
        if (style.numId) return { numId: style.numId, level: style.level ?? 0 };
        style = style.basedOn === undefined ? undefined : styles.get(style.basedOn);
      }
      return undefined;
    },
    nextLabel({ numId, level }) {
      const list = lists.get(numId);
      if (!list || level < 0 || level > 8) return '';
      const own = levelOf(list, level);
      // Lists that share their definition count on from one another unless told to restart.
      const count = counters.get(list.abstractId) ?? [];
      counters.set(list.abstractId, count);
      const restart = list.restarts.get(level);
      if (restart !== undefined && !started.has(`${numId}/${level}`)) count[level] = restart - 1;
      started.add(`${numId}/${level}`);
      count[level] = (count[level] ?? own.start - 1) + 1;
      count.length = level + 1;
      if (own.format === 'bullet') return bulletLabel(own.pattern);
      if (own.format === 'none') return own.pattern.replace(/%\d/g, '').trim();
      return own.pattern
        .replace(/%([1-9])/g, (_, digit: string) => {
          const index = Number(digit) - 1;
          const of = levelOf(list, index);
          return formatNumber(count[index] ?? of.start, of.format);
        })
        .trim();
    },
  };
}

function bulletLabel(pattern: string): string {
  const sign = pattern.trim();
  return sign === '+' || sign === '*' ? sign : '-';
}

function readLists(xml: string): {
  abstracts: Map<string, Map<number, Partial<Level>>>;
  lists: Map<string, NumberedList>;
} {
  const abstracts = new Map<string, Map<number, Partial<Level>>>();
  const lists = new Map<string, NumberedList>();
  let levels: Map<number, Partial<Level>> | undefined;
  let level: Partial<Level> | undefined;
  let numId: string | undefined;
  let override = 0;
  for (const event of readXml(xml)) {
    if (event.type !== 'open') {
      if (event.type === 'close' && event.name === 'w:lvl') level = undefined;
      continue;
    }
    const value = attribute(event.attributes, 'w:val');
    if (event.name === 'w:abstractNum') {
      levels = new Map();
      abstracts.set(attribute(event.attributes, 'w:abstractNumId') ?? '', levels);
    } else if (event.name === 'w:num') {
      numId = attribute(event.attributes, 'w:numId') ?? '';
      levels = undefined;
    } else if (event.name === 'w:abstractNumId' && numId !== undefined) {
      lists.set(numId, { abstractId: value ?? '', levels: new Map(), restarts: new Map() });
      levels = lists.get(numId)?.levels;
    } else if (event.name === 'w:lvlOverride') {
      override = Number(attribute(event.attributes, 'w:ilvl') ?? 0);
    } else if (event.name === 'w:startOverride' && numId !== undefined) {
      lists.get(numId)?.restarts.set(override, Number(value ?? 1));
    } else if (event.name === 'w:lvl' && levels) {
      level = {};
      levels.set(Number(attribute(event.attributes, 'w:ilvl') ?? 0), level);
    } else if (level && value !== undefined) {
      if (event.name === 'w:start') level.start = Number(value);
      else if (event.name === 'w:numFmt') level.format = value;
      else if (event.name === 'w:lvlText') level.pattern = value;
    }
  }
  return { abstracts, lists };
}

interface ListStyle {
  basedOn?: string;
  numId?: string;
  level?: number;
}

function readStyles(xml: string): Map<string, ListStyle> {
  const styles = new Map<string, ListStyle>();
  let style: ListStyle | undefined;
  for (const event of readXml(xml)) {
    if (event.type !== 'open') continue;
    const value = attribute(event.attributes, 'w:val');
    if (event.name === 'w:style') {
      style = {};
      styles.set(attribute(event.attributes, 'w:styleId') ?? '', style);
    } else if (!style || value === undefined) {
      continue;
    } else if (event.name === 'w:basedOn') style.basedOn = value;
    else if (event.name === 'w:numId') style.numId = value;
    else if (event.name === 'w:ilvl') style.level = Number(value);
  }
  return styles;
}

const ROMAN: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** A list number in one of Word's formats; formats unknown here are written in digits. */
export function formatNumber(value: number, format: string): string {
  if (!Number.isInteger(value) || value < 1 || value > 3999) return String(value);
  switch (format) {
    case 'lowerRoman':
    case 'upperRoman': {
      let rest = value;
      let text = '';
      for (const [size, letters] of ROMAN) {
        while (rest >= size) {
          text += letters;
          rest -= size;
        }
      }
      return format === 'upperRoman' ? text.toUpperCase() : text;
    }
    case 'lowerLetter':
    case 'upperLetter': {
      // a … z, then aa, bb …, as Word counts.
      const letter = String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
      return format === 'upperLetter' ? letter.toUpperCase() : letter;
    }
    case 'decimalZero':
      return String(value).padStart(2, '0');
    default:
      return String(value);
  }
}
