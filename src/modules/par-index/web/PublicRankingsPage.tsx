import { Page } from '#web/components/Page.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { PublishedRankings } from './PublishedRankings.tsx';
import { rankingWords } from './ranking-words.ts';

/** Where a citizen begins: every ranking that was published. */
export default function PublicRankingsPage() {
  const m = useMessages(rankingWords);
  return (
    <Page title={m.publicTitle} lead={m.publicAll}>
      <PublishedRankings />
    </Page>
  );
}
