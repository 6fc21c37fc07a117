/** How a filled place is written so that no value can change what stands around it. */
export type Writing = 'json' | 'form' | 'text' | 'header';

const PLACE = /\{\{\s*([a-z0-9_]+)\s*\}\}/g;

/** The places a template names, each once. */
export function placesOf(template: string): string[] {
  return [...new Set([...template.matchAll(PLACE)].map(([, name = '']) => name))];
}

/**
 * Fills the places of a gateway's template: inside JSON strings, form fields or addresses, plain text, or a header.
 * @throws RangeError for a place without a value
 */
export function fillPlaces(template: string, values: Readonly<Record<string, string>>, writing: Writing): string {
  return template.replace(PLACE, (_all, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new RangeError(`no value for ${name}`);
    switch (writing) {
      case 'json':
        return JSON.stringify(value).slice(1, -1);
      case 'form':
        return encodeURIComponent(value);
      case 'header':
        return value.replace(/[\p{Cc}]/gu, ' ');
      case 'text':
        return value;
    }
  });
}
