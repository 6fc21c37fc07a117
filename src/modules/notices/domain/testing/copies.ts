import type { DocumentCase } from './document-case.ts';

export const COPIES: readonly DocumentCase[] = [
  {
    why: 'a table copied cell by cell between lone bars',
    number: '1122/KH-UBND',
    date: '2021-06-05',
    issuer: 'UBND tỉnh Gia Lai',
    signer: 'Võ Ngọc Thành',
    recipients: ['Bộ Y tế'],
    tasks: [
      {
        words: 'Lập danh sách đối tượng tiêm',
        lead: ['UBND cấp huyện'],
        cooperating: ['Sở Y tế'],
        deadline: '2021-06-15',
        deadlineText: 'Trước 15/6/2021',
      },
      {
        words: 'Tập huấn kỹ thuật tiêm',
        lead: ['Sở Y tế'],
        cooperating: ['Trung tâm Kiểm soát bệnh tật tỉnh'],
        deadline: '2021-06-30',
        deadlineText: 'Tháng 6/2021',
      },
      {
        words: 'Sở Y tế: Là cơ quan thường trực; tổng hợp báo cáo UBND tỉnh hằng',
        lead: ['Sở Y tế'],
        recurrence: 'weekly',
      },
      { words: 'Công an tỉnh: Bảo đảm an ninh, trật tự tại các điểm tiêm', lead: ['Công an tỉnh'] },
    ],
    text: `ỦY BAN NHÂN DÂN TỈNH GIA LAI
-------
Số: 1122/KH-UBND
Gia Lai, ngày 05 tháng 6 năm 2021

KẾ HOẠCH
Triển khai chiến dịch tiêm vắc xin

I. Nội dung
TT
|
Nội dung công việc
|
Đơn vị chủ trì
|
Đơn vị phối hợp
|
Thời gian hoàn thành
|
1
|
Lập danh sách đối tượng tiêm
|
UBND các huyện, thị xã, thành phố
|
Sở Y tế
|
Trước 15/6/2021
|
2
|
Tập huấn kỹ thuật tiêm
|
Sở Y tế
|
Trung tâm Kiểm soát bệnh tật tỉnh
|
Tháng 6/2021
|
II. Tổ chức thực hiện
1. Sở Y tế: Là cơ quan thường trực; tổng hợp báo cáo UBND tỉnh hằng tuần.
2. Công an tỉnh: Bảo đảm an ninh, trật tự tại các điểm tiêm.
Nơi nhận:
- Bộ Y tế;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Võ Ngọc Thành
`,
  },
  {
    why: 'a long notice: helpers after the lead, the 15th and 30th, orders after agreement',
    number: '412/TB-VPUB',
    date: '2021-11-22',
    issuer: 'Văn phòng UBND tỉnh Ninh Thuận',
    signer: 'Trương Văn Tiến',
    recipients: [
      'CT và các PCT UBND tỉnh',
      'Sở Công Thương',
      'Sở Kế hoạch và Đầu tư',
      'Sở Tài chính',
      'Sở Xây dựng',
      'Sở Tài nguyên và Môi trường',
      'UBND huyện Thuận Nam',
      'Cục Thuế tỉnh',
      'VPUB: LĐ, KTTH',
    ],
    tasks: [
      {
        words: 'Để đảm bảo vận hành thương mại trước 31/12/2021, yêu cầu các chủ',
        lead: ['các chủ đầu tư'],
        deadline: '2021-12-31',
        deadlineText: 'trước 31/12/2021',
      },
      {
        words: 'Theo dõi tiến độ từng dự án; tổng hợp khó khăn, vướng mắc của',
        lead: ['Sở Công Thương'],
        deadlineText: 'ngày 15 và 30 hàng tháng',
        recurrence: 'monthly',
      },
      {
        words: 'Chủ trì, phối hợp với Công ty Điện lực Ninh Thuận, đơn vị tư vấn',
        lead: ['Sở Công Thương'],
        cooperating: ['Công ty Điện lực Ninh Thuận'],
        deadline: '2021-12-31',
        deadlineText: 'trong tháng 12/2021',
      },
      {
        words: 'UBND huyện Thuận Nam chủ trì, Sở Tài nguyên và Môi trường, Trung',
        lead: ['UBND huyện Thuận Nam'],
        cooperating: ['Sở Tài nguyên và Môi trường', 'Trung tâm Phát triển quỹ đất tỉnh'],
        deadline: '2021-12-10',
        deadlineText: 'chậm nhất đến ngày 10/12/2021',
      },
      {
        words: 'Giao Sở Kế hoạch và Đầu tư chủ trì, Sở Tài chính, Cục Thuế tỉnh',
        lead: ['Sở Kế hoạch và Đầu tư'],
        deadline: '2022-03-31',
        deadlineText: 'trong Quý I năm 2022',
      },
      {
        words: 'Sở Xây dựng có văn bản hướng dẫn chủ đầu tư về nghiệm thu công',
        lead: ['Sở Xây dựng'],
        deadline: '2021-11-30',
        deadlineText: 'trước 30/11/2021',
      },
      { words: 'cử cán bộ thường xuyên kiểm tra tại công trường', lead: ['Sở Xây dựng'], recurrence: 'continuous' },
      { words: 'giao Sở Công Thương trả lời cho Công ty biết', lead: ['Sở Công Thương'] },
    ],
    text: `UBND TỈNH NINH THUẬN
VĂN PHÒNG
Số: 412/TB-VPUB
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ninh Thuận, ngày 22 tháng 11 năm 2021

THÔNG BÁO
Ý kiến kết luận của Phó Chủ tịch UBND tỉnh Phan Tấn Cảnh tại cuộc họp nghe báo cáo tình hình thực hiện các dự án điện năng lượng tái tạo

Ngày 18/11/2021, tại phòng họp số 1, đồng chí Phó Chủ tịch UBND tỉnh chủ trì cuộc họp. Thành phần tham dự gồm: Lãnh đạo các Sở: Công Thương, Kế hoạch và Đầu tư; Công ty Điện lực Ninh Thuận; UBND huyện Thuận Nam.

Sau khi nghe Giám đốc Sở Công Thương báo cáo, ý kiến phát biểu của các đại biểu, Phó Chủ tịch UBND tỉnh có ý kiến kết luận như sau:

1. Ghi nhận sự nỗ lực của các chủ đầu tư. Tuy nhiên, tiến độ còn chậm so với yêu cầu. Để đảm bảo vận hành thương mại trước 31/12/2021, yêu cầu các chủ đầu tư tập trung nhân lực, thiết bị thi công "3 ca, 4 kíp".

2. Giao Sở Công Thương:
- Theo dõi tiến độ từng dự án; tổng hợp khó khăn, vướng mắc của các chủ đầu tư, đề xuất giải quyết, báo cáo UBND tỉnh vào ngày 15 và 30 hàng tháng;
- Chủ trì, phối hợp với Công ty Điện lực Ninh Thuận, đơn vị tư vấn kiểm tra phương án đấu nối (hoàn thành trong tháng 12/2021).

3. UBND huyện Thuận Nam chủ trì, Sở Tài nguyên và Môi trường, Trung tâm Phát triển quỹ đất tỉnh phối hợp giải quyết dứt điểm bồi thường, giải phóng mặt bằng; chậm nhất đến ngày 10/12/2021 bàn giao mặt bằng cho nhà đầu tư.

4. Giao Sở Kế hoạch và Đầu tư chủ trì, Sở Tài chính, Cục Thuế tỉnh tham mưu xử lý các dự án chậm tiến độ, báo cáo UBND tỉnh trong Quý I năm 2022.

5. Sở Xây dựng có văn bản hướng dẫn chủ đầu tư về nghiệm thu công trình trước 30/11/2021, đồng thời cử cán bộ thường xuyên kiểm tra tại công trường.

6. Thống nhất đề nghị của Công ty Cổ phần Điện gió Trung Nam tại Văn bản số 112/TNW ngày 10/11/2021; giao Sở Công Thương trả lời cho Công ty biết.

Văn phòng UBND tỉnh thông báo đến các sở, ngành, địa phương biết và tổ chức thực hiện theo ý kiến kết luận của Phó Chủ tịch UBND tỉnh./.

Nơi nhận:
- CT và các PCT UBND tỉnh;
- Các Sở: CT, KHĐT, TC, XD, TNMT;
- UBND huyện Thuận Nam;
- Cục Thuế tỉnh;
- VPUB: LĐ, KTTH;
- Lưu: VT.
KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
Trương Văn Tiến
`,
  },
  {
    why: 'a plan with lettered and starred lines of attributes; a lead after a colon',
    number: '55/KH-UBND',
    date: '2024-01-08',
    issuer: 'UBND tỉnh Bến Tre',
    signer: 'Nguyễn Thị Bé Mười',
    recipients: [],
    tasks: [
      {
        words: 'Tuyên truyền trên báo chí',
        lead: ['Sở Thông tin và Truyền thông', 'Báo Đồng Khởi', 'Đài Phát thanh và Truyền hình Bến Tre'],
        deadline: '2024-12-31',
        deadlineText: 'Thời gian thực hiện: Năm 2024',
      },
      {
        words: 'Tổ chức cuộc thi trực tuyến tìm hiểu cải cách hành chính',
        lead: ['Sở Nội vụ'],
        cooperating: ['Tỉnh đoàn', 'Hội Nông dân tỉnh'],
        deadline: '2024-10-31',
        deadlineText: 'Thời gian: Tháng 8 đến tháng 10 năm 2024',
        start: '2024-08-01',
      },
      {
        words: 'Tập huấn nghiệp vụ cải cách hành chính: Sở Nội vụ chủ trì, hoàn',
        lead: ['Sở Nội vụ'],
        deadline: '2024-09-30',
        deadlineText: 'trước 30/9/2024',
      },
      {
        words: 'Các sở, ban, ngành tỉnh; UBND các huyện, thành phố: Trên cơ sở',
        lead: ['các sở, ban, ngành', 'UBND cấp huyện'],
        deadline: '2024-01-31',
        deadlineText: 'chậm nhất ngày 31/01/2024',
      },
      { words: 'Sở Tài chính: Thẩm định dự toán trình UBND tỉnh', lead: ['Sở Tài chính'] },
      { words: 'Giao Giám đốc Sở Nội vụ giúp UBND tỉnh theo dõi, kiểm tra việc', lead: ['Sở Nội vụ'] },
    ],
    text: `ỦY BAN NHÂN DÂN
TỈNH BẾN TRE
Số: 55/KH-UBND
Bến Tre, ngày 08 tháng 01 năm 2024
KẾ HOẠCH
Tuyên truyền cải cách hành chính năm 2024
I. MỤC ĐÍCH
Nâng cao nhận thức.
II. NỘI DUNG VÀ HÌNH THỨC
1. Tuyên truyền trên báo chí
a) Nội dung: Xây dựng chuyên trang, chuyên mục.
b) Đơn vị thực hiện: Sở Thông tin và Truyền thông; Báo Đồng Khởi; Đài Phát thanh và Truyền hình Bến Tre.
c) Thời gian thực hiện: Năm 2024.
2. Tổ chức cuộc thi trực tuyến tìm hiểu cải cách hành chính
* Cơ quan chủ trì: Sở Nội vụ
* Cơ quan phối hợp: Tỉnh đoàn, Hội Nông dân tỉnh
* Thời gian: Tháng 8 đến tháng 10 năm 2024
3. Tập huấn nghiệp vụ cải cách hành chính: Sở Nội vụ chủ trì, hoàn thành trước 30/9/2024.
III. TỔ CHỨC THỰC HIỆN
1. Các sở, ban, ngành tỉnh; UBND các huyện, thành phố: Trên cơ sở Kế hoạch này, xây dựng kế hoạch tuyên truyền của cơ quan, địa phương mình, hoàn thành chậm nhất ngày 31/01/2024 và báo cáo kết quả lồng ghép vào báo cáo cải cách hành chính định kỳ.
2. Sở Tài chính: Thẩm định dự toán trình UBND tỉnh.
3. Giao Giám đốc Sở Nội vụ giúp UBND tỉnh theo dõi, kiểm tra việc thực hiện Kế hoạch này.
Nơi nhận:
- Như mục III;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Thị Bé Mười
`,
  },
];
