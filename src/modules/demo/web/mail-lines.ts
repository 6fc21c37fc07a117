/** A line of a plain mail: words, or words that lead into the program. */
export type MailLine =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'link'; readonly words: string; readonly to: string }
  | { readonly kind: 'gap' };

const LINK = /^(.{1,80}?): (https?:\/\/\S+)$/;

/**
 * A mail of ours line by line; "Mở việc: https://…/nhiem-vu/1" becomes a link to that page of the program the reader
 * is in, whatever address the mail was written for.
 */
export function mailLines(text: string): MailLine[] {
  return text
    .trim()
    .split('\n')
    .map((line): MailLine => {
      if (line.trim() === '') return { kind: 'gap' };
      const [, words, address] = LINK.exec(line.trim()) ?? [];
      if (!words || !address || !URL.canParse(address)) return { kind: 'words', text: line };
      const { pathname, search } = new URL(address);
      return { kind: 'link', words, to: pathname + search };
    });
}
