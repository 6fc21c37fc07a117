import { defineMessages } from '#web/i18n/messages.ts';

/** Words of the history, of why a place moved, and of crowding at a step. */
export const historyWords = defineMessages(
  {
    history: 'Thứ hạng qua các năm',
    onlyOne: 'Mới có một đợt đã chốt của khối này, nên chưa có gì để so.',
    unit: 'Đơn vị',
    chart: (unit: string) => `Thứ hạng qua các năm của khối, nét đậm là ${unit}. Bảng bên dưới có đủ số liệu.`,
    hint: 'Nét đậm là đơn vị đang chọn, nét mờ là các đơn vị khác. Hạng 1 ở trên cùng.',
    breakHint:
      'Vạch đứt là chỗ bộ tiêu chí thay đổi: hai bên không nối được với nhau. Vòng tròn rỗng là hạng năm trước nếu chấm theo quy tắc mới.',
    exact: (exact: string, covered: string) =>
      `Tính lại theo quy tắc mới: ${exact} số điểm tính được chính xác từ số liệu cũ, ${covered} có căn cứ.`,
    under: (year: number) => `theo bộ năm ${year}`,
    table: 'Hạng và chỉ số từng năm',
    rankIn: (year: number) => `Hạng ${year}`,
    indexIn: (year: number) => `Chỉ số ${year}`,
    why: 'Vì sao thứ hạng thay đổi',
    from: (unit: string, before: number, year: number, after: number, next: number) =>
      `${unit}: hạng ${before} năm ${year}, hạng ${after} năm ${next}.`,
    common: (units: number) => `So trong ${units} đơn vị có mặt ở cả hai năm.`,
    own: 'Điểm của chính đơn vị',
    others: 'Điểm của các đơn vị khác',
    rules: 'Quy tắc chấm thay đổi',
    sum: 'Cộng lại',
    places: (places: string) => `${places} bậc`,
    shapley:
      'Mỗi phần là trung bình trên mọi thứ tự mà ba nguyên nhân có thể xảy ra, nên không phần nào được ưu tiên và cộng lại vừa đủ. Dấu cộng là lên hạng.',
    within: (places: string) =>
      `Thay đổi này không lớn hơn sai số của hai năm cộng lại (khoảng ${places} bậc): chưa thể nói đơn vị thật sự tiến hay lùi.`,
    beyond: (places: string) => `Thay đổi này lớn hơn sai số của hai năm cộng lại (khoảng ${places} bậc).`,
    noNoise: 'Số liệu không kèm sai số, nên không biết bao nhiêu phần của thay đổi là ngẫu nhiên.',
    computing: 'Đang tính…',
    bunching: 'Dồn ngay trên ngưỡng',
    bunchingHint:
      'Mỗi chấm là một đơn vị, vạch đứng là ngưỡng được thêm điểm. Nhiều đơn vị vừa qua ngưỡng mà ít đơn vị vừa hụt có thể do số liệu được đẩy qua ngưỡng, hoặc do ai cũng dừng khi đủ; con số không nói được điều nào.',
    bunchingNone: 'Không ngưỡng nào có đủ đơn vị đứng sát để xét.',
    bunchRow: (above: number, below: number, edge: string) => `${above} vừa qua ${edge}, ${below} vừa hụt`,
    chance: (share: string) => `ngẫu nhiên cũng gặp: ${share}`,
    suspicious: 'Đáng xem lại',
    tested: (edges: number) =>
      `Đã xét ${edges} ngưỡng tỷ lệ, mỗi bên 5 điểm phần trăm; khả năng ngẫu nhiên đã tính cả việc xét nhiều ngưỡng. Ngưỡng sát 0 % và 100 % không xét, vì ở đó các đơn vị dồn lại là lẽ thường.`,
    damage: 'Bỏ tiêu chí nào làm thứ hạng xáo trộn nhất',
    damageHint: 'Độ dài là số bậc trung bình mỗi đơn vị phải đổi nếu bỏ tiêu chí.',
    damageRow: (mean: string, unit: string, places: string) => `${mean} bậc; nhiều nhất ${unit} ${places}`,
    control: 'Chênh lệch điểm do đâu',
    controlHint: 'Phần mỗi nhóm tiêu chí quyết định trong chênh lệch tổng điểm, cạnh phần điểm tối đa của nhóm.',
    controlled: 'Đơn vị tự tác động được',
    uncontrolled: 'Ngoài tầm đơn vị',
    unknown: 'Chưa đánh giá',
    controlRow: (real: string, stated: string) => `quyết định ${real}, chiếm ${stated} điểm tối đa`,
  },
  {
    history: 'Places over the years',
    onlyOne: 'Only one round of this block is closed, so there is nothing to compare.',
    unit: 'Unit',
    chart: (unit: string) => `Places of the block over the years, ${unit} in bold. The table below has all figures.`,
    hint: 'The bold line is the chosen unit, the pale ones the others. Place 1 is at the top.',
    breakHint:
      'The dashed rule is where the criteria changed: the two sides cannot be joined. A ring is the place of the year before under the new rules.',
    exact: (exact: string, covered: string) =>
      `Under the new rules: ${exact} of the points follow exactly from the old figures, ${covered} have some ground.`,
    under: (year: number) => `by the set of ${year}`,
    table: 'Place and index in each year',
    rankIn: (year: number) => `Place ${year}`,
    indexIn: (year: number) => `Index ${year}`,
    why: 'Why the place changed',
    from: (unit: string, before: number, year: number, after: number, next: number) =>
      `${unit}: place ${before} in ${year}, place ${after} in ${next}.`,
    common: (units: number) => `Among the ${units} units of both years.`,
    own: 'The unit’s own points',
    others: 'Points of the others',
    rules: 'The change of rules',
    sum: 'Together',
    places: (places: string) => `${places} places`,
    shapley:
      'Each part is the mean over all orders in which the three could have happened, so none is preferred and they add up. Plus means a better place.',
    within: (places: string) =>
      `The change is no larger than the error of both years together (about ${places} places): it cannot be said whether the unit really moved.`,
    beyond: (places: string) => `The change is larger than the error of both years together (about ${places} places).`,
    noNoise: 'The figures carry no error, so nobody knows how much of the change is chance.',
    computing: 'Working it out…',
    bunching: 'Crowding just above a step',
    bunchingHint:
      'Each dot is a unit, the upright line a step that earns more points. Many just over and few just under may mean figures moved over the step, or that everybody stops there; the numbers cannot say which.',
    bunchingNone: 'No step has enough units near it to judge.',
    bunchRow: (above: number, below: number, edge: string) => `${above} just over ${edge}, ${below} just under`,
    chance: (share: string) => `by chance alone: ${share}`,
    suspicious: 'Worth a look',
    tested: (edges: number) =>
      `${edges} steps of a share were looked at, 5 percentage points on each side; the chance allows for looking at many. Steps near 0 % and 100 % are left out: units gather there of themselves.`,
    damage: 'Dropping which criterion upsets the order most',
    damageHint: 'The length is the mean number of places a unit moves when the criterion is dropped.',
    damageRow: (mean: string, unit: string, places: string) => `${mean} places; most ${unit} ${places}`,
    control: 'Where the differences come from',
    controlHint:
      'What each group of criteria decides of the differences in the total, beside its share of the maximum.',
    controlled: 'In the unit’s hands',
    uncontrolled: 'Beyond the unit',
    unknown: 'Not assessed',
    controlRow: (real: string, stated: string) => `decides ${real}, holds ${stated} of the maximum`,
  },
);
