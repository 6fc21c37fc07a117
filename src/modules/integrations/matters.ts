import { Refusal } from '#kernel/refusal.ts';
import { obligationOf } from '#modules/reminders/public.ts';
import { asProgram, type Work } from '#platform/db/province.ts';
import type { MatterView } from './schema.ts';
import { findApplication } from './store/key-store.ts';
import { findRegistration } from './store/registration-store.ts';

/**
 * A matter of another application as a person sees it before going there; who may see the obligation may see it.
 * @throws Refusal `integrations.unknown_obligation` (404), also for what the person may not see
 */
export async function readMatter(work: Work, source: string, key: string): Promise<MatterView> {
  return work.run(async (tx) => {
    const seen = await obligationOf(tx, source, key);
    const [known, application] = await asProgram(tx, async () => [
      await findRegistration(tx.db, source, key),
      await findApplication(tx.db, source),
    ]);
    if (!seen || !known || !application) throw new Refusal('integrations.unknown_obligation', 404);
    return {
      obligationId: seen.id,
      title: seen.title,
      application: application.name,
      url: known.url,
      host: known.url === null ? null : new URL(known.url).host,
      doneWhen: known.sent.doneWhen,
      explanation: [...seen.explanation],
      state: seen.state,
    };
  });
}
