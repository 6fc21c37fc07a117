import { foldInPlace } from './fold.ts';

/** Headings under which nobody is told to do anything, on folded text. */
const TELLING =
  /^(?:muc dich|muc tieu|quan diem|can cu|co so phap ly|thuc trang|tinh hinh|danh gia|ket qua (?:dat duoc|thuc hien|chung|cong tac)|nhung ket qua|uu diem|ton tai|han che|khuyet diem|nguyen nhan|nhan dinh|boi canh|su can thiet|doi tuong|pham vi|bai hoc|du bao|nguyen tac|thanh phan (?:du|tham du)|dac diem|ve ket qua)/;

/** Whether a heading opens a part that tells and does not order ("I. MỤC ĐÍCH, YÊU CẦU"). */
export function tellsOnly(heading: string): boolean {
  return TELLING.test(foldInPlace(heading).trim());
}

/** Formulae at the end of a document, which bind nobody to anything new. */
const FORMULAE: readonly RegExp[] = [
  /^(?:va )?(?:neu|truong hop|(?:don vi|co quan|dia phuong|noi|ca nhan) nao)[^.]{0,200}(?:chiu trach nhiem|xem xet trach nhiem|xu ly trach nhiem|bi xu ly)/,
  /thong bao .{0,90}(?:biet|de thuc hien|trien khai thuc hien)/,
  /^(?:tren day la|noi dung tren|ket luan tren)/,
  /chiu trach nhiem (?:ca nhan |toan dien )?truoc [^.;]{0,80} (?:neu|khi de|trong truong hop) /,
  /chiu trach nhiem (?:thi hanh|(?:to chuc )?thuc hien (?:quyet dinh|chi thi|ke hoach|thong bao))/,
  /can cu quyet dinh (?:nay )?(?:thi hanh|thuc hien)/,
  /(?:co|hieu luc)(?: thi hanh)? (?:ke )?tu ngay (?:ky|ban hanh)/,
  /^(?:quyet dinh|chi thi|ke hoach|quy dinh) nay (?:co hieu luc|thay the|bai bo)/,
  /(?:trong qua trinh |qua trinh )(?:trien khai |to chuc )?(?:thuc hien)?.{0,30}(?:neu |truong hop )?(?:co |phat sinh |gap )?(?:kho khan|vuong mac|phat sinh|van de)/,
  /^neu (?:co |phat sinh |gap )?(?:kho khan|vuong mac|phat sinh|van de)/,
  /^(?:kinh )?de nghi .{0,90}(?:quan tam|phoi hop)(?: chi dao)?(?: thuc hien| trien khai)?[ ./]*$/,
  /^(?:rat mong|tran trong|kinh mong|mong nhan duoc)/,
  /^(?:thua lenh|thuc hien y kien chi dao cua).{0,120}thong bao/,
  /^can cu (?:noi dung )?(?:ke hoach|chi thi|thong bao|quyet dinh) nay,?(?!.*(?:truoc ngay|cham nhat|\d\/\d)).{0,160}(?:xay dung ke hoach|to chuc|trien khai)/,
  /^nhan duoc (?:cong dien|cong van|van ban|thong bao|chi thi) nay/,
];
/** An order to carry out the very paper, and nothing more; read from where its predicate begins. */
const CARRY_OUT =
  /^(?:(?:nghiem tuc|khan truong|chu dong|tich cuc|quan triet|phoi hop|tap trung|phai|can|co trach nhiem|to chuc|trien khai|thuc hien|chap hanh|day du|nghiem|ngay|tot|kip thoi|hieu qua|co hieu qua|dong bo|biet|va|quan tam|can cu|theo|chuc nang|nhiem vu|duoc giao|tham quyen|can cu [^,]{0,60},|,) ?){1,10}(?:(?:tot|cac|nhung|noi dung|nhiem vu|y kien|chi dao|cua|theo|tai|neu|tinh than|dung|yeu cau|day du|thoi gian|thoi han|tien do|quy dinh) ?){0,8}(?:(?:chi thi|ke hoach|cong dien|thong bao|cong van|quyet dinh|noi dung|van ban|ket luan|quy dinh)[a-z ]{0,40})?[\s./;,]*$/;

export function isCarryOut(predicate: string): boolean {
  return predicate.length < 240 && CARRY_OUT.test(foldInPlace(predicate).trim());
}

const LIST_INTRO =
  /^(?:(?:nghiem tuc|khan truong|chu dong|tich cuc|phoi hop|tap trung|tiep tuc|phai|can|co trach nhiem|to chuc|trien khai|thuc hien|chi dao|lanh dao|quan triet|tot|ngay|dong bo|hieu qua|co hieu qua|cac|mot so|nhung|noi dung|nhiem vu|cong viec|viec|giai phap|bien phap|trong tam|chu yeu|cap bach|cu the|nhu|sau|sau day|duoi day|va|hoan thanh|truoc|ngay|thang|nam|[\d/]{1,10}|,)(?: |(?=[,:]|$))){0,30}:?$/;

/** The predicate of "yêu cầu các sở … thực hiện các nội dung sau:" with nothing but its list to say. */
export function isListIntro(predicate: string): boolean {
  return predicate.length < 240 && LIST_INTRO.test(foldInPlace(predicate).trim());
}

export function isFormula(text: string): boolean {
  const folded = foldInPlace(text).trim();
  return FORMULAE.some((formula) => formula.test(folded));
}

/** The paragraph after which the orders begin: it ends in a colon and says so. */
export function isIntro(text: string): boolean {
  const folded = foldInPlace(text).trim();
  return (
    folded.endsWith(':') &&
    /(?:ket luan|yeu cau|chi thi|chi dao|nhu sau|sau day|sau:|giao|de nghi|quyet dinh|dien:|thuc hien|trien khai|(?:viec|nhiem vu|noi dung) sau)/.test(
      folded,
    )
  );
}

/** A sentence that only reports on the order before it. */
export const CONTINUES =
  /^(?:báo cáo|kết quả|hoàn thành|thời gian|thời hạn|yêu cầu hoàn thành|xong|gửi|việc |nội dung|trong đó|lưu ý|chậm nhất|trước ngày|các nội dung|kết quả thực hiện|tất cả|đảm bảo|bảo đảm|định kỳ báo cáo)/u;

/** A day, month or quarter that some deadline word stands before. */
export const DATED = /(?:trước|chậm nhất|xong|hoàn thành|trong|đến|quá)[^;.]{0,20}(?:\d{1,2}[/.-]\d|tháng \d|quý)/u;
