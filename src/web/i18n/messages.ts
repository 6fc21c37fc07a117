import { currentLanguage, type Language, useLanguage } from './language.ts';

/** One message: a sentence, or a function of values that makes one. */
type Message = string | ((...values: never[]) => string);
/** English must have the same messages as Vietnamese, with the same parameters. */
type SameShape<V> = {
  [K in keyof V]: V[K] extends (...values: infer A) => string ? (...values: A) => string : string;
};

/** The sentences of one page or component in both languages. */
export interface Catalogue<V> {
  readonly vi: V;
  readonly en: SameShape<V>;
}

/**
 * Declares the sentences of a page: Vietnamese first, English with the very same keys (the compiler
 * refuses a missing one). Values go in through functions: `late: (days: number) => …`.
 */
export function defineMessages<const V extends Record<string, Message>>(vi: V, en: SameShape<V>): Catalogue<V> {
  return { vi, en };
}

function pick<V>(catalogue: Catalogue<V>, language: Language): SameShape<V> {
  return language === 'en' ? catalogue.en : (catalogue.vi as unknown as SameShape<V>);
}

/** The catalogue's sentences in the language on screen; changes with it. */
export function useMessages<V>(catalogue: Catalogue<V>): SameShape<V> {
  return pick(catalogue, useLanguage());
}

/** The same outside a component (toasts, errors): read at the moment of the call. */
export function messagesNow<V>(catalogue: Catalogue<V>): SameShape<V> {
  return pick(catalogue, currentLanguage());
}

/** A label in both languages, as page definitions carry them. */
export interface BothLanguages {
  readonly vi: string;
  readonly en: string;
}
