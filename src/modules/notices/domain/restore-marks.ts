import { provinceByFolded } from './provinces.ts';
import { foldInPlace } from './fold.ts';
import { ASSIGN_VERBS, MODALS, NAME_STOPS, ORDER_VERBS } from './vocabulary.ts';

/**
 * Some copies have lost every Vietnamese mark ("So Tai chinh chu tri, phoi hop voi UBND thi xa Quang Yen"). The words
 * the reader works with get theirs back here, letter for letter, so that all offsets stay.
 */
const PLAIN_WORDS = `
thông báo | kết luận | chỉ thị | kế hoạch | công văn | công điện | quyết định | kính gửi | nơi nhận | như trên | lưu | điều | căn cứ | thực hiện | số | trước ngày | ngày | tháng | năm | quý | quý i | quý ii | quý iii | quý iv | hằng tháng | hàng tháng | hằng quý | hàng quý | hằng năm | hàng năm | hằng tuần | hàng tuần | hằng ngày | thường xuyên | định kỳ | chậm nhất | không quá | trong | từ | đến | đến ngày | trước | sau | xong | hoàn thành | xong trước | ngày làm việc | kể từ ngày | ban hành | trong tháng | trong quý | trong năm | giờ | phút | tuần | 6 tháng đầu năm | 6 tháng cuối năm | cuối năm | đầu năm
các sở | sở | các sở, ban, ngành | ban, ngành | sở, ban, ngành | sở, ngành | ban ngành | địa phương | đơn vị | cơ quan | các | huyện | thị xã | thành phố | xã | phường | thị trấn | đặc khu | quận | tỉnh | cấp huyện | cấp xã | cấp tỉnh | ủy ban nhân dân | hội đồng nhân dân | chủ tịch | phó chủ tịch | giám đốc | phó giám đốc | thủ trưởng | chánh văn phòng | văn phòng | công an | công an tỉnh | thanh tra tỉnh | bộ chỉ huy quân sự | cục thuế | kho bạc nhà nước | bảo hiểm xã hội | đài phát thanh và truyền hình | ban quản lý | trung tâm | phòng | hội | bộ | tại cuộc họp | cuộc họp | về | và | với | cùng | của | để | do | có | là | được | đã | nêu trên | liên quan | có liên quan | cơ quan chủ trì | đơn vị chủ trì | cơ quan phối hợp | đơn vị phối hợp | thời gian | thời hạn | thời gian thực hiện | thời gian hoàn thành | biết, thực hiện | đầu tư | giao thông vận tải | tài chính | du lịch | y tế | nội vụ | tư pháp | xây dựng | công thương | ngoại vụ | trên địa bàn tỉnh | nghiệm thu | hồ sơ | đề nghị | yêu cầu | giao
`;

let restored: Map<string, string> | undefined;
let longest = 1;

function dictionary(): Map<string, string> {
  if (restored) return restored;
  restored = new Map();
  const phrases = [
    ...PLAIN_WORDS.split(/\s*[|\n]\s*/),
    ...[ASSIGN_VERBS, ORDER_VERBS, MODALS, NAME_STOPS].flatMap((set) => set.phrases()),
  ];
  for (const phrase of phrases) {
    const clean = phrase.trim();
    const folded = foldInPlace(clean);
    if (clean === '' || restored.has(folded)) continue;
    restored.set(folded, clean);
    longest = Math.max(longest, clean.split(' ').length);
  }
  return restored;
}

/** Whether a text of some length holds hardly any letter with a mark. */
export function lacksMarks(text: string): boolean {
  if (text.length < 200) return false;
  const marked = text.match(/[\u00c0-\u1ef9]/g)?.length ?? 0;
  return marked * 200 < text.length;
}

/** Gives the reader's own words their marks back; what is not known stays. The result is as long as `text`. */
export function restoreMarks(text: string): string {
  const words = dictionary();
  const tokens = [...text.matchAll(/[A-Za-z]+|[^A-Za-z]+/g)];
  let out = '';
  for (let i = 0; i < tokens.length; ) {
    const taken = longestAt(tokens, i, words);
    if (taken === undefined) {
      out += tokens[i]?.[0] ?? '';
      i += 1;
    } else {
      out += taken.text;
      i += taken.count;
    }
  }
  return out.length === text.length ? out : text;
}

function longestAt(
  tokens: readonly RegExpExecArray[],
  index: number,
  words: ReadonlyMap<string, string>,
): { text: string; count: number } | undefined {
  let best: { text: string; count: number } | undefined;
  let written = '';
  for (let i = 0; i < longest * 2 - 1; i += 1) {
    const token = tokens[index + i]?.[0];
    if (token === undefined || (i % 2 === 1 && !/^,? $/.test(token))) break;
    written += token;
    if (i % 2 === 1) continue;
    const known = words.get(written.toLowerCase()) ?? provinceByFolded(written.toLowerCase());
    if (known !== undefined && known.length === written.length) best = { text: inCaseOf(known, written), count: i + 1 };
  }
  return best;
}

function inCaseOf(known: string, written: string): string {
  let out = '';
  for (let i = 0; i < known.length; i += 1) {
    const char = written.charAt(i);
    out += char >= 'A' && char <= 'Z' ? known.charAt(i).toUpperCase() : known.charAt(i).toLowerCase();
  }
  return out;
}
