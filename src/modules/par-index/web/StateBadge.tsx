import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { RoundView } from '../rounds-schema.ts';
import { isStepLate } from './RoundSteps.tsx';
import { words } from './words.ts';

/** The step of a round in word, shape and colour; a step past its day is overdue. */
export function StateBadge({ round, now }: { readonly round: RoundView; readonly now: string }) {
  const m = useMessages(words);
  const status =
    round.state === 'published'
      ? 'confirmed'
      : round.state === 'cancelled'
        ? 'cancelled'
        : round.state !== 'reply' && isStepLate(round, now)
          ? 'open-overdue'
          : 'in-progress';
  return <StatusBadge plain status={status} label={m.stateOf(round.state)} />;
}
