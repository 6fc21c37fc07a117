import type { DocumentCase } from './document-case.ts';

export const PLANS: readonly DocumentCase[] = [
  {
    why: 'a web copy with lone bars and lines broken inside names',
    number: '1013/KH-UBND',
    date: '2025-03-07',
    issuer: 'UBND tỉnh Hải Dương',
    signer: 'Trần Văn Quân',
    recipients: ['Bộ Nông nghiệp và Môi trường'],
    tasks: [
      {
        words: 'Kiện toàn Ban Chỉ huy phòng thủ dân sự các cấp, hoàn thành trước',
        lead: ['các sở, ban, ngành', 'UBND cấp huyện'],
        deadline: '2025-04-15',
        deadlineText: 'trước ngày 15/4/2025',
      },
      {
        words: 'Xây dựng phương án ứng phó thiên tai của ngành, địa phương, gửi',
        lead: ['các sở, ban, ngành', 'UBND cấp huyện'],
        deadline: '2025-04-30',
        deadlineText: 'trước ngày 30 tháng 4 năm 2025',
      },
      {
        words: 'Chủ trì, phối hợp với các đơn vị liên quan kiểm tra, đánh giá',
        lead: ['Sở Nông nghiệp và Môi trường'],
        deadline: '2025-04-30',
        deadlineText: 'trong tháng 4/2025',
      },
      {
        words: 'Thường xuyên theo dõi diễn biến thời tiết',
        lead: ['Sở Nông nghiệp và Môi trường'],
        recurrence: 'continuous',
      },
      {
        words: 'Công ty TNHH MTV Khai thác công trình thủy lợi tỉnh Hải Dương:',
        lead: ['Công ty TNHH MTV Khai thác công trình thủy lợi tỉnh'],
      },
      {
        words: 'Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các đoàn thể',
        lead: ['Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh', 'các đoàn thể'],
      },
    ],
    text: `ỦY BAN NHÂN DÂN
TỈNH HẢI DƯƠNG
-------
|
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 1013/KH-UBND
|
Hải Dương, ngày
07 tháng 3 năm 2025
|
KẾ HOẠCH
PHÒNG, CHỐNG THIÊN TAI NĂM 2025 TRÊN ĐỊA BÀN TỈNH HẢI DƯƠNG
Thực hiện Luật phòng, chống
thiên tai và các văn bản hướng dẫn thi hành; Quyết định số 342/QĐ-TTg ngày
15/3/2022 của Thủ tướng Chính phủ Ban hành Kế hoạch phòng, chống thiên tai Quốc
gia đến năm 2025, UBND tỉnh ban hành Kế hoạch phòng, chống thiên tai năm 2025 với các nội dung
sau:
I. MỤC ĐÍCH,
YÊU CẦU
1. Mục đích, yêu cầu
- Công tác phòng, chống thiên
tai phải được tiến hành chủ động, thường xuyên, ứng phó kịp thời; luôn quán triệt
và thực hiện có hiệu quả phương châm “bốn tại chỗ”.
- Tăng cường thông tin, tuyên
truyền, cảnh báo, hướng dẫn các biện pháp phòng, tránh ứng phó thiên tai kịp thời
đến cộng đồng dân cư.
II. NHIỆM VỤ VÀ GIẢI PHÁP
1. Các sở, ban, ngành, đoàn thể
tỉnh; UBND các huyện, thị xã, thành phố
- Kiện toàn Ban Chỉ huy phòng
thủ dân sự các cấp, hoàn thành trước ngày 15/4/2025.
- Xây dựng phương án ứng phó
thiên tai của ngành, địa phương, gửi Sở Nông nghiệp và Môi trường trước ngày 30
tháng 4 năm 2025 để tổng hợp.
2. Sở Nông nghiệp và Môi trường
- Chủ trì, phối hợp với các
đơn vị liên quan kiểm tra, đánh giá hiện trạng đê điều trước lũ, báo cáo UBND
tỉnh trong tháng 4/2025.
- Thường xuyên theo dõi diễn
biến thời tiết.
3. Công ty TNHH MTV Khai thác
công trình thủy lợi tỉnh Hải Dương: Chủ động tiêu nước đệm khi có dự báo mưa lớn.
4. Đề nghị Ủy ban Mặt trận Tổ
quốc Việt Nam tỉnh và các đoàn thể tỉnh: Phối hợp tuyên truyền, vận động Nhân dân.
Trên đây là Kế hoạch phòng, chống thiên tai năm 2025; yêu cầu các sở, ban, ngành, UBND các huyện, thị xã, thành phố nghiêm túc triển khai thực hiện./.
|
Nơi nhận:
- Bộ Nông nghiệp và Môi trường;
- Lưu: VT, NN.
|
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Quân
`,
  },
  {
    why: 'a plan with bodies in brackets, in prose and in a table with tabs',
    number: '98/KH-UBND',
    date: '2024-04-12',
    issuer: 'UBND tỉnh Lạng Sơn',
    signer: 'Hồ Tiến Thiệu',
    recipients: ['Bộ Công an', 'Chủ tịch, các Phó Chủ tịch UBND tỉnh', 'các sở, ban, ngành', 'UBND cấp huyện'],
    tasks: [
      {
        words: 'Rà soát văn bản quy phạm pháp luật, đề xuất sửa đổi (Cơ quan chủ',
        lead: ['Sở Tư pháp'],
        cooperating: ['các sở, ban, ngành'],
        deadline: '2024-06-30',
        deadlineText: 'trước 30/6/2024',
      },
      {
        words: 'Sở Tài chính chủ trì, phối hợp với Công an tỉnh, Văn phòng UBND',
        lead: ['Sở Tài chính'],
        cooperating: ['Công an tỉnh', 'Văn phòng UBND tỉnh'],
        deadline: '2024-06-30',
        deadlineText: 'trong quý II/2024',
      },
      {
        words: 'Nhóm nhiệm vụ về hạ tầng',
        lead: ['Sở Thông tin và Truyền thông'],
        cooperating: ['Công an tỉnh', 'VNPT Lạng Sơn'],
        deadline: '2024-12-31',
        deadlineText: 'trước ngày 31 tháng 12 năm 2024',
      },
      {
        words: 'Làm sạch dữ liệu dân cư',
        lead: ['Công an tỉnh'],
        cooperating: ['UBND cấp huyện'],
        recurrence: 'continuous',
      },
      {
        words: 'Số hóa hộ tịch',
        lead: ['Sở Tư pháp'],
        cooperating: ['UBND cấp huyện', 'UBND cấp xã'],
        deadline: '2024-09-30',
        deadlineText: 'Quý III/2024',
      },
      {
        words: 'Chi trả an sinh xã hội qua tài khoản',
        lead: ['Sở Lao động - Thương binh và Xã hội'],
        cooperating: ['Kho bạc Nhà nước tỉnh'],
        deadline: '2024-09-30',
        deadlineText: 'Tháng 9/2024',
      },
      {
        words: 'Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện, thành',
        lead: ['các sở, ban, ngành', 'UBND cấp huyện'],
        deadline: '2024-04-30',
        deadlineText: 'trước ngày 30/4/2024',
      },
      {
        words: 'định kỳ trước ngày 14 hằng tháng báo cáo kết quả về Công an tỉnh',
        lead: ['các sở, ban, ngành', 'UBND cấp huyện'],
        deadlineText: 'trước ngày 14 hằng tháng',
        recurrence: 'monthly',
      },
      { words: 'Công an tỉnh là cơ quan thường trực, chịu trách nhiệm theo dõi,', lead: ['Công an tỉnh'] },
      { words: 'Đề nghị Tỉnh đoàn huy động lực lượng đoàn viên, thanh niên hỗ', lead: ['Tỉnh đoàn'] },
    ],
    text: `ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
Số: 98/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lạng Sơn, ngày 12 tháng 4 năm 2024

KẾ HOẠCH
Triển khai Đề án 06 năm 2024

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Triển khai kịp thời, hiệu quả.
2. Yêu cầu
Bám sát nhiệm vụ được giao.
II. NHIỆM VỤ CỤ THỂ
1. Nhóm nhiệm vụ về pháp lý
a) Rà soát văn bản quy phạm pháp luật, đề xuất sửa đổi (Cơ quan chủ trì: Sở Tư pháp; cơ quan phối hợp: các sở, ngành liên quan; thời gian hoàn thành: trước 30/6/2024).
b) Ban hành nghị quyết miễn, giảm phí. Sở Tài chính chủ trì, phối hợp với Công an tỉnh, Văn phòng UBND tỉnh thực hiện. Hoàn thành trong quý II/2024.
2. Nhóm nhiệm vụ về hạ tầng
Phân công: Sở Thông tin và Truyền thông chủ trì; Công an tỉnh, VNPT Lạng Sơn phối hợp; hoàn thành trước ngày 31 tháng 12 năm 2024.
III. PHÂN CÔNG NHIỆM VỤ
STT	Nội dung nhiệm vụ	Đơn vị chủ trì	Đơn vị phối hợp	Thời gian hoàn thành	Sản phẩm
1	Làm sạch dữ liệu dân cư	Công an tỉnh	UBND các huyện, thành phố	Thường xuyên	Báo cáo
2	Số hóa hộ tịch	Sở Tư pháp	UBND cấp huyện, UBND cấp xã	Quý III/2024	CSDL hộ tịch
3	Chi trả an sinh xã hội qua tài khoản	Sở LĐTB&XH	Kho bạc Nhà nước tỉnh; các ngân hàng	Tháng 9/2024	Báo cáo
IV. TỔ CHỨC THỰC HIỆN
1. Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện, thành phố căn cứ Kế hoạch này xây dựng kế hoạch của đơn vị mình trước ngày 30/4/2024; định kỳ trước ngày 14 hằng tháng báo cáo kết quả về Công an tỉnh để tổng hợp, báo cáo UBND tỉnh trước ngày 18 hằng tháng.
2. Công an tỉnh là cơ quan thường trực, chịu trách nhiệm theo dõi, đôn đốc, kiểm tra việc thực hiện Kế hoạch.
3. Đề nghị Tỉnh đoàn huy động lực lượng đoàn viên, thanh niên hỗ trợ người dân.
Trong quá trình triển khai thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Công an tỉnh để tổng hợp, báo cáo UBND tỉnh xem xét, giải quyết./.

Nơi nhận:
- Bộ Công an;
- Chủ tịch, các Phó Chủ tịch UBND tỉnh;
- Các sở, ban, ngành;
- UBND các huyện, thành phố;
- Lưu: VT, NC(NTD).

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Hồ Tiến Thiệu
`,
  },
  {
    why: 'a decision whose first article gives out work',
    number: '1948/QĐ-UBND',
    date: '2024-11-06',
    issuer: 'UBND tỉnh Trà Vinh',
    signer: 'Lê Văn Hẳn',
    recipients: [],
    tasks: [
      {
        words: 'Sở Văn hóa, Thể thao và Du lịch: chủ trì xây dựng kịch bản khai',
        lead: ['Sở Văn hóa, Thể thao và Du lịch'],
        deadline: '2024-11-10',
        deadlineText: 'trước ngày 10/11/2024',
      },
      {
        words: 'chủ trì, phối hợp với UBND thành phố Trà Vinh tổ chức đua ghe',
        lead: ['Sở Văn hóa, Thể thao và Du lịch'],
        cooperating: ['UBND thành phố Trà Vinh'],
      },
      { words: 'Sở Y tế: bố trí lực lượng cấp cứu, bảo đảm an toàn thực phẩm', lead: ['Sở Y tế'] },
      {
        words: 'Công an tỉnh, Bộ CHQS tỉnh: bảo đảm an ninh trật tự, phân luồng',
        lead: ['Công an tỉnh', 'Bộ Chỉ huy Quân sự tỉnh'],
      },
      {
        words: 'Công ty Điện lực Trà Vinh: bảo đảm cung cấp điện liên tục',
        lead: ['Công ty Điện lực Trà Vinh'],
        recurrence: 'continuous',
      },
    ],
    text: `ỦY BAN NHÂN DÂN TỈNH TRÀ VINH
Số: 1948/QĐ-UBND
Trà Vinh, ngày 06 tháng 11 năm 2024

QUYẾT ĐỊNH
Về việc phân công nhiệm vụ chuẩn bị Lễ hội Ok Om Bok

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Theo đề nghị của Giám đốc Sở Văn hóa, Thể thao và Du lịch tại Tờ trình số 300/TTr-SVHTTDL ngày 01 tháng 11 năm 2024.

QUYẾT ĐỊNH:
Điều 1. Phân công nhiệm vụ cho các cơ quan, đơn vị như sau:
1. Sở Văn hóa, Thể thao và Du lịch: chủ trì xây dựng kịch bản khai mạc, hoàn thành trước ngày 10/11/2024; chủ trì, phối hợp với UBND thành phố Trà Vinh tổ chức đua ghe ngo.
2. Sở Y tế: bố trí lực lượng cấp cứu, bảo đảm an toàn thực phẩm trong thời gian diễn ra lễ hội.
3. Công an tỉnh, Bộ CHQS tỉnh: bảo đảm an ninh trật tự, phân luồng giao thông.
4. Công ty Điện lực Trà Vinh: bảo đảm cung cấp điện liên tục.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Điều 3. Chánh Văn phòng UBND tỉnh, Thủ trưởng các cơ quan có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:
- Như Điều 3;
- Lưu: VT.
CHỦ TỊCH
LÊ VĂN HẲN
`,
  },
  {
    why: 'a table with bars, ditto marks and a team as lead',
    number: '31/KH-UBND',
    date: '2022-02-10',
    issuer: 'UBND thành phố Cần Thơ',
    signer: 'Nguyễn Ngọc Hè',
    recipients: ['Bộ Nội vụ'],
    tasks: [
      {
        words: 'Ban hành quyết định thành lập đoàn kiểm tra',
        lead: ['Sở Nội vụ'],
        cooperating: ['Văn phòng UBND thành phố'],
        deadline: '2022-02-28',
        deadlineText: 'Tháng 02/2022',
      },
      {
        words: 'Kiểm tra tại các quận, huyện',
        lead: ['Đoàn kiểm tra'],
        cooperating: ['UBND cấp huyện'],
        deadline: '2022-09-30',
        deadlineText: 'Từ tháng 4 đến tháng 9/2022',
        start: '2022-04-01',
      },
      {
        words: 'Báo cáo kết quả',
        lead: ['Sở Nội vụ'],
        cooperating: ['UBND cấp huyện'],
        deadline: '2022-10-15',
        deadlineText: 'Trước ngày 15/10/2022',
      },
      {
        words: 'Đăng tin, bài',
        lead: ['Báo Cần Thơ'],
        cooperating: ['Sở Thông tin và Truyền thông'],
        recurrence: 'continuous',
      },
      { words: 'Giao Sở Nội vụ theo dõi, đôn đốc việc thực hiện Kế hoạch', lead: ['Sở Nội vụ'] },
      { words: 'Sở Tài chính bảo đảm kinh phí', lead: ['Sở Tài chính'] },
    ],
    text: `ỦY BAN NHÂN DÂN
THÀNH PHỐ CẦN THƠ
Số: 31/KH-UBND
Cần Thơ, ngày 10 tháng 02 năm 2022

KẾ HOẠCH
Kiểm tra cải cách hành chính năm 2022

II. NỘI DUNG CÔNG VIỆC

| STT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian thực hiện | Kết quả |
|---|---|---|---|---|---|
| 1 | Ban hành quyết định thành lập đoàn kiểm tra | Sở Nội vụ | Văn phòng UBND thành phố | Tháng 02/2022 | Quyết định |
| 2 | Kiểm tra tại các quận, huyện | Đoàn kiểm tra | UBND các quận, huyện | Từ tháng 4 đến tháng 9/2022 | Biên bản |
| 3 | Báo cáo kết quả | Sở Nội vụ | nt | Trước ngày 15/10/2022 | Báo cáo |
| 4 | Đăng tin, bài | Báo Cần Thơ | Sở Thông tin và Truyền thông | Thường xuyên | Tin, bài |

III. TỔ CHỨC THỰC HIỆN
1. Giao Sở Nội vụ theo dõi, đôn đốc việc thực hiện Kế hoạch.
2. Sở Tài chính bảo đảm kinh phí.

Nơi nhận:
- Bộ Nội vụ;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Ngọc Hè
`,
  },
];
