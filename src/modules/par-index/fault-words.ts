import type { MeasureFault } from '#modules/measures/public.ts';

/** Why figures are not taken, in words. */
export const FAULT_WORDS: Readonly<Record<MeasureFault, string>> = {
  'numerator-ids-differ': 'Tử số không bằng số mục được đếm.',
  'denominator-ids-differ': 'Mẫu số không bằng số mục được đếm.',
  'numerator-outside-denominator': 'Có mục ở tử số mà không ở mẫu số.',
  'repeated-id': 'Có mục bị đếm hai lần.',
  'not-a-count': 'Tử số hoặc mẫu số không phải số đếm.',
};
