import type { DocumentCase } from './document-case.ts';

export const DISTRICTS: readonly DocumentCase[] = [
  {
    why: 'a district office writes; the signature stands far right',
    number: '45/NV-CCHC',
    date: '2023-05-08',
    issuer: 'Phòng Nội vụ',
    signer: 'Phạm Thị Hoa',
    recipients: ['Văn phòng HĐND&UBND huyện', 'UBND cấp xã'],
    tasks: [
      {
        words: 'Văn phòng HĐND&UBND huyện có trách nhiệm đôn đốc, tổng hợp danh',
        lead: ['Văn phòng HĐND và UBND huyện'],
      },
      {
        words: 'Yêu cầu UBND các xã, thị trấn phối hợp và tổ chức thực hiện, báo',
        lead: ['UBND cấp xã'],
        deadline: '2023-05-20',
        deadlineText: 'trước 17h ngày 20/5',
      },
    ],
    text: `UBND HUYỆN TỨ KỲ
PHÒNG NỘI VỤ
Số: 45/NV-CCHC        Tứ Kỳ, ngày 8 tháng 5 năm 2023
V/v đăng ký thanh toán trực tuyến

Kính gửi: Văn phòng HĐND&UBND huyện; UBND các xã, thị trấn.

Văn phòng HĐND&UBND huyện có trách nhiệm đôn đốc, tổng hợp danh sách các đơn vị gửi Văn phòng UBND tỉnh, để phối hợp, hướng dẫn triển khai thực hiện. Yêu cầu UBND các xã, thị trấn phối hợp và tổ chức thực hiện, báo cáo kết quả về phòng Nội vụ trước 17h ngày 20/5. Nếu có khó khăn, vướng mắc trong quá trình thực hiện, chủ động thông tin về Văn phòng HĐND&UBND huyện, để hỗ trợ tháo gỡ kịp thời.

Đề nghị quý cơ quan quan tâm phối hợp./.

                                   TRƯỞNG PHÒNG

                                   Phạm Thị Hoa
`,
  },
  {
    why: 'a district directive: agency headings, tax office of a region',
    number: '07/CT-UBND',
    date: '2020-09-14',
    issuer: 'UBND huyện Đầm Dơi',
    signer: 'Nguyễn Chí Thuần',
    recipients: ['TT. Huyện ủy', 'các phòng, ban cấp huyện', 'UBND cấp xã'],
    tasks: [
      {
        words: 'Rà soát các khoản nợ đọng, phân loại nợ trước ngày 30/9/2020',
        lead: ['Chi cục Thuế khu vực II'],
        deadline: '2020-09-30',
        deadlineText: 'trước ngày 30/9/2020',
      },
      {
        words: 'Phối hợp với Phòng Tài chính - Kế hoạch, Kho bạc Nhà nước huyện',
        lead: ['Chi cục Thuế khu vực II'],
        cooperating: ['Phòng Tài chính - Kế hoạch', 'Kho bạc Nhà nước huyện'],
      },
      {
        words: 'Đẩy nhanh tiến độ đấu giá quyền sử dụng đất 5 lô tại thị trấn',
        lead: ['Phòng Tài nguyên và Môi trường'],
        deadline: '2020-11-30',
        deadlineText: 'trong tháng 11',
      },
      {
        words: 'Chủ tịch UBND các xã, thị trấn chịu trách nhiệm trước Chủ tịch',
        lead: ['UBND cấp xã'],
        recurrence: 'weekly',
      },
      {
        words: 'Công an huyện, Đội Quản lý thị trường số 3 tăng cường chống buôn',
        lead: ['Công an huyện', 'Đội Quản lý thị trường số 3'],
      },
      {
        words: 'Thủ trưởng các phòng, ban, ngành huyện, Chủ tịch UBND các xã,',
        lead: ['các phòng, ban cấp huyện', 'UBND cấp xã'],
      },
    ],
    text: `ỦY BAN NHÂN DÂN
HUYỆN ĐẦM DƠI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 07/CT-UBND
Đầm Dơi, ngày 14 tháng 9 năm 2020

CHỈ THỊ
Về tăng cường công tác thu ngân sách những tháng cuối năm 2020

8 tháng đầu năm, thu ngân sách huyện đạt 62% dự toán. Tuy nhiên một số xã thu còn chậm, UBND huyện đã chỉ đạo Chi cục Thuế khu vực II kiểm tra nhưng kết quả chưa cao. Để hoàn thành chỉ tiêu, Chủ tịch UBND huyện yêu cầu:

1. Chi cục Thuế khu vực II:
- Rà soát các khoản nợ đọng, phân loại nợ trước ngày 30/9/2020;
- Phối hợp với Phòng Tài chính - Kế hoạch, Kho bạc Nhà nước huyện tham mưu UBND huyện biện pháp cưỡng chế.
2. Phòng Tài nguyên và Môi trường
Đẩy nhanh tiến độ đấu giá quyền sử dụng đất 5 lô tại thị trấn Đầm Dơi, hoàn thành trong tháng 11.
3. Chủ tịch UBND các xã, thị trấn chịu trách nhiệm trước Chủ tịch UBND huyện về kết quả thu; hàng tuần, vào chiều thứ Năm, báo cáo tiến độ về Phòng Tài chính - Kế hoạch.
4. Công an huyện, Đội Quản lý thị trường số 3 tăng cường chống buôn lậu, gian lận thương mại.
5. Thủ trưởng các phòng, ban, ngành huyện, Chủ tịch UBND các xã, thị trấn tiết kiệm 10% chi thường xuyên.
Chỉ thị này được phổ biến đến các xã, thị trấn./.

Nơi nhận:
- TT. Huyện ủy;
- Các phòng, ban, ngành huyện;
- UBND các xã, thị trấn;
- Lưu: VT.
CHỦ TỊCH
Nguyễn Chí Thuần
`,
  },
  {
    why: 'a ward-level city district: numbered wards, an event, from-to dates',
    number: '88/TB-UBND-VP',
    date: '2024-01-05',
    issuer: 'UBND quận Bình Thạnh',
    signer: 'Nguyễn Thị Ngọc Lan',
    recipients: [],
    tasks: [
      {
        words: 'Giao Phòng Quản lý đô thị chủ trì, phối hợp Phòng Tài nguyên và',
        lead: ['Phòng Quản lý đô thị'],
        cooperating: ['Phòng Tài nguyên và Môi trường', 'UBND phường 12', 'UBND phường 13'],
        deadline: '2024-01-19',
        deadlineText: 'trước ngày 19/01',
      },
      {
        words: 'Trưởng Phòng Nội vụ quận khẩn trương tham mưu kế hoạch cải cách',
        lead: ['Phòng Nội vụ'],
        deadlineText: 'hoàn thành trước Tết Nguyên đán Giáp Thìn',
        warnings: ['deadline-event'],
      },
      {
        words: 'Đội Quản lý trật tự đô thị phối hợp Công an quận ra quân lập lại',
        lead: ['Đội Quản lý trật tự đô thị'],
        cooperating: ['Công an quận'],
        deadline: '2024-02-07',
        deadlineText: 'từ ngày 15/01/2024 đến ngày 07/02/2024',
        start: '2024-01-15',
      },
      {
        words: 'Văn phòng HĐND và UBND quận theo dõi, nhắc nhở; mỗi tháng một',
        lead: ['Văn phòng HĐND và UBND quận'],
        recurrence: 'monthly',
      },
      {
        words: 'Chủ tịch UBND 20 phường: tổ chức lễ ra quân tổng vệ sinh vào',
        lead: ['UBND cấp xã'],
        deadline: '2024-01-20',
        deadlineText: 'vào ngày 20/01/2024',
      },
    ],
    text: `ỦY BAN NHÂN DÂN QUẬN BÌNH THẠNH
Số: 88/TB-UBND-VP
Bình Thạnh, ngày 05 tháng 01 năm 2024

THÔNG BÁO
Nội dung kết luận của Chủ tịch UBND quận tại cuộc họp giao ban ngày 02/01/2024

Chủ tịch UBND quận có ý kiến chỉ đạo như sau:
1. Giao Phòng Quản lý đô thị chủ trì, phối hợp Phòng Tài nguyên và Môi trường, UBND phường 12, UBND phường 13 rà soát các hẻm bị ngập, đề xuất phương án nâng cấp trước ngày 19/01.
2. Trưởng Phòng Nội vụ quận khẩn trương tham mưu kế hoạch cải cách hành chính năm 2024, hoàn thành trước Tết Nguyên đán Giáp Thìn.
3. Đội Quản lý trật tự đô thị phối hợp Công an quận ra quân lập lại trật tự lòng lề đường từ ngày 15/01/2024 đến ngày 07/02/2024.
4. Văn phòng HĐND và UBND quận theo dõi, nhắc nhở; mỗi tháng một lần báo cáo Chủ tịch UBND quận.
5. Chủ tịch UBND 20 phường: tổ chức lễ ra quân tổng vệ sinh vào ngày 20/01/2024; báo cáo kết quả trong ngày.

KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
Nguyễn Thị Ngọc Lan
`,
  },
  {
    why: 'no head at all; what the chair agrees to is no task',
    number: null,
    date: null,
    issuer: null,
    signer: null,
    recipients: [],
    tasks: [
      {
        words: 'Giải tỏa lấn chiếm hành lang giao thông trước 31/5/2022',
        lead: ['UBND xã Ea Khăl', 'UBND thị trấn Ea Drăng'],
        deadline: '2022-05-31',
        deadlineText: 'trước 31/5/2022',
      },
      { words: 'Vận động nhân dân hiến đất mở đường', lead: ['UBND xã Ea Khăl', 'UBND thị trấn Ea Drăng'] },
      {
        words: 'Hạt Kiểm lâm huyện phối hợp Ban Chỉ huy Quân sự huyện, Công an',
        lead: ['Hạt Kiểm lâm huyện'],
        cooperating: ['Ban Chỉ huy Quân sự huyện', 'Công an huyện'],
        start: '2022-05-10',
      },
      {
        words: 'Ban QLDA ĐTXD huyện, Phòng Kinh tế và Hạ tầng chịu trách nhiệm',
        lead: ['Ban Quản lý dự án đầu tư xây dựng huyện', 'Phòng Kinh tế và Hạ tầng'],
        deadline: '2022-06-30',
        deadlineText: 'không quá ngày 30/6/2022',
      },
      {
        words: 'giao Phòng Nội vụ hoàn thiện thủ tục trình Chủ tịch UBND huyện',
        lead: ['Phòng Nội vụ'],
        deadlineText: 'trong tuần này',
        warnings: ['deadline-vague'],
      },
    ],
    text: `THÔNG BÁO
Kết luận của Chủ tịch UBND huyện Ea H'leo tại cuộc họp ngày 05/5/2022

1. Giao UBND xã Ea Khăl, UBND thị trấn Ea Drăng:
a. Giải tỏa lấn chiếm hành lang giao thông trước 31/5/2022.
b. Vận động nhân dân hiến đất mở đường.
2. Hạt Kiểm lâm huyện phối hợp Ban Chỉ huy Quân sự huyện, Công an huyện truy quét lâm tặc; thời gian thực hiện từ ngày 10/5/2022.
3. Các đồng chí phụ trách xã bám sát cơ sở.
4. Không tổ chức hội nghị tổng kết.
5. Ban QLDA ĐTXD huyện, Phòng Kinh tế và Hạ tầng chịu trách nhiệm hoàn thành hồ sơ quyết toán, không quá ngày 30/6/2022; nếu chậm, Chủ tịch UBND huyện sẽ xem xét trách nhiệm.
6. Nhất trí với đề xuất của Phòng Nội vụ về việc khen thưởng; giao Phòng Nội vụ hoàn thiện thủ tục trình Chủ tịch UBND huyện trong tuần này.
`,
  },
];
