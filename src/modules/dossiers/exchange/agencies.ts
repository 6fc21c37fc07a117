import { bodyResolver, findLivingAgencyByCode, listAgencies } from '#modules/org/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';

const REMEMBERED = 20_000;

/**
 * Finds the agency a source means, by our code or by any name it carries or carried; each text is asked once in a run.
 * Dossiers whose agency cannot be told stand with the provincial People's Committee and keep the source's own word.
 */
export class AgencyFinder {
  #known = new Map<string, string | null>();
  /** What was known before `#known` grew full: batches that are being written still ask for it. */
  #before = new Map<string, string | null>();
  readonly #unmatched = new Map<string, number>();
  #fallback: string | undefined;

  /** Reads what has to be known before a batch. */
  async learn(tx: Tx, texts: Iterable<string | null>): Promise<void> {
    this.#fallback ??= await provinceAgency(tx);
    const open = new Set([...texts].filter((text): text is string => text !== null && this.#idOf(text) === undefined));
    if (open.size === 0) return;
    if (this.#known.size > REMEMBERED) {
      this.#before = this.#known;
      this.#known = new Map();
    }
    const resolve = await bodyResolver(tx, tx.today);
    for (const text of open) {
      const byCode = /^[\w.-]{2,40}$/.test(text) ? await findLivingAgencyByCode(tx, text) : undefined;
      const named = byCode ? undefined : await resolve(text);
      const id = byCode?.id ?? (named && !named.group && named.agencyIds.length === 1 ? named.agencyIds[0] : undefined);
      this.#known.set(text, id ?? null);
    }
  }

  /** The agency of a text that was learned; the province's where it names none. */
  of(text: string | null): string {
    return (text === null ? null : this.#idOf(text)) ?? this.#fallback ?? '';
  }

  /** Counts a dossier whose text names no agency; false when it does. */
  missed(text: string | null): boolean {
    if (text === null || this.#idOf(text) !== null) return false;
    if (this.#unmatched.size < 1000 || this.#unmatched.has(text))
      this.#unmatched.set(text, (this.#unmatched.get(text) ?? 0) + 1);
    return true;
  }

  /** Undefined for a text that was not learned, null for one that names no agency. */
  #idOf(text: string): string | null | undefined {
    const known = this.#known.get(text);
    return known === undefined ? this.#before.get(text) : known;
  }

  /** Names that fit no agency, the most frequent first. */
  unmatched(limit: number): { readonly name: string; readonly dossiers: number }[] {
    return [...this.#unmatched]
      .map(([name, dossiers]) => ({ name, dossiers }))
      .sort((a, b) => b.dossiers - a.dossiers || (a.name < b.name ? -1 : 1))
      .slice(0, limit);
  }
}

/** @throws Refusal `dossiers.import.no_agency` (409) in a province without agencies */
async function provinceAgency(tx: Tx): Promise<string> {
  const top = await listAgencies(tx, { on: tx.today, level: 'tinh' });
  const any = top.find(({ kind }) => kind === 'uy_ban_nhan_dan') ?? top[0];
  if (!any) throw new Refusal('dossiers.import.no_agency', 409);
  return any.id;
}
