import type { Facts } from '../domain/facts.ts';

/** Where the dossier stands: what nearly every event changes. */
const placeColumns = (facts: Facts) => ({
  state: facts.state,
  clock: facts.clock,
  step_key: facts.stepKey,
  step_name: facts.stepName,
  step_minutes: facts.stepMinutes,
  step_entered_at: facts.stepEnteredAt,
  step_due_at: facts.stepDueAt,
  agency_id: facts.agencyId,
  officer_id: facts.officerId,
  version: facts.version,
});

/** What was promised, and what moves the promise. */
const termColumns = (facts: Facts) => ({
  resume_state: facts.resumeState,
  submitted_at: facts.submittedAt,
  received_at: facts.receivedAt,
  first_due_at: facts.firstDueAt,
  lawful_due_at: facts.lawfulDueAt,
  due_at: facts.dueAt,
  plain_end_on: facts.plainEndOn,
  lawful_plain_end_on: facts.lawfulPlainEndOn,
  stopped_at: facts.stoppedAt,
  reappointments: facts.reappointments,
  supplement_rounds: facts.supplementRounds,
  wait_until: facts.waitUntil,
});

/** How it ended. */
const endColumns = (facts: Facts) => ({
  finished_at: facts.finishedAt,
  ended_at: facts.endedAt,
  returned_at: facts.returnedAt,
  outcome: facts.outcome,
  was_late: facts.wasLate,
});

/** What goes on beside the leading part. */
const besideColumns = (facts: Facts) => ({
  opinions: JSON.stringify(facts.opinions),
  tracks: facts.tracks && JSON.stringify(facts.tracks),
  supplement_draft_id: facts.supplementDraftId,
  apology_draft_id: facts.apologyDraftId,
});

/** The columns that keep the fold. */
export const rowOfFacts = (facts: Facts) => ({
  ...placeColumns(facts),
  ...termColumns(facts),
  ...endColumns(facts),
  ...besideColumns(facts),
});

/**
 * Those of them that an event can have changed, in groups, so that there are few different texts of the statement.
 * @param before the fold as the row has it
 */
export const changesOfFacts = (before: Facts, after: Facts): Partial<ReturnType<typeof rowOfFacts>> => ({
  ...placeColumns(after),
  ...changed(termColumns(before), termColumns(after)),
  ...changed(endColumns(before), endColumns(after)),
  ...changed(besideColumns(before), besideColumns(after)),
});

/** All of a group, or nothing. A moment an event leaves alone is the very same; one that is made anew counts as changed. */
function changed<Columns extends object>(before: Columns, after: Columns): Partial<Columns> {
  const names = Object.keys(after) as (keyof Columns)[];
  return names.every((name) => before[name] === after[name]) ? {} : after;
}
