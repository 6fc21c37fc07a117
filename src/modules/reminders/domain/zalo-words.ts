import { placesOf } from './template.ts';
import { isVariable, type Variables } from './template-variables.ts';

/*
 * Zalo sends no words of ours: it fills the places of a template it approved before (ZNS). So the text of a version is
 * registered there word for word and the version keeps the id Zalo gave it; what is sent fills exactly its places.
 */

/** The text as it is registered with Zalo, which writes a place "<han>". */
export function zaloText(body: string): string {
  return filled(body, (name) => `<${name}>`);
}

/**
 * What the places of the registered text are filled with.
 * @throws RangeError for a variable that is not known
 */
export function zaloValues(body: string, variables: Variables): Record<string, string> {
  return Object.fromEntries(placesOf(body).map((name) => [name, valueOf(name, variables)]));
}

/** What the reader sees: the registered text with its places filled; unlike elsewhere no part of it is ever left out. */
export function zaloShown(body: string, variables: Variables): string {
  return filled(body, (name) => valueOf(name, variables));
}

function filled(body: string, write: (name: string) => string): string {
  return body.replace(/\{([^{}]*)\}/g, (_place, name: string) => write(name));
}

function valueOf(name: string, variables: Variables): string {
  if (!isVariable(name)) throw new RangeError(`unknown variable in a template: ${name}`);
  return variables[name];
}
