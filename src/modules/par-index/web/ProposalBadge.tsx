import { type Status, StatusBadge } from '#web/components/StatusBadge.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { ProposalSummary } from '../proposals-schema.ts';
import { proposalWords } from './proposal-words.ts';

const STATUS: Readonly<Record<ProposalSummary['state'], Status>> = {
  draft: 'in-progress',
  submitted: 'new',
  returned: 'returned',
  approved: 'received',
  sent: 'reported',
  answered: 'confirmed',
  withdrawn: 'cancelled',
};

/** Where a proposal stands, in word, shape and colour. */
export function ProposalBadge({ state }: { readonly state: ProposalSummary['state'] }) {
  const m = useMessages(proposalWords);
  return <StatusBadge plain status={STATUS[state]} label={m.stateOf(state)} />;
}
