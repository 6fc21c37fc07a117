import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { passwordFault } from './password.ts';

const owner = { login: 'nguyen.thi.hoa', fullName: 'Nguyễn Thị Hòa' };

const refused: [string, string, string][] = [
  ['Abc12345!', 'too_short', 'composition does not make up for length'],
  ['a'.repeat(129), 'too_long', 'longer than is kept'],
  ['ô'.repeat(11), 'too_short', 'eleven characters, however many bytes'],
  ['o\u0302'.repeat(11), 'too_short', 'the same eleven typed with marks apart'],
  ['aaaaaaaaaaaa', 'simple', 'one key held down'],
  ['121212121212', 'simple', 'two keys'],
  ['056090001234', 'simple', 'twelve digits: an identity card number'],
  ['09051234560905123456'.slice(0, 19), 'simple', 'a telephone number twice'],
  ['abc9abc9abc9', 'simple', 'four keys thrice'],
  ['qwertyuiop123', 'simple', 'rows of the keyboard'],
  ['0987654321qwe', 'simple', 'rows backwards'],
  ['1q2w3e4r5t6y', 'simple', 'a zigzag'],
  ['password2018', 'common', 'the most common word'],
  ['P@ssw0rd@2018', 'common', 'with signs for letters'],
  ['matkhau@2018', 'common', 'the most common word in Vietnamese'],
  ['Mật khẩu 2018!', 'common', 'with its marks and a space'],
  ['anhyeuem@14022018', 'common', 'a declaration and a date'],
  ['khanhhoa123456', 'common', 'the province'],
  ['UBND.KhanhHoa.2018', 'common', 'two words of the office'],
  ['vietnamvodich1', 'common', 'the stadium'],
  ['Dung-Hen-2018-2026', 'common', 'this program'],
  ['nguyen.thi.hoa', 'like_name', 'the login'],
  ['NguyenThiHoa1990', 'like_name', 'the name and a year of birth'],
  ['Hòa Thị Nguyễn', 'like_name', 'the name the other way round'],
  ['nguyenthihoaabc', 'like_name', 'the login and a little more'],
];

for (const [password, fault, why] of refused) {
  test(`a password is refused as ${fault}: ${why}`, () => {
    assert.equal(passwordFault(password, owner), fault, password);
  });
}

const accepted: [string, string][] = [
  ['con trâu đen gặm cỏ non', 'a phrase in small letters: no rule of composition'],
  ['xe đạp xanh dưới mưa', 'a phrase with spaces and marks'],
  ['tlmqhzrgkwxv', 'twelve random letters'],
  ['83920174650192837465', 'twenty digits'],
  ['83920174650192837465abc', 'twenty random digits and a common word'],
  ['matkhau cua toi la bimat', 'common words in a phrase of one’s own'],
  ['ô'.repeat(3) + 'êâăđơưáà!', 'Vietnamese letters count as characters'],
];
for (const [password, why] of accepted) {
  test(`a password is taken: ${why}`, () => {
    assert.equal(passwordFault(password, owner), undefined, password);
  });
}

test('the owner’s short name alone does not forbid every password that holds it', () => {
  assert.equal(passwordFault('lan man cánh đồng', { login: 'lan', fullName: 'Lan' }), undefined);
});

test('any text is judged the same in composed and decomposed form, and quickly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      assert.equal(passwordFault(text.normalize('NFD'), owner), passwordFault(text.normalize('NFC'), owner));
    }),
    { numRuns: 300 },
  );
});
