import type { DocumentCase } from './document-case.ts';

export const CENTRAL: readonly DocumentCase[] = [
  {
    why: 'a relayed order of the Prime Minister hands its lead to the dashes below',
    number: '3078/VPCP-NN',
    date: '2020-04-17',
    issuer: 'Văn phòng Chính phủ',
    signer: 'Nguyễn Cao Lục',
    recipients: ['Bộ Nông nghiệp và Phát triển nông thôn', 'TTg, các PTTg'],
    tasks: [
      {
        words: 'Nghiên cứu thông tin phản ánh tại bài báo, chủ trì, phối hợp với',
        lead: ['Bộ Nông nghiệp và Phát triển nông thôn'],
        cooperating: ['UBND các tỉnh, thành phố trực thuộc Trung ương'],
        deadline: '2020-04-30',
        deadlineText: 'trước ngày 30 tháng 4 năm 2020',
      },
      {
        words: 'Nghiên cứu, đánh giá đề xuất của TS. Hồ Huy Cường để có giải',
        lead: ['Bộ Nông nghiệp và Phát triển nông thôn'],
      },
    ],
    text: `VĂN PHÒNG CHÍNH PHỦ
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
--------------------

Số: 3078/VPCP-NN
V/v xử lý thông tin báo chí phản ánh về thủy sản

Hà Nội, ngày 17 tháng 4 năm 2020

Kính gửi: Bộ Nông nghiệp và Phát triển nông thôn.

Báo điện tử VTV ngày 10 tháng 4 năm 2020 có bài “Giá hải sản giảm mạnh”. Về việc này, Thủ tướng Chính phủ Nguyễn Xuân Phúc giao Bộ Nông nghiệp và Phát triển nông thôn:

- Nghiên cứu thông tin phản ánh tại bài báo, chủ trì, phối hợp với các địa phương báo cáo tình hình, đề xuất giải pháp hỗ trợ tiêu thụ hải sản cho ngư dân trước ngày 30 tháng 4 năm 2020.

- Nghiên cứu, đánh giá đề xuất của TS. Hồ Huy Cường để có giải pháp phù hợp.

Văn phòng Chính phủ thông báo để Bộ Nông nghiệp và Phát triển nông thôn biết, thực hiện./.

Nơi nhận:
- Như trên;
- TTg, các PTTg;
- Lưu: VT, NN (02), VLA

KT. BỘ TRƯỞNG, CHỦ NHIỆM
PHÓ CHỦ NHIỆM

Nguyễn Cao Lục
`,
  },
  {
    why: 'a telegram of the Prime Minister to ministries and provinces',
    number: '12/CĐ-TTg',
    date: '2024-01-31',
    issuer: 'Thủ tướng Chính phủ',
    signer: 'Trần Lưu Quang',
    recipients: [
      'Bộ trưởng các Bộ: Nông nghiệp và Phát triển nông thôn, Công an, Quốc phòng',
      'Chủ tịch Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương',
      'Ban Bí thư Trung ương Đảng',
    ],
    tasks: [
      {
        words: 'Chỉ đạo các lực lượng chức năng tăng cường kiểm tra, kiểm soát',
        lead: ['UBND các tỉnh, thành phố trực thuộc Trung ương'],
      },
      {
        words: 'Báo cáo kết quả về Bộ Nông nghiệp và Phát triển nông thôn trước',
        lead: ['UBND các tỉnh, thành phố trực thuộc Trung ương'],
        deadlineText: 'trước ngày 15 hằng tháng',
        recurrence: 'monthly',
      },
      {
        words: 'Bộ trưởng Bộ Công an, Bộ trưởng Bộ Quốc phòng chỉ đạo lực lượng',
        lead: ['Bộ Công an', 'Bộ Quốc phòng'],
      },
      {
        words: 'Bộ Thông tin và Truyền thông, Đài Truyền hình Việt Nam, Thông',
        lead: ['Bộ Thông tin và Truyền thông', 'Đài Truyền hình Việt Nam', 'Thông tấn xã Việt Nam'],
      },
      { words: 'Văn phòng Chính phủ theo dõi, đôn đốc việc thực hiện; kịp thời', lead: ['Văn phòng Chính phủ'] },
    ],
    text: `THỦ TƯỚNG CHÍNH PHỦ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/CĐ-TTg
Hà Nội, ngày 31 tháng 01 năm 2024

CÔNG ĐIỆN
Về việc tăng cường ngăn chặn, xử lý nghiêm các trường hợp buôn lậu động vật

THỦ TƯỚNG CHÍNH PHỦ điện:
- Bộ trưởng các Bộ: Nông nghiệp và Phát triển nông thôn, Công an, Quốc phòng;
- Chủ tịch Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương.

Theo báo cáo của Bộ Nông nghiệp và Phát triển nông thôn, thời gian qua tình trạng buôn lậu vẫn diễn biến phức tạp. Để kịp thời ngăn chặn, Thủ tướng Chính phủ yêu cầu:

1. Chủ tịch Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương:
a) Chỉ đạo các lực lượng chức năng tăng cường kiểm tra, kiểm soát tại các cửa khẩu, đường mòn, lối mở.
b) Báo cáo kết quả về Bộ Nông nghiệp và Phát triển nông thôn trước ngày 15 hằng tháng để tổng hợp, báo cáo Thủ tướng Chính phủ.

2. Bộ trưởng Bộ Công an, Bộ trưởng Bộ Quốc phòng chỉ đạo lực lượng Cảnh sát, Bộ đội Biên phòng phối hợp chặt chẽ với chính quyền địa phương xử lý nghiêm các đối tượng vi phạm.

3. Bộ Thông tin và Truyền thông, Đài Truyền hình Việt Nam, Thông tấn xã Việt Nam đẩy mạnh tuyên truyền.

4. Giao Phó Thủ tướng Trần Lưu Quang trực tiếp chỉ đạo, đôn đốc việc thực hiện Công điện này.

5. Văn phòng Chính phủ theo dõi, đôn đốc việc thực hiện; kịp thời báo cáo Thủ tướng Chính phủ./.

Nơi nhận:
- Như trên;
- Ban Bí thư Trung ương Đảng;
- Lưu: VT, NN.

KT. THỦ TƯỚNG
PHÓ THỦ TƯỚNG

Trần Lưu Quang
`,
  },
  {
    why: 'a Party conclusion: number with a hyphen first, committees of the Party',
    number: '127-KL/TU',
    date: '2019-03-15',
    issuer: 'Tỉnh ủy Khánh Hòa',
    signer: 'Nguyễn Đắc Tài',
    recipients: ['Ban Tổ chức Trung ương', 'Các đồng chí Ủy viên BTV'],
    tasks: [
      {
        words: 'Giao Ban cán sự đảng UBND tỉnh lãnh đạo UBND tỉnh xây dựng đề án',
        lead: ['Ban cán sự đảng UBND tỉnh'],
        deadline: '2019-06-30',
        deadlineText: 'trong quý II/2019',
      },
      {
        words: 'Ban Tuyên giáo Tỉnh ủy chủ trì, phối hợp với Báo Khánh Hòa, Đài',
        lead: ['Ban Tuyên giáo Tỉnh ủy'],
        cooperating: ['Báo Khánh Hòa', 'Đài Phát thanh - Truyền hình Khánh Hòa'],
      },
      {
        words: 'Các huyện ủy, thị ủy, thành ủy lãnh đạo, chỉ đạo thực hiện',
        lead: ['các huyện ủy, thị ủy, thành ủy'],
        recurrence: 'half-yearly',
      },
    ],
    text: `TỈNH ỦY KHÁNH HÒA                                ĐẢNG CỘNG SẢN VIỆT NAM
      *                                          Nha Trang, ngày 15 tháng 3 năm 2019
Số 127-KL/TU

KẾT LUẬN
của Ban Thường vụ Tỉnh ủy về công tác cải cách hành chính

Tại cuộc họp ngày 12/3/2019, sau khi nghe Ban cán sự đảng UBND tỉnh báo cáo, Ban Thường vụ Tỉnh ủy kết luận như sau:

1- Ghi nhận, đánh giá cao kết quả đạt được trong năm 2018.

2- Giao Ban cán sự đảng UBND tỉnh lãnh đạo UBND tỉnh xây dựng đề án nâng cao chỉ số cải cách hành chính, trình Ban Thường vụ Tỉnh ủy trong quý II/2019.

3- Ban Tuyên giáo Tỉnh ủy chủ trì, phối hợp với Báo Khánh Hòa, Đài Phát thanh - Truyền hình Khánh Hòa tăng cường tuyên truyền.

4- Các huyện ủy, thị ủy, thành ủy lãnh đạo, chỉ đạo thực hiện nghiêm túc Kết luận này; 6 tháng, hằng năm báo cáo Ban Thường vụ Tỉnh ủy (qua Văn phòng Tỉnh ủy).

Nơi nhận:
- Ban Tổ chức Trung ương (b/c);
- Các đồng chí Ủy viên BTV;
- Lưu VPTU.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Nguyễn Đắc Tài
`,
  },
  {
    why: 'a ministry to ministries and provinces',
    number: '581/BNV-CCHC',
    date: '2022-02-16',
    issuer: 'Bộ Nội vụ',
    signer: 'Phạm Thị Thanh Trà',
    recipients: [
      'Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ',
      'UBND các tỉnh, thành phố trực thuộc Trung ương',
      'Bộ trưởng',
    ],
    tasks: [
      {
        words: 'Xây dựng báo cáo cải cách hành chính hằng quý, 6 tháng và hằng',
        lead: ['các bộ, ngành', 'UBND các tỉnh, thành phố trực thuộc Trung ương'],
        recurrence: 'quarterly',
      },
      {
        words: 'Cử công chức đầu mối, gửi danh sách về Bộ Nội vụ (qua Vụ Cải',
        lead: ['các bộ, ngành', 'UBND các tỉnh, thành phố trực thuộc Trung ương'],
        deadline: '2022-02-28',
        deadlineText: 'trước ngày 28/02/2022',
      },
    ],
    text: `BỘ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 581/BNV-CCHC
V/v hướng dẫn báo cáo cải cách hành chính
Hà Nội, ngày 16 tháng 02 năm 2022

Kính gửi:
- Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ;
- Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương.

Để thống nhất chế độ báo cáo, Bộ Nội vụ đề nghị các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ, Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương thực hiện như sau:
1. Xây dựng báo cáo cải cách hành chính hằng quý, 6 tháng và hằng năm, gửi Bộ Nội vụ chậm nhất là ngày 20 của tháng cuối kỳ báo cáo.
2. Cử công chức đầu mối, gửi danh sách về Bộ Nội vụ (qua Vụ Cải cách hành chính) trước ngày 28/02/2022.
Trân trọng./.
Nơi nhận:
- Như trên;
- Bộ trưởng (để b/c);
- Lưu: VT, CCHC.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Phạm Thị Thanh Trà
`,
  },
];
