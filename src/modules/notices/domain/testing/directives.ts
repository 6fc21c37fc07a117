import type { DocumentCase } from './document-case.ts';

export const DIRECTIVES: readonly DocumentCase[] = [
  {
    why: 'a steering committee sends a telegram; hours; reports every day',
    number: '03/CĐ-PCTT',
    date: '2021-10-09',
    issuer: 'Ban Chỉ huy PCTT & TKCN',
    signer: 'Võ Văn Phi',
    recipients: ['Các thành viên Ban Chỉ huy', 'Ban Chỉ huy PCTT & TKCN các huyện, thành phố'],
    tasks: [
      {
        words: 'Ban Chỉ huy PCTT & TKCN các huyện, thành phố triển khai ngay',
        lead: ['Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn các huyện, thành phố'],
        deadline: '2021-10-10',
        deadlineText: 'trước 17 giờ 00 phút ngày 10/10/2021',
      },
      { words: 'Công ty Thủy điện Trị An vận hành điều tiết hồ chứa theo quy', lead: ['Công ty Thủy điện Trị An'] },
      {
        words: 'Đài PT-TH Đồng Nai, Báo Đồng Nai thường xuyên đưa tin',
        lead: ['Đài Phát thanh và Truyền hình Đồng Nai', 'Báo Đồng Nai'],
        recurrence: 'continuous',
      },
      {
        words: 'Các đơn vị tổ chức trực ban 24/24 giờ, báo cáo về Văn phòng',
        lead: ['Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn các huyện, thành phố'],
        recurrence: 'continuous',
      },
    ],
    text: `UBND TỈNH ĐỒNG NAI                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
BAN CHỈ HUY PCTT & TKCN                Độc lập - Tự do - Hạnh phúc
Số: 03/CĐ-PCTT                         Đồng Nai, ngày 09 tháng 10 năm 2021

CÔNG ĐIỆN KHẨN
Về việc chủ động ứng phó mưa lũ

BAN CHỈ HUY PCTT & TKCN TỈNH ĐIỆN:
- Các thành viên Ban Chỉ huy;
- Ban Chỉ huy PCTT & TKCN các huyện, thành phố.

Hồi 13 giờ ngày 09/10, vị trí tâm bão ở khoảng 18,5 độ Vĩ Bắc. Ban Chỉ huy PCTT & TKCN tỉnh yêu cầu:
1. Ban Chỉ huy PCTT & TKCN các huyện, thành phố triển khai ngay phương án sơ tán dân, hoàn thành trước 17 giờ 00 phút ngày 10/10/2021.
2. Công ty Thủy điện Trị An vận hành điều tiết hồ chứa theo quy trình, thông báo trước cho chính quyền địa phương tối thiểu 04 giờ.
3. Đài PT-TH Đồng Nai, Báo Đồng Nai thường xuyên đưa tin.
4. Các đơn vị tổ chức trực ban 24/24 giờ, báo cáo về Văn phòng Thường trực Ban Chỉ huy trước 16h00 hằng ngày.

Nơi nhận:
- Như trên;
- Lưu: VT.
KT. TRƯỞNG BAN
PHÓ TRƯỞNG BAN
Võ Văn Phi
`,
  },
  {
    why: 'a directive with groups in its opening, requests to unions, a sanction that is no task',
    number: '06/CT-UBND',
    date: '2019-03-11',
    issuer: 'UBND tỉnh Thanh Hóa',
    signer: 'Nguyễn Đức Quyền',
    recipients: ['Bộ Nông nghiệp và PTNT'],
    tasks: [
      {
        words: 'Trực tiếp chỉ đạo UBND cấp xã thành lập các tổ kiểm tra lưu',
        lead: ['UBND cấp huyện'],
        deadline: '2019-03-15',
        deadlineText: 'trước ngày 15/3/2019',
      },
      {
        words: 'Bố trí kinh phí mua vôi bột, hóa chất; hằng ngày báo cáo tình',
        lead: ['UBND cấp huyện'],
        recurrence: 'continuous',
      },
      {
        words: 'Thành lập các đoàn công tác đi kiểm tra, đôn đốc tại các địa',
        lead: ['Sở Nông nghiệp và Phát triển nông thôn'],
      },
      {
        words: 'Chỉ đạo Chi cục Chăn nuôi và Thú y tổ chức trực 24/24 giờ tại',
        lead: ['Sở Nông nghiệp và Phát triển nông thôn'],
        recurrence: 'continuous',
      },
      {
        words: 'Công an tỉnh chủ trì, phối hợp với Cục Quản lý thị trường tỉnh,',
        lead: ['Công an tỉnh'],
        cooperating: ['Cục Quản lý thị trường tỉnh', 'Sở Giao thông vận tải'],
      },
      {
        words: 'Sở Thông tin và Truyền thông, Đài PTTH Thanh Hóa, Báo Thanh Hóa',
        lead: ['Sở Thông tin và Truyền thông', 'Đài Phát thanh và Truyền hình Thanh Hóa', 'Báo Thanh Hóa'],
      },
      {
        words: 'Sở Tài chính trên cơ sở đề nghị của Sở Nông nghiệp và PTNT, tham',
        lead: ['Sở Tài chính'],
        deadline: '2019-03-31',
        deadlineText: 'trong tháng 3 năm 2019',
      },
      {
        words: 'Đề nghị Ủy ban MTTQ tỉnh, Hội Nông dân tỉnh, Hội LHPN tỉnh tuyên',
        lead: ['Ủy ban Mặt trận Tổ quốc tỉnh', 'Hội Nông dân tỉnh', 'Hội Liên hiệp Phụ nữ tỉnh'],
      },
      {
        words: 'Giao Sở Nông nghiệp và PTNT theo dõi, tổng hợp kết quả thực hiện',
        lead: ['Sở Nông nghiệp và Phát triển nông thôn'],
        deadlineText: 'trước ngày 20 hàng tháng',
        recurrence: 'monthly',
      },
    ],
    text: `ỦY BAN NHÂN DÂN TỈNH THANH HÓA
Số: 06/CT-UBND
Thanh Hóa, ngày 11 tháng 3 năm 2019

CHỈ THỊ
Về việc tăng cường phòng, chống bệnh Dịch tả lợn Châu Phi

Bệnh Dịch tả lợn Châu Phi (DTLCP) đã xuất hiện tại 11 tỉnh, thành phố. Ngày 06/3/2019, UBND tỉnh đã ban hành Công điện số 05/CĐ-UBND yêu cầu các huyện triển khai. Chủ tịch UBND tỉnh yêu cầu Chủ tịch UBND các huyện, thị xã, thành phố; Giám đốc các sở, Thủ trưởng các ban, ngành cấp tỉnh tập trung thực hiện tốt các nội dung sau:

1. Chủ tịch UBND các huyện, thị xã, thành phố
- Trực tiếp chỉ đạo UBND cấp xã thành lập các tổ kiểm tra lưu động, xong trước ngày 15/3/2019;
- Bố trí kinh phí mua vôi bột, hóa chất; hằng ngày báo cáo tình hình dịch bệnh về Sở Nông nghiệp và PTNT trước 15 giờ.
2. Sở Nông nghiệp và PTNT
- Thành lập các đoàn công tác đi kiểm tra, đôn đốc tại các địa phương;
- Chỉ đạo Chi cục Chăn nuôi và Thú y tổ chức trực 24/24 giờ tại các chốt kiểm dịch.
3. Công an tỉnh chủ trì, phối hợp với Cục Quản lý thị trường tỉnh, Sở Giao thông vận tải kiểm soát việc vận chuyển lợn ra, vào địa bàn tỉnh.
4. Sở Thông tin và Truyền thông, Đài PTTH Thanh Hóa, Báo Thanh Hóa đẩy mạnh thông tin, tuyên truyền; không để người dân hoang mang.
5. Sở Tài chính trên cơ sở đề nghị của Sở Nông nghiệp và PTNT, tham mưu cho UBND tỉnh bố trí kinh phí trong tháng 3 năm 2019.
6. Đề nghị Ủy ban MTTQ tỉnh, Hội Nông dân tỉnh, Hội LHPN tỉnh tuyên truyền, vận động hội viên cam kết "5 không".
Yêu cầu các đơn vị, địa phương nghiêm túc thực hiện; trường hợp để dịch lây lan do chủ quan thì Chủ tịch UBND cấp huyện phải chịu trách nhiệm trước Chủ tịch UBND tỉnh.
Giao Sở Nông nghiệp và PTNT theo dõi, tổng hợp kết quả thực hiện Chỉ thị này, báo cáo Chủ tịch UBND tỉnh trước ngày 20 hàng tháng./.

Nơi nhận:
- Bộ Nông nghiệp và PTNT (để b/c);
- Như trên;
- Lưu: VT, NN.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Đức Quyền
`,
  },
];
