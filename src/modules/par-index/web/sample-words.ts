import { defineMessages } from '#web/i18n/messages.ts';

/** Words of the blind second score. */
export const sampleWords = defineMessages(
  {
    title: 'Chấm lại độc lập',
    what: 'Một phần tiêu chí được bên thẩm định thứ hai chấm lại mà không thấy điểm lần đầu, để biết các bên chấm có thống nhất không. Mỗi đợt rút một lần.',
    draw: 'Rút mẫu',
    percent: 'Tỷ lệ rút (%)',
    percentHint: 'Từ 1 đến 50 phần trăm số tiêu chí được thẩm định',
    seed: 'Số rút thăm',
    seedHint: 'Một số nguyên chọn trước mọi người, ví dụ số biên bản. Cùng số này ai cũng rút lại được đúng mẫu đó.',
    badPercent: 'Nhập số nguyên từ 1 đến 50.',
    badSeed: 'Nhập một số nguyên không âm.',
    done: (chosen: number) => `Đã rút ${chosen} tiêu chí để chấm lại.`,
    drawn: (count: number) => `Mẫu chấm lại độc lập: ${count} tiêu chí.`,
    cancel: 'Thôi',
  },
  {
    title: 'Blind second score',
    what: 'Some criteria are scored again by the second appraiser, who does not see the first score, to learn whether appraisers agree. Drawn once a round.',
    draw: 'Draw the sample',
    percent: 'Share (%)',
    percentHint: 'From 1 to 50 per cent of what is appraised',
    seed: 'Seed',
    seedHint: 'A whole number chosen before witnesses. With it anybody can draw the same sample again.',
    badPercent: 'A whole number from 1 to 50.',
    badSeed: 'A whole number, not negative.',
    done: (chosen: number) => `${chosen} criteria drawn for a second score.`,
    drawn: (count: number) => `Sample for the blind second score: ${count} criteria.`,
    cancel: 'Cancel',
  },
);
