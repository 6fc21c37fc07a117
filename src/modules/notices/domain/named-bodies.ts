import { type BodyContext, type Mention, lowerWord, matchAt, mention, titleCase, tokenFrom } from './body-text.ts';
import { ABBREVIATIONS, NAME_HEADS } from './body-vocabulary.ts';
import { departmentInitials } from './departments.ts';
import { fold, groupOfPlaces, nakedStart, startsKnown, UBND } from './known-bodies.ts';
import { isAllCaps } from './letters.ts';
import { levelAt, placeNameAt } from './places.ts';
import { PhraseSet } from './tokens.ts';
import { NAME_STOPS, ORDER_VERBS } from './vocabulary.ts';

/** Most words a name goes on in lower case before it is taken to have ended; companies and project boards go on longer. */
const MOST_LOWER_RUN = 6;
const MOST_LOWER_RUN_OPEN = 12;

/** A body known only by its shape: a head word with capitals after it. */
export function namedBodyAt(context: BodyContext, index: number): Mention | undefined {
  const { tokens, text } = context;
  const first = tokens[index];
  if (first === undefined || !first.capital) return undefined;
  const headEnd = matchAt(context, NAME_HEADS, index);
  if (headEnd === -1) return undefined;
  let i = tokenFrom(context, index, headEnd);
  const shouted = isAllCaps(text.slice(first.from, tokens[i]?.to ?? headEnd));
  let good = i;
  let lowerRun = 0;
  // "Trạm Y tế" is a whole name already
  let capitals = context.folded.startsWith('tram y te', first.from) ? 1 : 0;
  let afterCapital = i;
  const council = /^(?:hoi dong|to cong tac|to giup viec|ban chi dao|ban chi huy)/.test(
    context.folded.slice(first.from, headEnd),
  );
  const open =
    council ||
    /^(?:cong ty|tong cong ty|ngan hang|hop tac xa|ban quan ly|bql|ban ql)/.test(
      context.folded.slice(first.from, headEnd),
    );
  for (let count = 0; count < 16; count += 1) {
    const token = tokens[i];
    if (token === undefined || token.kind === 'break') break;
    if (token.kind === 'mark') {
      const hyphen =
        (token.lower === '-' || token.lower === '&') &&
        tokens[i + 1]?.capital &&
        capitals > 0 &&
        nakedStart(context, i + 1);
      const comma = token.lower === ',' && capitals > 0 && commaInName(context, i);
      if (!hyphen && !comma) break;
      i += 1;
      continue;
    }
    if (token.kind === 'number') {
      if (capitals === 0 && count > 0) break;
      capitals += 1;
      i += 1;
      good = i;
      continue;
    }
    const level = count > 0 && !token.capital ? levelAt(context, i) : undefined;
    if (level) {
      const place = placeNameAt(context, level.tokenTo);
      const own =
        place !== undefined &&
        level.level === 'tỉnh' &&
        (context.ownProvince === undefined || fold(place.name) === context.ownProvince);
      if (capitals > 0 || lowerRun > 1)
        return finish(context, index, level.tokenTo, place && !own ? place.tokenTo : level.tokenTo, place?.tokenTo);
      break;
    }
    if (token.lower === 'và' && capitals > 0 && tokens[i + 1]?.capital && nakedStart(context, i + 1)) {
      i += 1;
      continue;
    }
    if (token.capital && !shouted) {
      if (
        count > 0 &&
        capitals > 0 &&
        !nakedStart(context, i) &&
        matchAt(context, UBND, i) === -1 &&
        !/^(?:Quản|Đầu|Đại)/.test(text.slice(token.from, token.to)) &&
        startsKnown(context, i)
      )
        break;
      capitals += 1;
      lowerRun = 0;
      i += 1;
      good = i;
      afterCapital = i;
      continue;
    }
    if (!shouted) {
      if (capitals === 0 && !open) break;
      if (council && COUNCIL_WORDS.at(tokens, i) > 0) {
        i += COUNCIL_WORDS.at(tokens, i);
        good = i;
        capitals += 1;
        continue;
      }
      if (endsName(context, i)) break;
      // "Ban Tuyên giáo Thành ủy", "Báo Phú Thọ" are whole
      if (lowerWord(context, i - 1) === 'ủy' && capitals > 1) break;
      if (
        tokens[index]?.lower === 'báo' &&
        tokens[i - 1]?.capital &&
        i - index > 2 &&
        tokens[i - 2]?.capital &&
        token.lower !== 'mới'
      )
        break;
      lowerRun += 1;
      if (lowerRun > (open ? MOST_LOWER_RUN_OPEN : MOST_LOWER_RUN)) {
        // no name goes on like this: a verb was missed, and only the word begun by the last capital is sure
        good = Math.min(good, afterCapital + 1);
        break;
      }
    } else {
      if (NAME_STOPS.at(tokens, i) > 0) break;
      capitals += 1;
    }
    i += 1;
    if (lowerRun > 0 || shouted) good = i;
  }
  if (capitals === 0 && !/quan ly|ql/.test(context.folded.slice(first.from, headEnd))) return undefined;
  return finish(context, index, good, good, undefined);
}

/** Lower-case words that are orders elsewhere and parts of names here. */
const NAME_WORDS = new PhraseSet(
  'đầu tư | phát triển | khai thác | quản lý | thông tin | truyền thông | dịch vụ | dự án | khu | thi đấu',
);

/** Words that stop a name, but not as the second half of a word begun with a capital: "Đăng ký". */
const SECOND_SYLLABLES: ReadonlySet<string> = new Set(['ký', 'lập', 'thu', 'chi', 'cử', 'làm', 'duyệt', 'nộp', 'xin']);

/** What councils and task forces are named after, in lower case. */
const COUNCIL_WORDS = new PhraseSet(
  'bồi thường | thẩm định | hỗ trợ | giải phóng mặt bằng | tái định cư | thi đua | khen thưởng | tuyển dụng | đấu giá | định giá | nghĩa vụ quân sự | tư vấn | dự án | cải cách hành chính | chuyển đổi số | phòng chống | đánh giá | xếp hạng | liên ngành',
);

/** The name ends before a verb; "đầu tư xây dựng các công trình" is part of one. */
function endsName(context: BodyContext, index: number): boolean {
  const { tokens } = context;
  if (lowerWord(context, index) === 'xây' && lowerWord(context, index + 1) === 'dựng') {
    const before = lowerWord(context, index - 1);
    const after = lowerWord(context, index + 2);
    return before !== 'tư' && before !== 'án' && !/^(?:công|tỉnh|huyện|thành|khu|cơ)$/.test(after);
  }
  if (lowerWord(context, index) === 'các' && /^(?:dựng|án|lý)$/.test(lowerWord(context, index - 1))) return false;
  if (lowerWord(context, index) === 'trình' && /^(?:công|chương|quy|giáo|lộ)$/.test(lowerWord(context, index - 1)))
    return false;
  if (tokens[index - 1]?.capital && SECOND_SYLLABLES.has(lowerWord(context, index)) && NAME_STOPS.at(tokens, index) < 2)
    return false;
  if (NAME_STOPS.at(tokens, index) > 0) return true;
  return ORDER_VERBS.at(tokens, index) > 1 && NAME_WORDS.at(tokens, index) === 0;
}

/** "Xúc tiến Đầu tư, Thương mại và Du lịch": the comma stands inside the name. */
function commaInName(context: BodyContext, index: number): boolean {
  const { tokens } = context;
  if (!tokens[index + 1]?.capital || !nakedStart(context, index + 1)) return false;
  for (let i = index + 2; i < index + 6; i += 1) {
    const token = tokens[i];
    if (token?.kind !== 'word') return false;
    if (token.lower === 'và') return tokens[i + 1]?.capital === true && nakedStart(context, i + 1);
  }
  return false;
}

function finish(
  context: BodyContext,
  from: number,
  nameTo: number,
  textTo: number,
  tokenTo: number | undefined,
): Mention | undefined {
  const first = context.tokens[from];
  const last = context.tokens[textTo - 1];
  if (first === undefined || last === undefined || nameTo <= from) return undefined;
  const spread = textTo === nameTo && tokenTo === undefined ? groupOfPlaces(context, textTo) : undefined;
  const end = spread === undefined ? last.to : (context.tokens[spread - 1]?.to ?? last.to);
  let name = titleCase(context.text.slice(first.from, end));
  for (const [pattern, full] of ABBREVIATIONS) name = name.replace(pattern, full);
  name = name.replace(/\s+/g, ' ').trim();
  const outside =
    /^(?:Ban (?:Tổ chức|Tuyên giáo|Dân vận|Nội chính|Thường vụ|Kinh tế).*ủy|Hội|Hiệp hội|Liên hiệp|Đảng ủy|Công đoàn|Tổng cục|Vụ |Bộ )/.test(
      name,
    );
  return mention(from, Math.max(tokenTo ?? textTo, textTo, spread ?? 0), [name], { confidence: 0.75, outside });
}

/** "SNV", "STTTT" in running text. */
export function initialsAt(context: BodyContext, index: number): Mention | undefined {
  const token = context.tokens[index];
  if (token === undefined || !isAllCaps(context.text.slice(token.from, token.to))) return undefined;
  const found = departmentInitials(context.folded, token.from);
  return found
    ? mention(index, tokenFrom(context, index, found.end), [`Sở ${found.name}`], { confidence: 0.8 })
    : undefined;
}
