/** The value at a dotted path of a JSON text, as text; undefined where there is none, or where the text is no JSON. */
export function fieldOf(json: string, path: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** A code another side gave, fit to be kept and shown: no sentence of theirs, which may repeat a number. */
export function codeOf(value: string | undefined): string {
  return (value ?? 'none').replace(/[^A-Za-z0-9_.-]/g, '').slice(0, 24) || 'none';
}
