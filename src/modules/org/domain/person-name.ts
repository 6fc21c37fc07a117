/** "Nguyễn Văn An" as it is sorted in Vietnamese lists: given name, family name, the rest. */
export function sortName(fullName: string): string {
  const words = fullName.split(/\s+/);
  const given = words.at(-1) ?? '';
  return words.length < 2 ? given : [given, words[0], ...words.slice(1, -1)].join(' ');
}
