import { foldInPlace } from './source-text.ts';

/** Headings under which nobody is told to do anything, on folded text. */
const TELLING =
  /^(?:muc dich|muc tieu|quan diem|can cu|co so phap ly|thuc trang|tinh hinh|danh gia|ket qua (?:dat duoc|thuc hien|chung|cong tac)|nhung ket qua|uu diem|ton tai|han che|khuyet diem|nguyen nhan|nhan dinh|boi canh|su can thiet|doi tuong|pham vi|bai hoc|du bao|yeu cau$|yeu cau:|nguyen tac|thanh phan (?:du|tham du)|dac diem|ve ket qua)/;

/** Whether a heading opens a part that tells and does not order ("I. MỤC ĐÍCH, YÊU CẦU"). */
export function tellsOnly(heading: string): boolean {
  return TELLING.test(foldInPlace(heading).trim());
}

/** Formulae at the end of a document, which bind nobody to anything new. */
const FORMULAE: readonly RegExp[] = [
  /thong bao .{0,90}(?:biet|de thuc hien|trien khai thuc hien)/,
  /^(?:tren day la|noi dung tren|ket luan tren)/,
  /chiu trach nhiem (?:thi hanh|to chuc thuc hien|thuc hien) (?:quyet dinh|chi thi|ke hoach|thong bao)/,
  /can cu quyet dinh (?:nay )?(?:thi hanh|thuc hien)/,
  /(?:co|hieu luc)(?: thi hanh)? (?:ke )?tu ngay (?:ky|ban hanh)/,
  /^(?:quyet dinh|chi thi|ke hoach|quy dinh) nay (?:co hieu luc|thay the|bai bo)/,
  /(?:trong qua trinh |qua trinh )(?:trien khai |to chuc )?(?:thuc hien)?.{0,30}(?:neu |truong hop )?(?:co |phat sinh |gap )?(?:kho khan|vuong mac|phat sinh|van de)/,
  /^neu (?:co |phat sinh |gap )?(?:kho khan|vuong mac|phat sinh|van de)/,
  /^(?:rat mong|tran trong|kinh mong|mong nhan duoc)/,
  /^(?:thua lenh|thuc hien y kien chi dao cua).{0,120}thong bao/,
  /^nhan duoc (?:cong dien|cong van|van ban|thong bao|chi thi) nay/,
];
/** An order to carry out the very paper is a formula unless it says more. */
const CARRY_OUT =
  /(?:trien khai|thuc hien|to chuc|quan triet|chap hanh)[^.;]{0,60}(?:chi thi|ke hoach|cong dien|thong bao|cong van|noi dung|y kien chi dao|nhiem vu|quyet dinh)(?: (?:nay|tren|neu tren))/;
const SAYS_MORE =
  /(?:bao cao|dinh ky|truoc ngay|cham nhat|theo doi|don doc|kiem tra|tham muu|tong hop|xay dung|ban hanh|cu the hoa|giam sat|huong dan)/;

export function isFormula(text: string): boolean {
  const folded = foldInPlace(text).trim();
  if (FORMULAE.some((formula) => formula.test(folded))) return true;
  return CARRY_OUT.test(folded) && folded.length < 320 && !SAYS_MORE.test(folded.replace(/ke hoach|chi thi/g, ' '));
}

/** The paragraph after which the orders begin: it ends in a colon and says so. */
export function isIntro(text: string): boolean {
  const folded = foldInPlace(text).trim();
  return (
    /:$/.test(folded) &&
    /(?:ket luan|yeu cau|chi thi|chi dao|nhu sau|sau day|sau:|giao|de nghi|quyet dinh|dien:|thuc hien|trien khai)/.test(
      folded,
    )
  );
}
