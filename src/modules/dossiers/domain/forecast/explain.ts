import type { Basis, Forecast, Level } from './model.ts';

const WITH_WHOM: Readonly<Record<Level, string>> = {
  all: 'mọi thủ tục trong tỉnh',
  procedure: 'cùng thủ tục',
  agency: 'cùng thủ tục tại cơ quan này',
  step: 'cùng thủ tục, cùng cơ quan, đang ở đúng bước này',
};

/** Fewer than this in the narrowest group, and the reader is told that little is known. */
const FEW = 20;

/** Why this probability, in Vietnamese sentences: the groups it was compared with and how many of each became late. */
export function explainForecast({ probability, low, high, basis }: Forecast): string[] {
  if (basis.length === 0) return ['Chưa có hồ sơ nào đã qua hạn để so sánh, nên chưa dự báo được.'];
  const narrowest = basis.at(-1);
  const sentences = [
    `Khả năng trễ hạn khoảng ${percent(probability)} (90 % trong khoảng ${percent(low)} đến ${percent(high)}).`,
    ...basis.slice(-2).map(sentenceOf),
  ];
  if (narrowest && narrowest.open < FEW)
    sentences.push(`Nhóm gần nhất chỉ có ${narrowest.open} hồ sơ, nên dự báo dựa nhiều vào nhóm rộng hơn.`);
  return sentences;
}

function sentenceOf({ level, open, late }: Basis): string {
  return `Trong ${open} hồ sơ ${WITH_WHOM[level]} còn mở khi đã dùng chừng ấy thời gian, ${late} hồ sơ sau đó trễ hạn.`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
