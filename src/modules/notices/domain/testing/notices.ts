import type { DocumentCase } from './document-case.ts';

export const NOTICES: readonly DocumentCase[] = [
  {
    why: 'two columns run together on one line; two subjects and two deadlines in one item; "các cơ quan nêu trên"',
    number: '215/TB-VPUBND',
    date: '2022-06-07',
    issuer: 'Văn phòng UBND tỉnh Quảng Nam',
    signer: 'Nguyễn Như Công',
    recipients: [
      'CT, các PCT UBND tỉnh',
      'Sở Kế hoạch và Đầu tư',
      'Sở Tài chính',
      'Sở Xây dựng',
      'Sở Tài nguyên và Môi trường',
      'UBND huyện Thăng Bình',
      'UBND huyện Duy Xuyên',
      'CPVP',
    ],
    tasks: [
      {
        words: 'Giao Ban Quản lý dự án đầu tư xây dựng các công trình giao thông',
        lead: ['Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh'],
        deadline: '2022-06-15',
        deadlineText: 'trước ngày 15/6/2022',
      },
      {
        words: 'Sở Kế hoạch và Đầu tư tổng hợp, tham mưu UBND tỉnh trước ngày',
        lead: ['Sở Kế hoạch và Đầu tư'],
        deadline: '2022-06-25',
        deadlineText: 'trước ngày 25/6/2022',
      },
      {
        words: 'UBND huyện Thăng Bình, UBND huyện Duy Xuyên tập trung giải quyết',
        lead: ['UBND huyện Thăng Bình', 'UBND huyện Duy Xuyên'],
        deadline: '2022-06-30',
        deadlineText: 'chậm nhất là ngày 30 tháng 6 năm 2022',
      },
      {
        words: 'Sở Tài nguyên và Môi trường chủ trì cùng với Sở Xây dựng, UBND',
        lead: ['Sở Tài nguyên và Môi trường'],
        cooperating: ['Sở Xây dựng', 'UBND thị xã Điện Bàn'],
        deadline: '2022-06-17',
        deadlineText: 'trong vòng 10 ngày kể từ ngày ban hành Thông báo này',
      },
      {
        words: 'Các chủ đầu tư chịu trách nhiệm về tiến độ giải ngân; định kỳ',
        lead: ['các chủ đầu tư'],
        deadlineText: 'trước ngày 20 hằng tháng',
        recurrence: 'monthly',
      },
      {
        words: 'Yêu cầu các cơ quan nêu trên báo cáo kết quả thực hiện về UBND',
        lead: [
          'Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh',
          'Sở Kế hoạch và Đầu tư',
          'UBND huyện Thăng Bình',
          'UBND huyện Duy Xuyên',
          'Sở Tài nguyên và Môi trường',
          'các chủ đầu tư',
        ],
        deadline: '2022-07-05',
        deadlineText: 'trước ngày 05/7/2022',
      },
    ],
    text: `UBND TỈNH QUẢNG NAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VĂN PHÒNG Độc lập - Tự do - Hạnh phúc
Số: 215/TB-VPUBND Quảng Nam, ngày 07 tháng 6 năm 2022

THÔNG BÁO
Kết luận của đồng chí Phó Chủ tịch Thường trực UBND tỉnh tại buổi làm việc về
tiến độ các dự án trọng điểm

Ngày 02/6/2022, đồng chí Phó Chủ tịch Thường trực UBND tỉnh chủ trì buổi làm
việc với các ngành, địa phương. Tham dự có lãnh đạo Sở Kế hoạch và Đầu tư, Sở
Tài chính; Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh;
UBND các huyện: Thăng Bình, Duy Xuyên; UBND thị xã Điện Bàn.
Sau khi nghe Ban Quản lý dự án báo cáo, ý kiến của các thành phần dự họp, Phó
Chủ tịch UBND tỉnh thống nhất kết luận một số nội dung sau:

1. Về đường Võ Chí Công: Thống nhất chủ trương điều chỉnh hướng tuyến. Giao Ban
Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh khẩn trương hoàn
chỉnh hồ sơ điều chỉnh, gửi Sở Kế hoạch và Đầu tư thẩm định trước ngày
15/6/2022; Sở Kế hoạch và Đầu tư tổng hợp, tham mưu UBND tỉnh trước ngày
25/6/2022.
2. Đối với công tác bồi thường, giải phóng mặt bằng
2.1. UBND huyện Thăng Bình, UBND huyện Duy Xuyên tập trung giải quyết dứt điểm
các hộ còn vướng mắc, bàn giao mặt bằng chậm nhất là ngày 30 tháng 6 năm 2022.
2.2. Sở Tài nguyên và Môi trường chủ trì cùng với Sở Xây dựng, UBND thị xã Điện
Bàn kiểm tra thực tế, hướng dẫn xử lý trong vòng 10 ngày kể từ ngày ban hành
Thông báo này.
3. Các chủ đầu tư chịu trách nhiệm về tiến độ giải ngân; định kỳ trước ngày 20
hằng tháng báo cáo kết quả về Sở Kế hoạch và Đầu tư để tổng hợp.
4. Yêu cầu các cơ quan nêu trên báo cáo kết quả thực hiện về UBND tỉnh (qua Văn
phòng UBND tỉnh) trước ngày 05/7/2022.
Thừa ủy quyền của Chủ tịch UBND tỉnh, Văn phòng UBND tỉnh thông báo đến các cơ
quan, đơn vị biết, thực hiện./.
Nơi nhận: TL. CHỦ TỊCH
- CT, các PCT UBND tỉnh; CHÁNH VĂN PHÒNG
- Các Sở: KH&ĐT, TC, XD, TN&MT;
- UBND các huyện: Thăng Bình, Duy Xuyên;
- CPVP;
- Lưu: VT, KTN.
Nguyễn Như Công
`,
  },
  {
    why: 'after 1 July 2025: findings first, then agencies with letters and dashes',
    number: '135/TB-UBND',
    date: '2025-08-20',
    issuer: 'UBND tỉnh Hưng Yên',
    signer: 'Trần Mạnh Tiến',
    recipients: ['Thường trực Tỉnh ủy, HĐND tỉnh', 'các sở, ban, ngành', 'UBND cấp xã'],
    tasks: [
      {
        words: 'Tập trung tổ chức các hoạt động kỷ niệm 80 năm Quốc khánh 02/9',
        lead: ['các sở, ban, ngành', 'UBND cấp xã'],
      },
      {
        words: 'Rà soát, xử lý dứt điểm hồ sơ quá hạn trước ngày 15/9/2025',
        lead: ['các sở, ban, ngành', 'UBND cấp xã'],
        deadline: '2025-09-15',
        deadlineText: 'trước ngày 15/9/2025',
      },
      {
        words: 'Chủ trì, phối hợp với các sở, ngành và UBND các xã, phường xây',
        lead: ['Sở Tài chính'],
        cooperating: ['các sở, ban, ngành', 'UBND cấp xã'],
        deadline: '2025-09-30',
        deadlineText: 'trước ngày 30/9/2025',
      },
      {
        words: 'Đôn đốc giải ngân vốn đầu tư công, phấn đấu hết quý III đạt 75%',
        lead: ['Sở Tài chính'],
        deadline: '2025-09-30',
        deadlineText: 'hết quý III',
      },
      {
        words: 'Sở Nông nghiệp và Môi trường: hướng dẫn thu hoạch lúa mùa; chủ',
        lead: ['Sở Nông nghiệp và Môi trường'],
        deadline: '2025-09-30',
        deadlineText: 'trong tháng 9/2025',
      },
      {
        words: 'Thuế tỉnh Hưng Yên, Kho bạc Nhà nước khu vực IV phối hợp với Sở',
        lead: ['Thuế tỉnh Hưng Yên', 'Kho bạc Nhà nước khu vực IV'],
        cooperating: ['Sở Tài chính'],
      },
      {
        words: 'Tập huấn kỹ năng số cho cán bộ, công chức cấp xã trước 20/9/2025',
        lead: ['Sở Nội vụ'],
        cooperating: ['Sở Khoa học và Công nghệ', 'Văn phòng UBND tỉnh'],
        deadline: '2025-09-20',
        deadlineText: 'trước 20/9/2025',
      },
      {
        words: 'Tham mưu UBND tỉnh cơ chế hỗ trợ Tổ công nghệ số cộng đồng,',
        lead: ['Sở Nội vụ'],
        cooperating: ['Sở Khoa học và Công nghệ', 'Văn phòng UBND tỉnh'],
        deadline: '2025-10-31',
        deadlineText: 'trong tháng 10/2025',
      },
      {
        words: 'Yêu cầu Giám đốc các sở, Chủ tịch UBND các xã, phường báo cáo',
        lead: ['các sở, ban, ngành', 'UBND cấp xã'],
        deadline: '2025-09-25',
        deadlineText: 'trước ngày 25/9/2025',
      },
    ],
    text: `ỦY BAN NHÂN DÂN
TỈNH HƯNG YÊN
Số: 135/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hưng Yên, ngày 20 tháng 8 năm 2025

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại phiên họp UBND tỉnh thường kỳ tháng 8 năm 2025

I. ĐÁNH GIÁ CHUNG
1. Kinh tế - xã hội tháng 8 tiếp tục ổn định. Sở Tài chính đã chủ động tham mưu phân bổ vốn; Sở Xây dựng còn chậm hoàn thiện quy hoạch.
2. Tồn tại: một số xã, phường chưa bố trí đủ nhân lực cho Trung tâm Phục vụ hành chính công.
II. NHIỆM VỤ TRỌNG TÂM THÁNG 9
1. Các sở, ban, ngành, UBND các xã, phường:
a) Tập trung tổ chức các hoạt động kỷ niệm 80 năm Quốc khánh 02/9 trang trọng, tiết kiệm;
b) Rà soát, xử lý dứt điểm hồ sơ quá hạn trước ngày 15/9/2025.
2. Sở Tài chính
a) Chủ trì, phối hợp với các sở, ngành và UBND các xã, phường xây dựng dự toán ngân sách năm 2026, báo cáo UBND tỉnh trước ngày 30/9/2025;
b) Đôn đốc giải ngân vốn đầu tư công, phấn đấu hết quý III đạt 75% kế hoạch.
3. Sở Nông nghiệp và Môi trường: hướng dẫn thu hoạch lúa mùa; chủ trì kiểm tra các điểm xung yếu đê điều, xong trong tháng 9/2025.
4. Thuế tỉnh Hưng Yên, Kho bạc Nhà nước khu vực IV phối hợp với Sở Tài chính rà soát nguồn thu.
5. Giao Sở Nội vụ chủ trì, phối hợp với Sở Khoa học và Công nghệ, Văn phòng UBND tỉnh:
- Tập huấn kỹ năng số cho cán bộ, công chức cấp xã trước 20/9/2025;
- Tham mưu UBND tỉnh cơ chế hỗ trợ Tổ công nghệ số cộng đồng, trình UBND tỉnh trong tháng 10/2025.
6. Các đồng chí Phó Chủ tịch UBND tỉnh theo lĩnh vực phụ trách chỉ đạo, đôn đốc.
7. Yêu cầu Giám đốc các sở, Chủ tịch UBND các xã, phường báo cáo kết quả thực hiện Thông báo này về UBND tỉnh (qua Văn phòng UBND tỉnh) trước ngày 25/9/2025.
Trên đây là kết luận của Chủ tịch UBND tỉnh, Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.

Nơi nhận:
- Thường trực Tỉnh ủy, HĐND tỉnh;
- Các sở, ban, ngành;
- UBND các xã, phường;
- Lưu: VT, TH.
TL. CHỦ TỊCH
KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
Trần Mạnh Tiến
`,
  },
  {
    why: '"1-" and "+" marks, abbreviations, a start of operation as a deadline',
    number: '77/TB-VPUBND',
    date: '2017-02-09',
    issuer: 'Văn phòng UBND tỉnh Phú Thọ',
    signer: 'Nguyễn Thanh Hải',
    recipients: ['CT, các PCT', 'Như thành phần dự họp', 'CVP, PCVP'],
    tasks: [
      {
        words: 'Sớm hoàn thiện Đề án sáp nhập các trung tâm, trình UBND tỉnh',
        lead: ['Sở Y tế'],
        deadline: '2017-03-31',
        deadlineText: 'trong quý I/2017',
      },
      {
        words: 'phấn đấu đưa vào hoạt động từ ngày 01/7/2017',
        lead: ['Sở Y tế'],
        deadline: '2017-07-01',
        deadlineText: 'đưa vào hoạt động từ ngày 01/7/2017',
      },
      {
        words: 'Phối hợp với BHXH tỉnh tháo gỡ vướng mắc về thanh toán BHYT',
        lead: ['Sở Y tế'],
        cooperating: ['Bảo hiểm xã hội tỉnh'],
      },
      {
        words: 'Sở GD&ĐT, Sở LĐTB&XH và UBND các huyện, thành, thị: rà soát mạng',
        lead: ['Sở Giáo dục và Đào tạo', 'Sở Lao động - Thương binh và Xã hội', 'UBND cấp huyện'],
        deadline: '2017-03-15',
        deadlineText: 'trước 15/3',
      },
      {
        words: 'Sở VHTT&DL chuẩn bị chu đáo Giỗ Tổ Hùng Vương - Lễ hội Đền Hùng',
        lead: ['Sở Văn hóa, Thể thao và Du lịch'],
      },
      { words: 'Văn phòng UBND tỉnh theo dõi, đôn đốc, tổng hợp báo cáo', lead: ['Văn phòng UBND tỉnh'] },
    ],
    text: `VĂN PHÒNG UBND TỈNH PHÚ THỌ
Số 77/TB-VPUBND

Việt Trì, ngày 9 tháng 2 năm 2017

THÔNG BÁO
Ý kiến kết luận của Phó Chủ tịch UBND tỉnh Hoàng Công Thủy tại Hội nghị giao ban công tác khoa giáo - văn xã

Dự Hội nghị có lãnh đạo các sở: Y tế, Giáo dục và Đào tạo, Văn hóa, Thể thao và Du lịch; BHXH tỉnh. Sau khi nghe báo cáo, đồng chí Phó Chủ tịch kết luận, chỉ đạo:

1- Sở Y tế:
+ Sớm hoàn thiện Đề án sáp nhập các trung tâm, trình UBND tỉnh trong quý I/2017, phấn đấu đưa vào hoạt động từ ngày 01/7/2017.
+ Phối hợp với BHXH tỉnh tháo gỡ vướng mắc về thanh toán BHYT.
2- Sở GD&ĐT, Sở LĐTB&XH và UBND các huyện, thành, thị: rà soát mạng lưới trường lớp; báo cáo UBND tỉnh trước 15/3.
3- Sở VHTT&DL chuẩn bị chu đáo Giỗ Tổ Hùng Vương - Lễ hội Đền Hùng năm 2017 (từ 01 đến 06/4/2017, tức mùng 5 đến mùng 10/3 âm lịch).
4- Ngành Giáo dục và các địa phương chấm dứt dạy thêm, học thêm trái quy định.
5- Văn phòng UBND tỉnh theo dõi, đôn đốc, tổng hợp báo cáo.

Nơi nhận:
- CT, các PCT;
- Như thành phần dự họp;
- CVP, PCVP;
- Lưu VT, VX3.
KT.CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
Nguyễn Thanh Hải
`,
  },
  {
    why: 'an intro with a deadline over its list; a reference to an item; durations inside a duty',
    number: '14/TB-UBND',
    date: '2025-03-03',
    issuer: 'UBND tỉnh Điện Biên',
    signer: 'Lê Thành Đô',
    recipients: ['TT Tỉnh ủy'],
    tasks: [
      {
        words: 'Sở Nội vụ trình phương án bố trí công chức',
        lead: ['Sở Nội vụ'],
        deadline: '2025-04-15',
        deadlineText: 'trước ngày 15/4',
      },
      {
        words: 'Sở Tài chính rà soát trụ sở dôi dư',
        lead: ['Sở Tài chính'],
        deadline: '2025-04-15',
        deadlineText: 'trước ngày 15/4',
      },
      {
        words: 'Sở Xây dựng tiếp nhận nguyên trạng nhiệm vụ của Sở Giao thông',
        lead: ['Sở Xây dựng'],
        deadline: '2025-04-15',
        deadlineText: 'trước ngày 15/4',
      },
      {
        words: 'Sở Tư pháp rà soát văn bản của tỉnh',
        lead: ['Sở Tư pháp'],
        deadline: '2025-06-30',
        deadlineText: 'Thời hạn: 30/6/2025',
      },
      {
        words: 'Các cơ quan tại mục 1 gửi báo cáo tuần về Sở Nội vụ vào thứ Sáu',
        lead: ['Sở Nội vụ', 'Sở Tài chính', 'Sở Xây dựng'],
        deadlineText: 'thứ Sáu hằng tuần',
        recurrence: 'weekly',
      },
      { words: 'Đề nghị Ban Tổ chức Tỉnh ủy phối hợp thẩm định đề án', lead: ['Ban Tổ chức Tỉnh ủy'] },
      {
        words: 'Sở Y tế khẩn trương hoàn thiện đề án sáp nhập trung tâm y tế',
        lead: ['Sở Y tế'],
        warnings: ['deadline-immediate'],
      },
      { words: 'Sở Giáo dục và Đào tạo trả lời kiến nghị của phụ huynh trong 03', lead: ['Sở Giáo dục và Đào tạo'] },
      {
        words: 'Sở Nội vụ tham mưu UBND tỉnh trình Bộ Nội vụ trước ngày',
        lead: ['Sở Nội vụ'],
        deadline: '2025-05-10',
        deadlineText: 'trước ngày 10/5/2025',
      },
    ],
    text: `ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN
Số: 14/TB-UBND
Điện Biên, ngày 03 tháng 3 năm 2025

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về sắp xếp tổ chức bộ máy

Chủ tịch UBND tỉnh kết luận như sau:
1. Các việc sau phải xong trước ngày 15/4:
a) Sở Nội vụ trình phương án bố trí công chức;
b) Sở Tài chính rà soát trụ sở dôi dư;
c) Sở Xây dựng tiếp nhận nguyên trạng nhiệm vụ của Sở Giao thông vận tải.
2. Sở Tư pháp rà soát văn bản của tỉnh. Thời hạn: 30/6/2025.
3. Các cơ quan tại mục 1 gửi báo cáo tuần về Sở Nội vụ vào thứ Sáu hằng tuần.
4. Đề nghị Ban Tổ chức Tỉnh ủy phối hợp thẩm định đề án.
5. Sở Y tế khẩn trương hoàn thiện đề án sáp nhập trung tâm y tế.
6. Sở Giáo dục và Đào tạo trả lời kiến nghị của phụ huynh trong 03 ngày làm việc, công khai trên Cổng thông tin.
7. Sở Nội vụ tham mưu UBND tỉnh trình Bộ Nội vụ trước ngày 10/5/2025 để Bộ Nội vụ báo cáo Chính phủ trước ngày 30/5/2025.

Nơi nhận:
- TT Tỉnh ủy;
- Lưu: VT.
CHỦ TỊCH
Lê Thành Đô
`,
  },
];
