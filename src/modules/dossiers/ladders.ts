import { seedPolicy } from '#modules/reminders/public.ts';
import type { Tx } from '#platform/db/province.ts';
import {
  ANSWER_LADDER,
  APOLOGY_LADDER,
  DOSSIER_LADDER,
  OPINION_LADDER,
  STEP_LADDER,
  SUPPLEMENT_LADDER,
} from './domain/ladders.ts';

/** Brings the reminder ladders of dossiers up to date; what a province made its own stays. */
export async function seedDossierReminders(tx: Tx): Promise<void> {
  await seedPolicy(tx, 'dossier', DOSSIER_LADDER);
  await seedPolicy(tx, 'dossier-step', STEP_LADDER);
  await seedPolicy(tx, 'dossier-opinion', OPINION_LADDER);
  await seedPolicy(tx, 'dossier-apology', APOLOGY_LADDER);
  await seedPolicy(tx, 'dossier-supplement', SUPPLEMENT_LADDER);
  await seedPolicy(tx, 'dossier-answer', ANSWER_LADDER);
}
