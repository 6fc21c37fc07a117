import type { DocumentCase } from './document-case.ts';

export const MORE: readonly DocumentCase[] = [
  {
    why: 'findings, "Giao:" over dashes, "Đối với X:", this month, a rhythm that is nobody\'s task',
    number: '77/TB-UBND',
    date: '2023-05-10',
    issuer: 'UBND tỉnh Bắc Kạn',
    signer: 'Đinh Quang Tuyên',
    recipients: ['Thành viên BCĐ'],
    tasks: [
      {
        words: 'Sở Thông tin và Truyền thông tham mưu UBND tỉnh ban hành kế',
        lead: ['Sở Thông tin và Truyền thông'],
        deadline: '2023-05-25',
        deadlineText: 'trước ngày 25/5/2023',
      },
      {
        words: 'Văn phòng UBND tỉnh chủ trì, phối hợp với VNPT Bắc Kạn nâng cấp',
        lead: ['Văn phòng UBND tỉnh'],
        cooperating: ['VNPT Bắc Kạn'],
        deadline: '2023-06-30',
        deadlineText: 'trong tháng 6',
      },
      { words: 'UBND các huyện, thành phố số hóa 100% hồ sơ', lead: ['UBND cấp huyện'] },
      { words: 'Đối với Sở Nội vụ: đưa kết quả chuyển đổi số vào tiêu chí xếp', lead: ['Sở Nội vụ'] },
      {
        words: 'Yêu cầu đồng chí Giám đốc Sở Tài chính, đồng chí Chủ tịch UBND',
        lead: ['Sở Tài chính', 'UBND huyện Ba Bể'],
        deadline: '2023-05-15',
        deadlineText: 'trong ngày 15/5/2023',
      },
      {
        words: 'giao Sở Y tế hoàn thiện thủ tục theo quy định, đảm bảo tiến độ',
        lead: ['Sở Y tế'],
        deadline: '2023-09-30',
        deadlineText: 'trước 30/9/2023',
      },
      { words: 'Sở Thông tin và Truyền thông chuẩn bị nội dung', lead: ['Sở Thông tin và Truyền thông'] },
      {
        words: 'Về kinh phí, Sở Tài chính tham mưu, đề xuất trước ngày 20 tháng',
        lead: ['Sở Tài chính'],
        deadline: '2023-05-20',
        deadlineText: 'trước ngày 20 tháng này',
      },
    ],
    text: `ỦY BAN NHÂN DÂN TỈNH BẮC KẠN
Số: 77/TB-UBND
Bắc Kạn, ngày 10 tháng 5 năm 2023

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại phiên họp Ban Chỉ đạo chuyển đổi số

Sau khi nghe Sở Thông tin và Truyền thông trình bày, các thành viên Ban Chỉ đạo thảo luận, Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo kết luận:

I. Về kết quả 4 tháng đầu năm
Các sở, ngành đã có nhiều cố gắng; yêu cầu tiếp tục phát huy. UBND huyện Ba Bể, UBND huyện Na Rì còn chậm trong số hóa hồ sơ.

II. Nhiệm vụ thời gian tới
1. Giao:
- Sở Thông tin và Truyền thông tham mưu UBND tỉnh ban hành kế hoạch hành động, xong trước ngày 25/5/2023;
- Văn phòng UBND tỉnh chủ trì, phối hợp với VNPT Bắc Kạn nâng cấp Cổng dịch vụ công, hoàn thành trong tháng 6;
- UBND các huyện, thành phố số hóa 100% hồ sơ.
2. Đối với Sở Nội vụ: đưa kết quả chuyển đổi số vào tiêu chí xếp loại cơ quan, đơn vị năm 2023.
3. Yêu cầu đồng chí Giám đốc Sở Tài chính, đồng chí Chủ tịch UBND huyện Ba Bể trực tiếp chỉ đạo, báo cáo Chủ tịch UBND tỉnh trong ngày 15/5/2023.
4. Giao đồng chí Nguyễn Đăng Bình - Phó Chủ tịch UBND tỉnh theo dõi, chỉ đạo chung.
5. Đồng ý đề nghị của Sở Y tế tại Tờ trình số 45/TTr-SYT ngày 05/5/2023 về việc mua sắm thiết bị; giao Sở Y tế hoàn thiện thủ tục theo quy định, đảm bảo tiến độ trước 30/9/2023.
6. Các thành viên Ban Chỉ đạo căn cứ nhiệm vụ được phân công, chủ động triển khai thực hiện.
7. Thời gian họp Ban Chỉ đạo: định kỳ hằng quý. Sở Thông tin và Truyền thông chuẩn bị nội dung.
8. Về kinh phí, Sở Tài chính tham mưu, đề xuất trước ngày 20 tháng này.
9. Ngành Điện bảo đảm cấp điện ổn định.
10. Người đứng đầu các cơ quan, đơn vị, địa phương chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để chậm tiến độ.

Nơi nhận:
- Thành viên BCĐ;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Đinh Quang Tuyên
`,
  },
  {
    why: 'a letter with one order in prose; a condition is no task of its own',
    number: '1345/UBND-KT',
    date: '2024-04-25',
    issuer: 'UBND tỉnh Tây Ninh',
    signer: 'Võ Thanh Thủy',
    recipients: ['Sở Tài nguyên và Môi trường', 'UBND thị xã Hòa Thành'],
    tasks: [
      {
        words: 'Giao Sở Tài nguyên và Môi trường chủ trì, phối hợp cùng UBND thị',
        lead: ['Sở Tài nguyên và Môi trường'],
        cooperating: ['UBND thị xã Hòa Thành'],
        deadline: '2024-05-05',
        deadlineText: 'trước ngày 05/5/2024',
      },
    ],
    text: `ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 1345/UBND-KT
Tây Ninh, ngày 25 tháng 4 năm 2024
V/v xử lý phản ánh của Báo Thanh Niên

Kính gửi:
- Sở Tài nguyên và Môi trường;
- UBND thị xã Hòa Thành.

Ngày 20/4/2024, Báo Thanh Niên đăng bài “Dân khổ vì ô nhiễm” phản ánh tình trạng ô nhiễm tại khu vực chợ Long Hoa. Về việc này, Chủ tịch UBND tỉnh có ý kiến chỉ đạo như sau:

Giao Sở Tài nguyên và Môi trường chủ trì, phối hợp cùng UBND thị xã Hòa Thành, các đơn vị có liên quan kiểm tra, xác minh nội dung báo phản ánh; xử lý theo thẩm quyền, báo cáo Chủ tịch UBND tỉnh kết quả xử lý và cung cấp thông tin cho báo chí trước ngày 05/5/2024. Trường hợp vượt thẩm quyền, đề xuất UBND tỉnh xem xét.

Văn phòng UBND tỉnh thông báo đến quý cơ quan biết, thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT, Sở TN&MT (để thực hiện).
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Võ Thanh Thủy
`,
  },
  {
    why: 'an office of a city to its schools; an hour with a prime',
    number: '201/PGDĐT-THCS',
    date: '2021-09-03',
    issuer: 'Phòng Giáo dục và Đào tạo',
    signer: 'Nguyễn Thị Q',
    recipients: ['Hiệu trưởng các trường mầm non, tiểu học, THCS trên địa bàn thành phố'],
    tasks: [
      {
        words: 'Tổ chức lễ khai giảng ngắn gọn vào sáng ngày 05/9/2021, không',
        lead: ['các trường học'],
        deadline: '2021-09-05',
        deadlineText: 'vào sáng ngày 05/9/2021',
      },
      {
        words: 'Vệ sinh, khử khuẩn trường lớp xong trước ngày khai giảng',
        lead: ['các trường học'],
        deadlineText: 'xong trước ngày khai giảng',
        warnings: ['deadline-event'],
      },
      {
        words: 'Báo cáo nhanh về Phòng Giáo dục và Đào tạo (qua đồng chí Lê Văn',
        lead: ['các trường học'],
        deadline: '2021-09-05',
        deadlineText: "trước 11 giờ 00' ngày 05/9/2021",
      },
    ],
    text: `UBND THÀNH PHỐ HÀ TĨNH
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO
Số: 201/PGDĐT-THCS
Thành phố Hà Tĩnh, ngày 3 tháng 9 năm 2021
V/v chuẩn bị khai giảng

Kính gửi: Hiệu trưởng các trường mầm non, tiểu học, THCS trên địa bàn thành phố

Thực hiện Công văn số 1700/SGDĐT-VP, Phòng Giáo dục và Đào tạo yêu cầu Hiệu trưởng các trường:
1. Tổ chức lễ khai giảng ngắn gọn vào sáng ngày 05/9/2021, không quá 45 phút.
2. Vệ sinh, khử khuẩn trường lớp xong trước ngày khai giảng.
3. Báo cáo nhanh về Phòng Giáo dục và Đào tạo (qua đồng chí Lê Văn C, ĐT 0912345678) trước 11 giờ 00' ngày 05/9/2021.
Nhận được Công văn này, yêu cầu các đơn vị triển khai thực hiện nghiêm túc./.
Nơi nhận:
- Như trên;
- Lưu: VT.
TRƯỞNG PHÒNG
Nguyễn Thị Q
`,
  },
  {
    why: 'a yearly plan: goals are no tasks, work that names nobody is left out',
    number: '5000/KH-UBND',
    date: '2020-01-06',
    issuer: 'UBND tỉnh Vĩnh Phúc',
    signer: 'Vũ Việt Văn',
    recipients: [],
    tasks: [
      {
        words: 'Xây dựng kế hoạch cải cách hành chính năm 2020 của đơn vị trước',
        lead: ['các sở, ban, ngành', 'UBND cấp huyện'],
        deadline: '2020-01-20',
        deadlineText: 'trước ngày 20/01/2020',
      },
      {
        words: 'Báo cáo định kỳ quý, 6 tháng, năm về Sở Nội vụ: Báo cáo quý I',
        lead: ['các sở, ban, ngành', 'UBND cấp huyện'],
        deadline: '2020-03-10',
        deadlineText: 'trước ngày 10/3/2020',
        recurrence: 'quarterly',
      },
      {
        words: 'báo cáo 6 tháng trước ngày 10/6/2020',
        lead: ['các sở, ban, ngành', 'UBND cấp huyện'],
        deadline: '2020-06-10',
        deadlineText: 'trước ngày 10/6/2020',
      },
      {
        words: 'báo cáo năm trước ngày 05/12/2020',
        lead: ['các sở, ban, ngành', 'UBND cấp huyện'],
        deadline: '2020-12-05',
        deadlineText: 'trước ngày 05/12/2020',
      },
      { words: 'Chủ trì triển khai công tác tuyên truyền', lead: ['Sở Nội vụ'] },
      {
        words: 'Thẩm định, trình UBND tỉnh phê duyệt vị trí việc làm. Hoàn thành',
        lead: ['Sở Nội vụ'],
        deadline: '2020-06-30',
        deadlineText: 'trong Quý II/2020',
      },
      { words: 'Sở Tư pháp chủ trì nhiệm vụ cải cách thể chế', lead: ['Sở Tư pháp'] },
      {
        words: 'Báo Vĩnh Phúc, Đài PTTH tỉnh, Cổng TTGTĐT tỉnh xây dựng chuyên',
        lead: ['Báo Vĩnh Phúc', 'Đài Phát thanh và Truyền hình tỉnh'],
        recurrence: 'weekly',
      },
    ],
    text: `UBND TỈNH VĨNH PHÚC
Số: 5000/KH-UBND
Vĩnh Phúc, ngày 06 tháng 01 năm 2020

KẾ HOẠCH
Cải cách hành chính năm 2020

I. MỤC TIÊU
1. 100% văn bản được ký số trước ngày 30/6/2020.
2. Sở Nội vụ phấn đấu nâng chỉ số PAR INDEX.

II. NHIỆM VỤ
1. Cải cách thể chế
- Nâng cao chất lượng công tác xây dựng văn bản quy phạm pháp luật.
- Rà soát, hệ thống hóa văn bản.
2. Cải cách thủ tục hành chính
- Công bố, công khai kịp thời thủ tục hành chính.

III. TỔ CHỨC THỰC HIỆN
1. Các sở, ban, ngành, UBND các huyện, thành phố
- Xây dựng kế hoạch cải cách hành chính năm 2020 của đơn vị trước ngày 20/01/2020.
- Báo cáo định kỳ quý, 6 tháng, năm về Sở Nội vụ: Báo cáo quý I trước ngày 10/3/2020; báo cáo 6 tháng trước ngày 10/6/2020; báo cáo năm trước ngày 05/12/2020.
2. Sở Nội vụ
2.1. Chủ trì triển khai công tác tuyên truyền.
2.2. Thẩm định, trình UBND tỉnh phê duyệt vị trí việc làm. Hoàn thành trong Quý II/2020.
3. Sở Tư pháp chủ trì nhiệm vụ cải cách thể chế.
4. Báo Vĩnh Phúc, Đài PTTH tỉnh, Cổng TTGTĐT tỉnh xây dựng chuyên mục tuyên truyền hằng tuần.
Trên đây là Kế hoạch cải cách hành chính năm 2020./.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Vũ Việt Văn
`,
  },
  {
    why: 'a letter in plain paragraphs; its last line names nobody',
    number: '410/SGTVT-KCHT',
    date: '2019-03-01',
    issuer: 'Sở Giao thông vận tải thành phố Hải Phòng',
    signer: 'Vũ Duy Tùng',
    recipients: ['UBND cấp huyện', 'Công ty Cổ phần Đường bộ Hải Phòng'],
    tasks: [
      { words: 'UBND các quận, huyện rà soát, báo cáo các điểm đen tai nạn giao', lead: ['UBND cấp huyện'] },
      {
        words: 'Công ty Cổ phần Đường bộ Hải Phòng sửa chữa ngay các vị trí mặt',
        lead: ['Công ty Cổ phần Đường bộ Hải Phòng'],
        deadlineText: 'ngay',
        warnings: ['deadline-immediate'],
      },
      {
        words: 'Báo cáo gửi về Sở trước ngày 15/3/2019, đồng thời gửi file mềm',
        lead: ['UBND cấp huyện', 'Công ty Cổ phần Đường bộ Hải Phòng'],
        deadline: '2019-03-15',
        deadlineText: 'trước ngày 15/3/2019',
      },
    ],
    text: `UBND THÀNH PHỐ HẢI PHÒNG
SỞ GIAO THÔNG VẬN TẢI
Số: 410/SGTVT-KCHT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hải Phòng, ngày 01 tháng 3 năm 2019

Kính gửi:
- UBND các quận, huyện;
- Công ty Cổ phần Đường bộ Hải Phòng.

Thực hiện chỉ đạo của UBND thành phố tại Thông báo số 55/TB-UBND ngày 20/02/2019; Sở Giao thông vận tải đề nghị:

UBND các quận, huyện rà soát, báo cáo các điểm đen tai nạn giao thông trên địa bàn; Công ty Cổ phần Đường bộ Hải Phòng sửa chữa ngay các vị trí mặt đường hư hỏng trên ĐT.353, ĐT.354.

Báo cáo gửi về Sở trước ngày 15/3/2019, đồng thời gửi file mềm qua thư điện tử.
Nơi nhận:
- Như trên;
- Lưu VT.
GIÁM ĐỐC
Vũ Duy Tùng
`,
  },
  {
    why: 'a decision with two orders in one article and the closing formula',
    number: '900/QĐ-UBND',
    date: '2020-07-15',
    issuer: 'UBND tỉnh Cao Bằng',
    signer: 'Hoàng Xuân Ánh',
    recipients: [],
    tasks: [
      {
        words: 'Sở Nội vụ chủ trì, phối hợp với Sở Thông tin và Truyền thông',
        lead: ['Sở Nội vụ'],
        cooperating: ['Sở Thông tin và Truyền thông'],
        deadline: '2020-07-24',
        deadlineText: 'trong thời hạn 07 ngày làm việc, kể từ ngày Quyết định này có hiệu lực',
      },
      {
        words: 'Các sở, ban, ngành, UBND các huyện, thành phố xây dựng kế hoạch',
        lead: ['các sở, ban, ngành', 'UBND cấp huyện'],
        deadline: '2020-08-15',
        deadlineText: 'trước ngày 15 tháng 8 năm 2020',
      },
    ],
    text: `ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: 900/QĐ-UBND
Cao Bằng, ngày 15 tháng 7 năm 2020

QUYẾT ĐỊNH
Về việc phê duyệt kết quả thực hiện

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Căn cứ Luật Tổ chức chính quyền địa phương năm 2015;
Xét đề nghị của Sở Nội vụ,
QUYẾT ĐỊNH:
Điều 1. Phê duyệt kết quả Chỉ số cải cách hành chính năm 2019 của các sở, ban, ngành (có biểu kèm theo).
Điều 2. Sở Nội vụ chủ trì, phối hợp với Sở Thông tin và Truyền thông công bố kết quả trên Cổng Thông tin điện tử tỉnh trong thời hạn 07 ngày làm việc, kể từ ngày Quyết định này có hiệu lực. Các sở, ban, ngành, UBND các huyện, thành phố xây dựng kế hoạch khắc phục hạn chế, gửi Sở Nội vụ trước ngày 15 tháng 8 năm 2020.
Điều 3. Quyết định có hiệu lực kể từ ngày ký ban hành.
Điều 4. Chánh Văn phòng UBND tỉnh; Giám đốc Sở Nội vụ; Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện, thành phố chịu trách nhiệm thi hành./.
Nơi nhận:
- Như Điều 4;
- Lưu: VT.
CHỦ TỊCH
Hoàng Xuân Ánh
`,
  },
  {
    why: 'topics without a subject go to those the opening names',
    number: '12/CT-UBND',
    date: '2025-09-01',
    issuer: 'UBND tỉnh Cà Mau',
    signer: 'Nguyễn Minh Luân',
    recipients: [],
    tasks: [
      {
        words: 'Kiểm tra công tác chuẩn bị khai giảng, báo cáo trước ngày 04/9',
        lead: ['Sở Giáo dục và Đào tạo'],
        cooperating: ['các sở, ban, ngành', 'UBND cấp xã'],
        deadline: '2025-09-04',
        deadlineText: 'trước ngày 04/9',
      },
      {
        words: 'Tổ chức tuyển dụng giáo viên còn thiếu, hoàn thành trong Quý IV',
        lead: ['Sở Giáo dục và Đào tạo'],
        cooperating: ['các sở, ban, ngành', 'UBND cấp xã'],
        deadline: '2025-12-31',
        deadlineText: 'trong Quý IV năm 2025',
      },
      {
        words: 'Tăng cường công tác truyền thông, phòng chống bạo lực học đường',
        lead: ['các sở, ban, ngành', 'UBND cấp xã'],
      },
      { words: 'Bảo đảm an toàn giao thông khu vực cổng trường', lead: ['các sở, ban, ngành', 'UBND cấp xã'] },
      {
        words: 'Công an tỉnh; Sở Xây dựng; Ủy ban nhân dân các xã, phường: tổ',
        lead: ['Công an tỉnh', 'Sở Xây dựng', 'UBND cấp xã'],
        deadline: '2025-09-06',
        deadlineText: 'từ ngày 04/9/2025 đến hết ngày 06/9/2025',
        start: '2025-09-04',
      },
      {
        words: 'Giao Giám đốc Sở Giáo dục và Đào tạo theo dõi, đôn đốc, tổng',
        lead: ['Sở Giáo dục và Đào tạo'],
        deadline: '2025-09-10',
        deadlineText: 'trước ngày 10 tháng 9 năm 2025',
      },
    ],
    text: `ỦY BAN NHÂN DÂN TỈNH CÀ MAU
Số: 12/CT-UBND
Cà Mau, ngày 1 tháng 9 năm 2025

CHỈ THỊ
về tổ chức khai giảng và bảo đảm an toàn trường học

Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành tỉnh; Ủy ban nhân dân các xã, phường và các đơn vị có liên quan tập trung thực hiện các nhiệm vụ trọng tâm sau:
1. Sở Giáo dục và Đào tạo: Chủ trì, phối hợp với các sở, ngành, địa phương:
a) Kiểm tra công tác chuẩn bị khai giảng, báo cáo trước ngày 04/9.
b) Tổ chức tuyển dụng giáo viên còn thiếu, hoàn thành trong Quý IV năm 2025.
2. Tăng cường công tác truyền thông, phòng chống bạo lực học đường.
3. Bảo đảm an toàn giao thông khu vực cổng trường.
4. Công an tỉnh; Sở Xây dựng; Ủy ban nhân dân các xã, phường: tổ chức phân luồng giao thông từ ngày 04/9/2025 đến hết ngày 06/9/2025.
5. Giao Giám đốc Sở Giáo dục và Đào tạo theo dõi, đôn đốc, tổng hợp, báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện trước ngày 10 tháng 9 năm 2025.
Nơi nhận:
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Minh Luân
`,
  },
];
