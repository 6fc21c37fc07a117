import { defineMessages } from '#web/i18n/messages.ts';

/** The forecast of lateness beside a dossier and over the list of those at risk. */
export const riskWords = defineMessages(
  {
    likely: 'Nhiều khả năng trễ',
    possible: 'Có nguy cơ trễ',
    unlikely: 'Ít khả năng trễ',
    unsure: 'Chưa đủ số liệu để dự báo chắc',
    title: 'Dự báo trễ hạn',
    range: (low: string, high: string) => `Khả năng trễ từ ${low} đến ${high}.`,
    why: 'Vì sao dự báo như vậy?',
    learned: (dossiers: string, asOf: string) => `Học từ ${dossiers} hồ sơ đã qua hạn, tính đến ${asOf}.`,
    filter: 'Dự báo',
    atRisk: 'Có nguy cơ trễ, cao trước',
    considered: (shown: number, considered: number) =>
      `${shown} hồ sơ có nguy cơ trong ${considered} hồ sơ đang chạy và còn hạn.`,
    onlyNearest: (considered: number) =>
      `Chỉ xét ${considered} hồ sơ gần hạn nhất; hãy lọc thêm để xét các hồ sơ khác.`,
    caption: 'Hồ sơ có nguy cơ trễ, cao trước',
    none: 'Không có hồ sơ nào có nguy cơ trễ',
    noneText: 'Hồ sơ đã quá hạn không nằm ở đây; chúng đứng đầu hàng việc.',
    notLearned: 'Chưa dự báo được',
    notLearnedText: 'Chưa có hồ sơ nào đã qua hạn để học. Dự báo được học lại mỗi ngày.',
    back: 'Xem cả hàng việc',
  },
  {
    likely: 'Probably late',
    possible: 'May be late',
    unlikely: 'Hardly late',
    unsure: 'Too little known for a forecast',
    title: 'Forecast of lateness',
    range: (low, high) => `Between ${low} and ${high} likely to be late.`,
    why: 'Why this forecast?',
    learned: (dossiers, asOf) => `Learned from ${dossiers} dossiers whose day has passed, until ${asOf}.`,
    filter: 'Forecast',
    atRisk: 'May be late, most likely first',
    considered: (shown, considered) => `${shown} at risk among ${considered} running dossiers still in time.`,
    onlyNearest: (considered) => `Only the ${considered} nearest to their day were looked at; filter for others.`,
    caption: 'Dossiers at risk, most likely late first',
    none: 'No dossier is at risk',
    noneText: 'Dossiers already overdue are not here; they stand first in their queue.',
    notLearned: 'No forecast yet',
    notLearnedText: 'No dossier whose day has passed to learn from. It is learned anew each day.',
    back: 'See the whole queue',
  },
);
