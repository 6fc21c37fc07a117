import { bodyListAt } from './body-lists.ts';
import { type Mention, mention } from './body-text.ts';
import { readAddressees } from './addressees.ts';
import { readClosing } from './closing.ts';
import { toldIssuer } from './told-issuer.ts';
import { DraftReader } from './drafts.ts';
import { readHeader, type Header } from './header.ts';
import { splitLines } from './lines.ts';
import type { OrderContext } from './cooperators.ts';
import { type BodyText, joinParagraphs } from './paragraphs.ts';
import { foldInPlace } from './fold.ts';
import { uniformText } from './source-text.ts';
import { splitByDeadlines } from './split-drafts.ts';
import { itemsOf } from './structure.ts';
import { tableRows, type TableRow } from './tables.ts';
import type { Draft } from './task-draft.ts';
import { finishTask } from './tasks.ts';
import { tokenAt, tokenize } from './tokens.ts';
import type { DocumentReading, Field, ReadOptions, TaskReading, Warning } from './types.ts';

/** Kinds that only tell; an order counts there when it says "giao" or "yêu cầu". */
const TELLING_KINDS = new Set(['Báo cáo', 'Giấy mời', 'Tờ trình', 'Biên bản', 'Giấy giới thiệu']);
/** The district level was abolished on this day (Luật Tổ chức chính quyền địa phương 2025). */
const NO_DISTRICTS_FROM = '2025-07-01';

/**
 * Reads an administrative document (thông báo, chỉ thị, kế hoạch, công văn, công điện, quyết định …)
 * into its header, recipients, signature and the tasks it gives. It proposes and never invents: what
 * is not in the words stays null, what is doubtful carries a warning.
 *
 * Pure, and linear in the length of the text. Spans are offsets into `text` as it was given.
 *
 * @param text the document as plain text; any Unicode form, line ends and hard-wrapped lines are fine
 * @param options the day of issue when known from elsewhere, and the working calendar for relative terms
 */
export function readDocument(text: string, options: ReadOptions = {}): DocumentReading {
  const mapped = uniformText(text);
  const lines = splitLines(mapped);
  const printed = readHeader(mapped, lines);
  const closing = readClosing(mapped, lines, printed.bodyFrom);
  const header = printed.issuer === null ? { ...printed, ...toldIssuer(mapped, lines, printed.bodyFrom) } : printed;
  const date = header.date ?? closing.date;
  const issuedOn = options.issuedOn ?? date?.value;
  const bodyLines = [...lines.slice(header.bodyFrom, closing.bodyTo), ...lines.slice(closing.restFrom)];
  const addressed = readAddressees(mapped, bodyLines);
  const body = joinParagraphs(mapped, bodyLines.slice(addressed.taken));
  const context = orderContext(body, header, issuedOn);
  const addressees = resolveAddressees(addressed.fields, header, issuedOn);
  const reader = new DraftReader(body, context, {
    assignedOnly: TELLING_KINDS.has(header.kind?.value ?? ''),
    addressees,
    isLetter: header.kind?.value === 'Công văn',
  });
  const times = { issuedOn, options };
  const items = itemsOf(body);
  const drafts = [...reader.read(items), ...tableRows(body).flatMap((row) => rowDraft(context, row, items) ?? [])];
  const tasks = drafts
    .flatMap((draft) => splitByDeadlines(body, context, draft, times))
    .map((draft) => finishTask(body, context, text, draft, times))
    .filter(isWorthShowing)
    .sort((a, b) => a.span[0] - b.span[0]);
  return {
    number: header.number,
    kind: header.kind,
    date,
    place: header.place,
    issuer: header.issuer,
    parentBody: header.parentBody,
    subject: header.subject,
    urgency: header.urgency,
    authority: closing.authority,
    position: closing.position,
    signer: closing.signer,
    addressees: addressed.fields,
    recipients: recipientsOf(addressed.fields, closing.recipients, header, issuedOn),
    tasks,
    warnings: documentWarnings(header, date, options, tasks),
  };
}

function orderContext(body: BodyText, header: Header, issuedOn: string | undefined): OrderContext {
  return { ...grammarOf(body.text, body.folded, header, issuedOn), authorities: authoritiesOf(header) };
}

function grammarOf(text: string, folded: string, header: Header, issuedOn: string | undefined) {
  return {
    text,
    folded,
    tokens: tokenize(text),
    ownProvince: header.province,
    central: isCentral(header),
    withoutDistricts: issuedOn !== undefined && issuedOn >= NO_DISTRICTS_FROM,
  };
}

function isCentral(header: Header): boolean {
  const issuer = header.issuer?.value ?? '';
  return /^(?:Bộ (?!Chỉ huy|Tư lệnh)|Chính phủ|Thủ tướng|Văn phòng Chính phủ|Ban .* Trung ương|Thanh tra Chính phủ|Tổng cục)/.test(
    issuer,
  );
}

/** The names under which the issuer speaks of itself and of the body above it. */
function authoritiesOf(header: Header): Set<string> {
  const names = new Set<string>(['UBND', 'Thủ tướng Chính phủ', 'Chính phủ']);
  const issuer = header.issuer?.value;
  if (!isCentral(header)) names.add('UBND tỉnh');
  for (const name of [issuer, header.parentBody?.value]) {
    if (name === undefined) continue;
    names.add(name);
    const committee =
      /^(?:Văn phòng )?(UBND (?:thành phố|tỉnh|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu))(?: (.+))?$/.exec(name);
    if (committee?.[1]) {
      names.add(committee[1]);
      names.add(`${committee[1]} ${committee[2] ?? ''}`.trim());
    }
    const department = /^(Sở .+?)(?: (?:tỉnh|thành phố) .+)?$/.exec(name);
    if (department?.[1]) names.add(department[1]);
  }
  // A Party committee speaks through its standing committee.
  const party = /^(Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy/.exec(issuer ?? '')?.[0];
  if (party) for (const name of [party, `Ban Thường vụ ${party}`, `Thường trực ${party}`]) names.add(name);
  // "Kết luận của Chủ tịch UBND huyện Ea H'leo" tells who speaks, also in a copy without its head.
  const speaker =
    /(?:[Cc]hủ tịch|[Uu]ỷ viên) (?:UBND|Ủy ban nhân dân) ((?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)(?: [\p{Lu}][\p{L}']*)*)/u.exec(
      header.subject?.value ?? '',
    );
  if (speaker?.[1]) {
    names.add(`UBND ${speaker[1]}`);
    names.add(`UBND ${speaker[1].replace(/ \p{Lu}.*$/u, '')}`);
  }
  // The Office relays; it is a body that can be given work.
  if (issuer?.startsWith('Văn phòng')) {
    names.delete(issuer);
    names.delete(issuer.replace(/ (tỉnh|thành phố|huyện) .+$/, ' $1'));
  }
  return names;
}

function mentionsIn(
  value: string,
  header: Header,
  issuedOn: string | undefined,
): { mentions: readonly Mention[]; whole: boolean } {
  const context = grammarOf(value, foldInPlace(value), header, issuedOn);
  const list = bodyListAt(context, 0);
  return { mentions: list?.mentions ?? [], whole: list !== undefined && list.tokenTo >= context.tokens.length };
}

function resolveAddressees(fields: readonly Field<string>[], header: Header, issuedOn: string | undefined): Mention[] {
  return fields.flatMap(({ value }) => mentionsIn(value, header, issuedOn).mentions);
}

/** Kính gửi and Nơi nhận in one list; bodies in full, "Như trên" and the archive left out. */
function recipientsOf(
  addressees: readonly Field<string>[],
  listed: readonly Field<string>[],
  header: Header,
  issuedOn: string | undefined,
): Field<string>[] {
  const result: Field<string>[] = [];
  const seen = new Set<string>();
  for (const field of [...addressees, ...listed]) {
    if (/^như (?:trên|kính gửi|điều|mục|phần)/iu.test(field.value)) continue;
    const plain = field.value.replace(
      /\s*\((?:b\/c|để b\/c|để báo cáo|báo cáo|t\/h|để t\/h|để thực hiện|p\/h|để p\/h)\)$/iu,
      '',
    );
    const { mentions, whole } = mentionsIn(plain, header, issuedOn);
    const canonical =
      whole &&
      /^(?:cac |so |phong |ubnd|uy ban|s[a-z]{2,}$)/.test(foldInPlace(plain)) &&
      mentions.every((one) => !one.headNamed && one.names.every((name) => /^(?:các sở|UBND|Sở |các phòng)/.test(name)));
    const names = canonical ? mentions.flatMap(({ names: some }) => some) : [plain];
    for (const value of names.length > 0 ? names : [plain]) {
      if (seen.has(value)) continue;
      seen.add(value);
      result.push({ ...field, value });
    }
  }
  return result;
}

function rowDraft(context: OrderContext, row: TableRow, items: readonly { paragraph: unknown }[]): Draft[] | undefined {
  const item = items.find(({ paragraph }) => paragraph === row.paragraph);
  if (!item) return undefined;
  const bodies = (range: TableRow['lead']) => {
    const list = range ? bodyListAt(context, tokenAt(context.tokens, range.from)) : undefined;
    if (list) return list.mentions.map((one) => ({ mention: one, origin: 'named' as const }));
    return range ? [{ mention: cellAsBody(context, range), origin: 'named' as const }] : [];
  };
  return [
    {
      from: row.content.from,
      to: row.content.to,
      item: item as Draft['item'],
      leads: bodies(row.lead),
      cooperating: bodies(row.cooperating),
      via: undefined,
      assigned: true,
      asked: false,
      timeRanges: row.time ? [{ ...row.time, governs: true }] : [],
      productRange: row.product,
      certain: true,
      fromPlan: true,
    },
  ];
}

/** A cell that names a body in a way of its own ("Đoàn kiểm tra") stands for itself. */
function cellAsBody(context: OrderContext, range: { from: number; to: number }): Mention {
  const name = context.text.slice(range.from, Math.min(range.to, range.from + 120)).trim();
  return mention(tokenAt(context.tokens, range.from), tokenAt(context.tokens, range.to), [name], { confidence: 0.5 });
}

/** A line with neither a body nor a time is a heading of a plan more often than a task. */
function isWorthShowing(task: TaskReading): boolean {
  if (task.text.length < 6) return false;
  return (
    task.lead.length > 0 ||
    task.deadline !== null ||
    task.deadlineText !== null ||
    task.recurrence !== null ||
    task.cooperating.length > 0
  );
}

function documentWarnings(
  header: Header,
  date: Field<string> | null,
  options: ReadOptions,
  tasks: readonly TaskReading[],
): Warning[] {
  const warnings: Warning[] = [...header.warnings];
  if (header.number === null) warnings.push({ code: 'number-missing', text: null, span: null });
  if (date === null) warnings.push({ code: 'date-missing', text: null, span: null });
  else if (options.issuedOn !== undefined && options.issuedOn !== date.value)
    warnings.push({ code: 'date-differs', text: date.value, span: date.span });
  if (tasks.length === 0) warnings.push({ code: 'no-tasks', text: null, span: null });
  return warnings;
}
