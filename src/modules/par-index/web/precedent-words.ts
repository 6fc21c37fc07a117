import { defineMessages } from '#web/i18n/messages.ts';

/** Words of precedents. */
export const precedentWords = defineMessages(
  {
    title: 'Tiền lệ',
    show: 'Xem tiền lệ các năm trước',
    none: 'Chưa có tiền lệ: các lần chấm trước của tiêu chí này đều giống nhau, hoặc thuộc đơn vị khác.',
    of: (year: number, agency: string) => `Năm ${year}, ${agency}`,
    steps: (self: string, first: string, second: string, final: string) =>
      `Tự chấm ${self}, thẩm định lần 1 ${first}, lần 2 ${second}; kết quả ${final}.`,
    reason: (text: string) => `Bên thẩm định: ${text}`,
    explanation: (text: string) => `Đơn vị: ${text}`,
    ofRound: (count: number) => `Tiền lệ của đợt này (${count})`,
  },
  {
    title: 'Precedents',
    show: 'Precedents of earlier years',
    none: 'No precedent: earlier scores of this criterion agreed, or belong to other units.',
    of: (year: number, agency: string) => `${year}, ${agency}`,
    steps: (self: string, first: string, second: string, final: string) =>
      `Self-scored ${self}, first appraisal ${first}, second ${second}; result ${final}.`,
    reason: (text: string) => `Appraiser: ${text}`,
    explanation: (text: string) => `Unit: ${text}`,
    ofRound: (count: number) => `Precedents of this round (${count})`,
  },
);
