import { defineMessages } from '#web/i18n/messages.ts';

/** A search that found something else than what was typed, or nothing. */
export const searchWords = defineMessages(
  {
    notFound: (typed: string) => `Không thấy “${typed}”`,
    notFoundText: 'Tìm bằng mã hồ sơ, phần cuối của mã, tên, hoặc đủ số điện thoại, số định danh.',
    meant: 'Có người nộp tên gần giống:',
    everywhere: 'Tìm trong tất cả hồ sơ, kể cả đã xong',
    clear: 'Bỏ bộ lọc',
    'code-slip': 'Không có mã đúng như đã gõ. Đây là mã gần giống nhất.',
    slip: 'Không có tên đúng như đã gõ. Đây là tên gần giống nhất.',
    words: 'Không có tên nào viết liền như vậy. Đây là hồ sơ có đủ các từ đó.',
    procedure: 'Không có ai tên như vậy. Đây là hồ sơ của thủ tục có các từ đó.',
  },
  {
    notFound: (typed: string) => `“${typed}” was not found`,
    notFoundText: 'Type a code or its end, a name without accents, or a whole phone or identity number.',
    meant: 'Did you mean a name like these:',
    everywhere: 'Search all dossiers, finished ones too',
    clear: 'Clear filters',
    'code-slip': 'No code is exactly that. This is the nearest.',
    slip: 'No name is exactly that. This is the nearest.',
    words: 'No name reads like that. These dossiers hold all the words.',
    procedure: 'Nobody is called that. These are dossiers of procedures with these words.',
  },
);
