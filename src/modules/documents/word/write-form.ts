import * as docx from 'docx';
import type { Paragraph, Table, TabStopDefinition } from 'docx';
import type { Signatory } from '../domain/form.ts';
import { ISSUER_SHARE, MOTTO, NATION } from '../domain/page.ts';
import type { PreparedForm, PreparedFormBlock } from '../domain/prepare-form.ts';
import { drawPng, MARK_SIZE } from '../marks/draw.ts';
import { alignment, wordTable } from './blocks.ts';
import { line, rule, sideBySide } from './boxes.ts';
import { halfPoints, twips } from './measures.ts';
import { styles } from './write-docx.ts';

/** A printed form as a Word file on its own paper. */
export async function writeFormDocx(form: PreparedForm): Promise<Uint8Array> {
  const { box, sizes } = form;
  const width = box.width - box.left - box.right;
  const wide = box.width > box.height;
  const label = () =>
    new docx.Footer({
      children: [line(docx, form.demonstration ?? '', { size: sizes.small, bold: true, italic: true })],
    });
  const number = new docx.Paragraph({
    alignment: docx.AlignmentType.CENTER,
    children: [new docx.TextRun({ children: [docx.PageNumber.CURRENT], size: halfPoints(sizes.small) })],
  });
  const document = new docx.Document({
    creator: form.issuer.name,
    title: form.docTitle,
    styles: styles(docx, sizes.body),
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            // Word turns a sheet that lies across by itself: it is told the upright measures.
            size: {
              width: twips(Math.min(box.width, box.height)),
              height: twips(Math.max(box.width, box.height)),
              orientation: wide ? docx.PageOrientation.LANDSCAPE : docx.PageOrientation.PORTRAIT,
            },
            margin: {
              top: twips(box.top),
              bottom: twips(box.bottom),
              left: twips(box.left),
              right: twips(box.right),
              header: twips(5),
              footer: twips(5),
            },
          },
        },
        headers: { default: new docx.Header({ children: [number] }), first: new docx.Header({ children: [] }) },
        ...(form.demonstration === null ? {} : { footers: { default: label(), first: label() } }),
        children: [
          head(form, width),
          ...(await marks(form, width)),
          ...titles(form),
          ...form.body.flatMap((block) => wordBlock(block, width, sizes.body)),
          ...signatures(form, width),
        ],
      },
    ],
  });
  return docx.Packer.toBuffer(document);
}

function head({ issuer, number, placeAndDate, sizes }: PreparedForm, width: number): Table {
  const size = sizes.head;
  const left = width * ISSUER_SHARE;
  const right = width - left;
  return sideBySide(
    docx,
    [left, right],
    [
      [
        [
          ...(issuer.parent === null ? [] : [line(docx, issuer.parent, { size })]),
          line(docx, issuer.name, { size, bold: true }),
          rule(docx, left, 16),
        ],
        [
          line(docx, NATION, { size, bold: true }),
          line(docx, MOTTO, { size, bold: true }),
          // Bold letters of one point make the motto some 4.5 mm long.
          rule(docx, right, size * 4.5),
        ],
      ],
      [
        [line(docx, number ?? '', { size, before: 40 })],
        [line(docx, placeAndDate, { size, italic: true, before: 40 })],
      ],
    ],
  );
}

/** Barcode left, QR right, each with the words it stands for. */
async function marks({ marks: all, sizes }: PreparedForm, width: number): Promise<(Paragraph | Table)[]> {
  if (all.length === 0) return [];
  const pictures = await Promise.all(
    all.map(async (mark) => {
      const { width: wide, height: high } = MARK_SIZE[mark.kind];
      const picture = new docx.ImageRun({
        type: 'png',
        data: await drawPng(mark),
        transformation: { width: pixels(wide), height: pixels(high) },
        altText: { name: mark.kind, title: mark.caption, description: mark.caption },
      });
      return { mark, paragraph: centred(picture) };
    }),
  );
  const size = sizes.small;
  const barcodes = pictures
    .filter(({ mark }) => mark.kind === 'code-128')
    .flatMap(({ mark, paragraph }) => [paragraph, line(docx, mark.caption, { size })]);
  const squares = pictures.filter(({ mark }) => mark.kind === 'qr');
  const words = squares.map(({ mark }) => line(docx, mark.caption, { size, align: 'left' }));
  const empty = () => line(docx, '', { size });
  return [
    gap(),
    sideBySide(
      docx,
      [width - 46, 24, 22],
      [
        [
          barcodes.length > 0 ? barcodes : [empty()],
          words.length > 0 ? words : [empty()],
          squares.length > 0 ? squares.map(({ paragraph }) => paragraph) : [empty()],
        ],
      ],
    ),
  ];
}

/** An empty line of two millimetres: Word counts the size of its mark, not of its text. */
function gap(): Paragraph {
  return new docx.Paragraph({ spacing: { line: twips(2), lineRule: docx.LineRuleType.EXACT }, children: [] });
}

function centred(child: docx.ImageRun): Paragraph {
  return new docx.Paragraph({ alignment: docx.AlignmentType.CENTER, children: [child] });
}

/** Millimetres to the 96 dots an inch pictures are measured in. */
function pixels(millimetres: number): number {
  return Math.round((millimetres / 25.4) * 96);
}

function titles({ title, subtitle, to, sizes }: PreparedForm): Paragraph[] {
  return [
    line(docx, title, { size: sizes.title, bold: true, before: 100 }),
    ...(subtitle === null ? [] : [line(docx, subtitle, { size: sizes.small, italic: true })]),
    ...(to === null ? [] : [line(docx, `Kính gửi: ${to}`, { size: sizes.body, before: 60 })]),
    gap(),
  ];
}

function wordBlock(block: PreparedFormBlock, width: number, size: number): (Paragraph | Table)[] {
  const spacing = { before: 20, after: 20, line: 247, lineRule: docx.LineRuleType.AUTO };
  switch (block.kind) {
    case 'table':
      return [wordTable(docx, block, width), gap()];
    case 'blank':
      return Array.from(
        { length: block.lines },
        () => new docx.Paragraph({ spacing, tabStops: [dotted(width)], children: [new docx.TextRun({ text: '\t' })] }),
      );
    case 'paragraph':
      return [
        new docx.Paragraph({
          spacing,
          alignment: alignment(docx, block.align),
          children: [
            new docx.TextRun({ text: block.text, bold: block.bold, italics: block.italic, size: halfPoints(size) }),
          ],
        }),
      ];
    case 'fields':
      return [fields(block, width, spacing)];
  }
}

/** Each field begins at its share of the width; a blank one is dotted up to the next. */
function fields(
  { fields: all, bold }: Extract<PreparedFormBlock, { kind: 'fields' }>,
  width: number,
  spacing: { before: number; after: number; line: number },
): Paragraph {
  const share = width / all.length;
  const tabs = all.flatMap(({ value }, index): TabStopDefinition[] => {
    const last = index === all.length - 1;
    const end = share * (index + 1);
    const start = { type: docx.TabStopType.LEFT, position: twips(end) };
    if (value !== null) return last ? [] : [start];
    return last ? [dotted(width)] : [{ ...dotted(end - 4), type: docx.TabStopType.LEFT }, start];
  });
  return new docx.Paragraph({
    spacing,
    tabStops: tabs,
    children: all.flatMap(({ label, value }, index) => [
      new docx.TextRun({ text: `${label}: ` }),
      new docx.TextRun({ text: value ?? '\t', bold: bold && value !== null }),
      ...(index < all.length - 1 ? [new docx.TextRun({ text: '\t' })] : []),
    ]),
  });
}

function dotted(end: number): TabStopDefinition {
  return { type: docx.TabStopType.RIGHT, position: twips(end), leader: docx.LeaderType.DOT };
}

/** Recipients stand left of a single signature, and under several. */
function signatures({ signatures: all, recipients, sizes }: PreparedForm, width: number): (Paragraph | Table)[] {
  const last = recipients.length - 1;
  const left = (text: string, bold = false) =>
    line(docx, text, { size: sizes.small, align: 'left', bold, italic: bold });
  const listed =
    last < 0
      ? [left('')]
      : [left('Nơi nhận:', true), ...recipients.map((one, index) => left(`- ${one}${index === last ? '.' : ';'}`))];
  const signed = ({ title, hint, name }: Signatory) => [
    line(docx, title, { size: sizes.body, bold: true }),
    ...(hint === null ? [] : [line(docx, hint, { size: sizes.small, italic: true })]),
    line(docx, name ?? '', { size: sizes.body, bold: true, before: width < 160 ? 640 : 1100 }),
  ];
  if (all.length === 0) return last < 0 ? [] : listed;
  const cells = all.length === 1 ? [listed, ...all.map(signed)] : all.map(signed);
  const table = sideBySide(
    docx,
    cells.map(() => width / cells.length),
    [cells],
  );
  return [gap(), table, ...(all.length === 1 ? [gap()] : listed)];
}
