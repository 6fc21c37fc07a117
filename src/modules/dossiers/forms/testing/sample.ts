import { instantAt } from '#kernel/vietnam-time.ts';
import type { FormDossier, FollowUpBook } from '../data.ts';

/** A dossier with everything a form may say; the owner is another than the submitter. */
export function sampleDossier(over: Partial<FormDossier> = {}): FormDossier {
  return {
    set: 'TT01/2018',
    unit: {
      parent: 'Sở Xây dựng',
      name: 'Bộ phận Tiếp nhận và Trả kết quả',
      place: 'Khánh Hòa',
      contact: 'Điện thoại 0258 000 000',
    },
    code: '000.00.06.H32-190312-0001',
    trackingUrl: 'https://dunghen.example/tra-cuu/000.00.06.H32-190312-0001?ma=K7Q2XD',
    procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
    limitText: '15 ngày làm việc',
    applicant: {
      name: 'Đặng Thị Ưỡn',
      idNumber: '056190000001',
      phone: '0905 000 001',
      email: 'uon@example.vn',
      address: '12 Lý Tự Trọng, phường Lộc Thọ, thành phố Nha Trang',
    },
    owner: {
      name: 'Nguyễn Hữu Nghĩa',
      idNumber: '056085000002',
      phone: null,
      email: null,
      address: '7 Yersin, phường Phương Sài, thành phố Nha Trang',
    },
    papers: [
      { name: 'Đơn đề nghị cấp giấy phép xây dựng', originals: 1, certified: 0, copies: 0 },
      { name: 'Giấy tờ chứng minh quyền sử dụng đất', originals: 0, certified: 1, copies: 0 },
      { name: 'Bản vẽ thiết kế xây dựng', originals: 2, certified: 0, copies: 1 },
    ],
    sets: 2,
    receivedAt: instantAt('2019-03-12', 9 * 60 + 5),
    dueAt: instantAt('2019-04-02', 9 * 60 + 5),
    fee: '75.000 đồng',
    feeCollection: 'Khi nhận kết quả',
    resultWay: 'Bộ phận Tiếp nhận và Trả kết quả Sở Xây dựng',
    bring: 'Giấy này và giấy tờ tùy thân',
    receiver: 'Lê Ngọc Ánh',
    demonstration: null,
    ...over,
  };
}

/** Nothing is known but who and what. */
export function bareDossier(): FormDossier {
  const nobody = { idNumber: null, phone: null, email: null, address: null };
  return sampleDossier({
    unit: { parent: null, name: 'Ủy ban nhân dân xã Suối Cát', place: 'Cam Lâm', contact: null },
    trackingUrl: null,
    limitText: null,
    applicant: { name: 'Mấu Thị Bích', ...nobody },
    owner: null,
    papers: [],
    sets: null,
    receivedAt: null,
    dueAt: null,
    fee: null,
    feeCollection: null,
    resultWay: null,
    bring: null,
    receiver: null,
  });
}

export function sampleBook(lines: number, over: Partial<FollowUpBook> = {}): FollowUpBook {
  return {
    set: 'TT01/2018',
    unit: sampleDossier().unit,
    year: 2019,
    demonstration: null,
    lines: Array.from({ length: lines }, (_, index) => ({
      number: index + 1,
      code: `000.00.06.H32-190312-${String(index + 1).padStart(4, '0')}`,
      procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
      sets: 1,
      ownerName: 'Nguyễn Hữu Nghĩa',
      address: '7 Yersin, Nha Trang',
      phone: '0905 000 002',
      receivedAt: instantAt('2019-03-12', 9 * 60 + index),
      dueAt: instantAt('2019-04-02', 9 * 60 + index),
      finishedAt: index % 2 === 0 ? instantAt('2019-03-29', 15 * 60) : null,
      returnedAt: null,
      receivedBy: null,
      officer: 'Lê Ngọc Ánh',
      note: null,
    })),
    ...over,
  };
}
