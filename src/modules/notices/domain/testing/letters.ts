import type { DocumentCase } from './document-case.ts';

export const LETTERS: readonly DocumentCase[] = [
  {
    why: 'a city letter: terms from receipt, weekly and quarterly words under a heading',
    number: '2456/UBND-KT',
    date: '2023-08-03',
    issuer: 'UBND thành phố Đà Nẵng',
    signer: 'Lê Trung Chinh',
    recipients: [
      'Sở Kế hoạch và Đầu tư',
      'Sở Tài chính',
      'Kho bạc Nhà nước Đà Nẵng',
      'UBND cấp huyện',
      'Các Ban Quản lý dự án đầu tư xây dựng',
      'TT TU, TT HĐND TP',
      'CT, các PCT UBND TP',
    ],
    tasks: [
      {
        words: 'Yêu cầu các chủ đầu tư xây dựng kế hoạch giải ngân chi tiết theo',
        lead: ['các chủ đầu tư'],
        deadline: '2023-08-10',
        deadlineText: 'trước 10/8/2023',
      },
      {
        words: 'Tổng hợp, báo cáo UBND thành phố trước ngày 15/8/2023',
        lead: ['Sở Kế hoạch và Đầu tư'],
        deadline: '2023-08-15',
        deadlineText: 'trước ngày 15/8/2023',
      },
      {
        words: 'Tham mưu điều chuyển vốn của các dự án chậm tiến độ, trình UBND',
        lead: ['Sở Kế hoạch và Đầu tư'],
        deadline: '2023-09-30',
        deadlineText: 'trong quý III/2023',
      },
      {
        words: 'Hằng tuần cập nhật tiến độ lên hệ thống thông tin',
        lead: ['Sở Kế hoạch và Đầu tư'],
        recurrence: 'weekly',
      },
      {
        words: 'Kho bạc Nhà nước Đà Nẵng giải quyết hồ sơ thanh toán trong 03',
        lead: ['Kho bạc Nhà nước Đà Nẵng'],
        deadlineText: 'trong 03 ngày làm việc kể từ ngày nhận đủ hồ sơ',
        warnings: ['deadline-on-receipt'],
      },
      {
        words: 'Sở Xây dựng, Sở Giao thông vận tải ngay sau khi nhận được văn',
        lead: ['Sở Xây dựng', 'Sở Giao thông vận tải'],
        deadlineText: 'ngay sau khi nhận được văn bản này',
        warnings: ['deadline-on-receipt'],
      },
    ],
    text: `ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG
Số: 2456/UBND-KT
V/v đẩy nhanh tiến độ giải ngân vốn đầu tư công
Đà Nẵng, ngày 3 tháng 8 năm 2023

Kính gửi:
   - Sở Kế hoạch và Đầu tư;
   - Sở Tài chính;
   - Kho bạc Nhà nước Đà Nẵng;
   - UBND các quận, huyện;
   - Các Ban Quản lý dự án đầu tư xây dựng.

Thực hiện Công điện số 749/CĐ-TTg ngày 18/8/2022 của Thủ tướng Chính phủ, xét Báo cáo số 120/BC-SKHĐT ngày 28/7/2023 của Sở Kế hoạch và Đầu tư về tình hình giải ngân đến ngày 30/6/2023, Chủ tịch UBND thành phố có ý kiến như sau:

1. Yêu cầu các chủ đầu tư xây dựng kế hoạch giải ngân chi tiết theo từng tháng, gửi Sở Kế hoạch và Đầu tư trước 10/8/2023; cam kết giải ngân đạt trên 95% kế hoạch vốn năm 2023.

2. Giao Sở Kế hoạch và Đầu tư:

a) Tổng hợp, báo cáo UBND thành phố trước ngày 15/8/2023.

b) Tham mưu điều chuyển vốn của các dự án chậm tiến độ, trình UBND thành phố trong quý III/2023.

c) Hằng tuần cập nhật tiến độ lên hệ thống thông tin.

3. Kho bạc Nhà nước Đà Nẵng giải quyết hồ sơ thanh toán trong 03 ngày làm việc kể từ ngày nhận đủ hồ sơ.

4. Sở Xây dựng, Sở Giao thông vận tải ngay sau khi nhận được văn bản này rà soát định mức, đơn giá.

Nhận được Công văn này, yêu cầu các đơn vị khẩn trương triển khai thực hiện./.

Nơi nhận:
- Như trên;
- TT TU, TT HĐND TP (b/c);
- CT, các PCT UBND TP;
- Lưu: VT, KT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

LÊ TRUNG CHINH
`,
  },
  {
    why: 'a centre under a department writes to health stations',
    number: '310/KSBT-TCHC',
    date: '2025-11-12',
    issuer: 'Trung tâm Kiểm soát bệnh tật',
    signer: 'Nguyễn Văn Đang',
    recipients: ['Trạm Y tế các xã, phường'],
    tasks: [
      {
        words: 'Tổ chức chiến dịch diệt lăng quăng, bọ gậy vào sáng thứ Bảy hằng',
        lead: ['Trạm Y tế các xã, phường'],
        deadlineText: 'thứ Bảy hằng tuần',
        recurrence: 'weekly',
      },
      {
        words: 'Giám sát chặt chẽ ca bệnh; báo cáo ca bệnh trong vòng 24 giờ',
        lead: ['Trạm Y tế các xã, phường'],
        deadlineText: 'trong vòng 24 giờ',
        warnings: ['deadline-vague'],
      },
      {
        words: 'Lập kế hoạch phun hóa chất chủ động, gửi về Trung tâm (Khoa',
        lead: ['Trạm Y tế các xã, phường'],
        deadline: '2025-11-20',
        deadlineText: 'chậm nhất ngày 20/11/2025',
      },
      {
        words: 'Phối hợp với UBND xã, phường tuyên truyền trên hệ thống loa',
        lead: ['Trạm Y tế các xã, phường'],
        cooperating: ['UBND cấp xã'],
        recurrence: 'continuous',
      },
    ],
    text: `SỞ Y TẾ TỈNH GIA LAI
TRUNG TÂM KIỂM SOÁT BỆNH TẬT
Số: 310/KSBT-TCHC
Gia Lai, ngày 12 tháng 11 năm 2025
V/v tăng cường phòng chống sốt xuất huyết

Kính gửi: Trạm Y tế các xã, phường

Tính đến ngày 10/11/2025, toàn tỉnh ghi nhận 1.245 ca mắc. Để chủ động phòng, chống dịch, Trung tâm Kiểm soát bệnh tật đề nghị Trạm Y tế các xã, phường thực hiện các nội dung sau:

1. Tổ chức chiến dịch diệt lăng quăng, bọ gậy vào sáng thứ Bảy hằng tuần.

2. Giám sát chặt chẽ ca bệnh; báo cáo ca bệnh trong vòng 24 giờ.

3. Lập kế hoạch phun hóa chất chủ động, gửi về Trung tâm (Khoa Phòng, chống bệnh truyền nhiễm) chậm nhất ngày 20/11/2025.

4. Phối hợp với UBND xã, phường tuyên truyền trên hệ thống loa truyền thanh mỗi ngày 02 lần.

Trân trọng./.

GIÁM ĐỐC
(Đã ký)
Bs. CKII Nguyễn Văn Đang
`,
  },
  {
    why: 'a date left blank, a date that bounds the matter, an event',
    number: '1650/UBND-TH',
    date: null,
    issuer: 'UBND tỉnh Bình Phước',
    signer: 'Huỳnh Anh Minh',
    recipients: ['Thanh tra tỉnh, Sở Xây dựng, UBND huyện Chơn Thành', 'LĐVP, các phòng'],
    tasks: [
      {
        words: 'Giao UBND huyện Chơn Thành xử lý dứt điểm các công trình xây',
        lead: ['UBND huyện Chơn Thành'],
        deadlineText: 'trong vòng 30 ngày kể từ ngày nhận được văn bản này',
        warnings: ['deadline-on-receipt'],
      },
      {
        words: 'Thanh tra tỉnh theo dõi, đôn đốc việc thực hiện, tham mưu UBND',
        lead: ['Thanh tra tỉnh'],
        deadline: '2019-07-31',
        deadlineText: 'trước ngày 31/7/2019',
      },
      {
        words: 'Sở Xây dựng phối hợp với Thanh tra tỉnh, UBND huyện Chơn Thành',
        lead: ['Sở Xây dựng'],
        cooperating: ['Thanh tra tỉnh', 'UBND huyện Chơn Thành'],
        deadlineText: 'xong trước khi có kết luận của cơ quan điều tra',
        warnings: ['deadline-event'],
      },
    ],
    text: `ỦY BAN NHÂN DÂN           CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH BÌNH PHƯỚC              Độc lập – Tự do – Hạnh phúc
_________                     ____________________
Số: 1650 /UBND-TH          Bình Phước, ngày     tháng 6 năm 2019

V/v triển khai kết luận thanh tra

Kính gửi: Thanh tra tỉnh, Sở Xây dựng, UBND huyện Chơn Thành.

Xét Tờ trình số 45/TTr-TTr ngày 03/6/2019 của Thanh tra tỉnh, UBND tỉnh có ý kiến như sau:

1. Thống nhất nội dung Kết luận thanh tra số 12/KL-TTr.
2. Giao UBND huyện Chơn Thành xử lý dứt điểm các công trình xây dựng trái phép phát sinh trước ngày 01/01/2019; báo cáo kết quả trong vòng 30 ngày kể từ ngày nhận được văn bản này.
3. Thanh tra tỉnh theo dõi, đôn đốc việc thực hiện, tham mưu UBND tỉnh báo cáo Thanh tra Chính phủ trước ngày 31/7/2019.
4. Sở Xây dựng phối hợp với Thanh tra tỉnh, UBND huyện Chơn Thành kiểm điểm trách nhiệm các tập thể, cá nhân có liên quan, xong trước khi có kết luận của cơ quan điều tra.
5. Không xem xét khen thưởng đối với các đơn vị để xảy ra vi phạm.

Nơi nhận:                            KT. CHỦ TỊCH
- Như trên;                          PHÓ CHỦ TỊCH
- LĐVP, các phòng;
- Lưu VT.                                (đã ký)

                                      Huỳnh Anh Minh
`,
  },
  {
    why: 'a department to district offices; a later step of the department is no deadline',
    number: '1520/STNMT-QLĐĐ',
    date: '2020-11-02',
    issuer: 'Sở Tài nguyên và Môi trường tỉnh Bắc Giang',
    signer: 'Vũ Văn Tưởng',
    recipients: [
      'Phòng Tài nguyên và Môi trường các huyện, thành phố',
      'Văn phòng Đăng ký đất đai tỉnh',
      'GĐ, các PGĐ Sở',
    ],
    tasks: [
      {
        words: 'Phòng Tài nguyên và Môi trường các huyện, thành phố thống kê số',
        lead: ['Phòng Tài nguyên và Môi trường các huyện, thành phố'],
        deadline: '2020-11-10',
        deadlineText: 'trước ngày 10/11/2020',
      },
      {
        words: 'Văn phòng Đăng ký đất đai tỉnh tổng hợp số liệu, xây dựng dự',
        lead: ['Văn phòng Đăng ký đất đai tỉnh'],
        deadline: '2020-11-15',
        deadlineText: 'trước ngày 15/11/2020',
      },
    ],
    text: `SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG
TỈNH BẮC GIANG
Số: 1520/STNMT-QLĐĐ
V/v báo cáo kết quả cấp giấy chứng nhận quyền sử dụng đất
Bắc Giang, ngày 02 tháng 11 năm 2020

Kính gửi:
- Phòng Tài nguyên và Môi trường các huyện, thành phố;
- Văn phòng Đăng ký đất đai tỉnh.

Thực hiện Công văn số 6000/BTNMT-TCQLĐĐ ngày 26/10/2020 của Bộ Tài nguyên và Môi trường về việc báo cáo kết quả cấp giấy chứng nhận năm 2020, Sở Tài nguyên và Môi trường đề nghị các đơn vị:
1. Phòng Tài nguyên và Môi trường các huyện, thành phố thống kê số lượng hồ sơ tồn đọng tính đến ngày 31/10/2020, gửi về Sở trước ngày 10/11/2020.
2. Văn phòng Đăng ký đất đai tỉnh tổng hợp số liệu, xây dựng dự thảo báo cáo trình Lãnh đạo Sở trước ngày 15/11/2020 để Sở báo cáo Bộ Tài nguyên và Môi trường trước ngày 20/11/2020.
Đề nghị các đơn vị quan tâm thực hiện đúng thời gian./.

Nơi nhận:
- Như trên;
- GĐ, các PGĐ Sở;
- Lưu: VT, QLĐĐ.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Vũ Văn Tưởng
`,
  },
  {
    why: 'lines of 45 characters broken inside a name and before a date; signed by mandate',
    number: '1207/UBND-KGVX',
    date: '2023-04-04',
    issuer: 'UBND tỉnh Sơn La',
    signer: 'Trần Trọng Hải',
    recipients: ['Sở Lao động - Thương binh và Xã hội', 'Sở Giáo dục và Đào tạo', 'UBND cấp huyện'],
    tasks: [
      {
        words: 'Sở Lao động - Thương binh và Xã hội chủ trì, phối hợp với Sở',
        lead: ['Sở Lao động - Thương binh và Xã hội'],
        cooperating: ['Sở Giáo dục và Đào tạo', 'UBND cấp huyện'],
        deadline: '2023-04-25',
        deadlineText: 'trước ngày 25/4/2023',
      },
      {
        words: 'Sở Giáo dục và Đào tạo tổ chức dạy bơi trong dịp hè 2023; phối',
        lead: ['Sở Giáo dục và Đào tạo'],
        cooperating: ['Tỉnh đoàn', 'Hội Liên hiệp Phụ nữ tỉnh'],
      },
      {
        words: 'UBND các huyện, thành phố cắm biển cảnh báo tại các khu vực nguy',
        lead: ['UBND cấp huyện'],
        deadline: '2023-05-31',
        deadlineText: 'trong tháng 5 năm 2023',
      },
    ],
    text: `ỦY BAN NHÂN DÂN
TỈNH SƠN LA
-------
Số: 1207/UBND-KGVX
V/v thực hiện ý kiến của
Thủ tướng Chính phủ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn La, ngày 04 tháng 4 năm 2023

Kính gửi:
- Sở Lao động - Thương
binh và Xã hội;
- Sở Giáo dục và Đào tạo;
- UBND các huyện, thành phố.

Thực hiện Công điện số 214/CĐ-TTg ngày
01/4/2023 của Thủ tướng Chính phủ, Chủ tịch
UBND tỉnh giao:
1. Sở Lao động - Thương binh và Xã hội chủ
trì, phối hợp với Sở Giáo dục và Đào tạo, Ủy
ban nhân dân các huyện, thành phố rà soát trẻ
em có hoàn cảnh đặc biệt; báo cáo Chủ tịch
UBND tỉnh trước ngày
25/4/2023.
2. Sở Giáo dục và Đào tạo tổ chức dạy bơi
trong dịp hè 2023; phối hợp Tỉnh
Đoàn Sơn La, Hội Liên hiệp Phụ nữ
tỉnh tuyên truyền phòng, chống đuối nước.
3. UBND các huyện, thành phố cắm biển cảnh
báo tại các khu vực nguy hiểm, xong trong tháng
5 năm 2023.

Nơi nhận:
- Như trên;
- Lưu: VT, KGVX, Hà.

TUQ. CHỦ TỊCH
GIÁM ĐỐC SỞ Y TẾ
Trần Trọng Hải
`,
  },
  {
    why: 'the addressees are told as "Quý cơ quan"',
    number: '900/SKHĐT-TH',
    date: '2023-06-12',
    issuer: 'Sở Kế hoạch và Đầu tư tỉnh Kiên Giang',
    signer: 'Trương Văn Minh',
    recipients: ['các sở, ban, ngành', 'UBND cấp huyện'],
    tasks: [
      {
        words: 'Để kịp thời tham mưu UBND tỉnh báo cáo tình hình kinh tế - xã',
        lead: ['các sở, ban, ngành', 'UBND cấp huyện'],
        deadline: '2023-06-16',
        deadlineText: 'trước ngày 16/6/2023',
      },
    ],
    text: `UBND TỈNH KIÊN GIANG
SỞ KẾ HOẠCH VÀ ĐẦU TƯ
Số: 900/SKHĐT-TH
Kiên Giang, ngày 12 tháng 6 năm 2023
V/v báo cáo tình hình kinh tế - xã hội 6 tháng đầu năm

Kính gửi: Các sở, ban, ngành cấp tỉnh, UBND các huyện, thành phố

Để kịp thời tham mưu UBND tỉnh báo cáo tình hình kinh tế - xã hội 6 tháng đầu năm 2023, đề nghị Quý cơ quan báo cáo kết quả thực hiện nhiệm vụ 6 tháng đầu năm và phương hướng 6 tháng cuối năm, gửi về Sở Kế hoạch và Đầu tư trước ngày 16/6/2023 (bản mềm gửi qua email: tonghop@example.vn).

Rất mong nhận được sự quan tâm phối hợp của Quý cơ quan./.

GIÁM ĐỐC
Trương Văn Minh
`,
  },
  {
    why: 'two chained deadlines, the second for the department that sums up',
    number: '846/UBND-TH',
    date: '2019-05-16',
    issuer: 'UBND tỉnh Thanh Hóa',
    signer: 'Nguyễn Đình Xứng',
    recipients: ['các sở, ban, ngành', 'UBND cấp huyện'],
    tasks: [
      {
        words: 'Thực hiện Công văn số 3000/BKHĐT-TH ngày 10/5/2019 của Bộ Kế',
        lead: ['các sở, ban, ngành', 'UBND cấp huyện'],
        deadline: '2019-05-23',
        deadlineText: 'trước ngày 23/5/2019',
      },
      {
        words: 'Sở Kế hoạch và Đầu tư tổng hợp, báo cáo UBND tỉnh trước ngày',
        lead: ['Sở Kế hoạch và Đầu tư'],
        deadline: '2019-05-24',
        deadlineText: 'trước ngày 24/5/2019',
      },
    ],
    text: `ỦY BAN NHÂN DÂN
TỈNH THANH HÓA
Số: 846/UBND-TH
V/v báo cáo tình hình thực hiện Nghị quyết 01/NQ-CP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Thanh Hóa, ngày 16 tháng 5 năm 2019

Kính gửi:
- Các sở, ban, ngành cấp tỉnh;
- UBND các huyện, thị xã, thành phố.

Thực hiện Công văn số 3000/BKHĐT-TH ngày 10/5/2019 của Bộ Kế hoạch và Đầu tư, Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành cấp tỉnh, UBND các huyện, thị xã, thành phố gửi báo cáo về Sở Kế hoạch và Đầu tư trước ngày 23/5/2019 để Sở Kế hoạch và Đầu tư tổng hợp, báo cáo UBND tỉnh trước ngày 24/5/2019.

Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Nguyễn Đình Xứng
`,
  },
  {
    why: 'a deadline in the wrong year stays empty with a warning',
    number: '6012/UBND-KT',
    date: '2023-11-14',
    issuer: 'UBND tỉnh Quảng Trị',
    signer: 'Trần Phương Nam',
    recipients: ['Sở Công Thương', 'UBND huyện Hướng Hóa'],
    tasks: [
      {
        words: 'UBND tỉnh giao Sở Công Thương chủ trì, phối hợp với UBND huyện',
        lead: ['Sở Công Thương'],
        cooperating: ['UBND huyện Hướng Hóa'],
        deadlineText: 'trước ngày 21/11/2022',
        warnings: ['deadline-before-issue'],
      },
    ],
    text: `ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ
Số: 6012/UBND-KT
Quảng Trị, ngày 14 tháng 11 năm 2023

Kính gửi: Sở Công Thương; UBND huyện Hướng Hóa

UBND tỉnh giao Sở Công Thương chủ trì, phối hợp với UBND huyện Hướng Hóa giải quyết kiến nghị của doanh nghiệp; hoàn thành trước ngày 21/11/2022./.

TL. CHỦ TỊCH
KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
Trần Phương Nam
`,
  },
];
