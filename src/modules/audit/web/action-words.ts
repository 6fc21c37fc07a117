/** What a recorded action means, in words; an action without an entry is shown by its code. */
const VIETNAMESE: Readonly<Record<string, string>> = {};

export function actionWords(action: string): string {
  return VIETNAMESE[action] ?? action;
}
