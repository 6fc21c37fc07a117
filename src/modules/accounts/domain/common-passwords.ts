/**
 * Words people build passwords of, written by hand for this program: the world's habits, then Việt Nam's, then
 * the office's. Folded (lower case, no marks, no spaces). A password is refused when it is made of at most two
 * of them with digits or signs around (domain/password.ts), so 'Matkhau@2018' and 'khanhhoa123456' fall
 * without being listed.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `
  password passwords passw0rd passwd pass word admin administrator root user guest login logon signin welcome
  hello letmein secret secure security default changeme change master access system server service test testing
  demo temp temporary newpass mypassword iloveyou loveyou love lovely princess sunshine monkey dragon football
  baseball superman batman shadow michael jordan hunter ninja mustang trustno starwars pokemon cheese chocolate
  summer winter spring autumn january february march april june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday computer internet google facebook windows microsoft
  android iphone samsung abc abcd abcde abcdef qwerty qwertyuiop asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx
  qazwsxedc qweasd qweasdzxc onetwothree whatever freedom killer soccer hockey family forever angel baby girl boy
  flower diamond silver golden orange banana purple blue black white happy lucky money million dollar jesus
  correcthorsebatterystaple correcthorse batterystaple thequickbrownfox quickbrownfox opensesame

  matkhau matkhaumoi matkhaucu matma dangnhap taikhoan quantri quantrivien nguoidung hethong phanmem maytinh
  xinchao chaoban chaomung anhyeuem emyeuanh yeuem yeuanh yeuemnhieulam anhnhoem emnhoanh nhoem nhoanh tinhyeu
  motngaymoi ngaymoi hanhphuc maiyeu maimai mainho yeumai vinhvien trontinh giadinh bome boyeu meyeu concon
  conyeu conyeume vochong voyeu chongyeu vocon bongyeu congchua hoangtu thienthan nguoiyeu banbe banthan
  khongbiet khongco khongnho quenmatkhau quenroi chiuthua bimat tuyetmat motbanbanon mothaibabon mothaiba
  mothaibabonnam mothaibabonnamsau toilatoi toiyeu toiyeuvietnam toiyeuem vietnam vietnamvodich vietnammuonnam
  vodich muonnam hochiminh bachoho bacho hanoi thudohanoi saigon danang haiphong cantho hue nhatrang dalat
  vungtau phuquoc camranh ninhhoa dienkhanh vanninh camlam khanhson khanhvinh truongsa hoangsa khanhhoa
  ninhthuan phanrang binhduong dongnai quangninh quangtri quangnam nghean thanhhoa thaibinh namdinh haiduong
  bacninh bacgiang longan tiengiang vinhlong camau angiang tayninh binhthuan lamdong daklak gialai kontum
  nguyen tran pham hoang huynh phan dang bui ngo duong nguyenvan nguyenthi tranvan tranthi levan lethi phamvan
  phamthi anhdung tuananh minhanh ngocanh thanhtung quanghuy hoanganh thuha thuytrang kimngan
  concho conmeo conga conheo conbo mituot banhmi phobo phoga bunbo comtam cafe caphe biahoi trasua nuocmam
  chelsea manchester liverpool arsenal barcelona realmadrid ronaldo messi bongda congphuong quanghai zing
  zingme zalo garena lienminh lienquan gunny volam sontung sontungmtp

  dunghen dungthoihan ubnd ubndtinh ubndhuyen ubndxa uybannhandan uyban vanphong vanthu congvan hoso motcua
  congchuc vienchuc canbo lanhdao giamdoc chutich chanhvanphong sonoivu noivu sotttt sothongtin thongtin
  truyenthong cchc caicach caicachhanhchinh hanhchinh chinhquyen chinhphu nhanuoc congsan dangcongsan
  nhandan nhiemvu nhacviec chidao coquan donvi tinhuy huyenuy phongban sobannganh kehoach taichinh tuphap
  xaydung giaothong giaoduc yte congan quansu thanhtra khobac thue haiquan
  `
    .trim()
    .split(/\s+/),
);

/** Rows people slide a finger along. */
export const KEY_RUNS: readonly string[] = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qazwsxedcrfvtgbyhnujm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  '!@#$%^&*()',
];
