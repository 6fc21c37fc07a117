import { EmptyState } from '../components/EmptyState.tsx';
import { Page } from '../components/Page.tsx';
import { useMessages } from '../i18n/messages.ts';
import { PageLink } from '../navigation.tsx';
import { words as shared } from '../components/words.ts';
import { words } from '../shell/words.ts';

/** An address that leads nowhere: says so and shows the way back. */
export function NotFoundPage() {
  const m = useMessages(words);
  const s = useMessages(shared);
  return (
    <Page title={m.notFoundTitle} width="reading">
      <EmptyState title={m.notFoundText} action={<PageLink to="/">{s.goHome}</PageLink>} />
    </Page>
  );
}
