import { isLocalDate } from '#kernel/local-date.ts';
import { Page } from '#web/components/Page.tsx';
import { dayOf } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { usePageParams } from '#web/navigation.tsx';
import { useSearchParams } from '#web/search-params.ts';
import { useNow } from '#web/session.tsx';
import { AgencyView } from './AgencyView.tsx';
import { words } from './words.ts';

/** One agency at an address of its own: what other pages link to. */
export default function AgencyPage() {
  const m = useMessages(words);
  const { id = '' } = usePageParams();
  const asked = useSearchParams()['ngay'] ?? '';
  const now = useNow();
  const on = isLocalDate(asked) ? asked : (dayOf(now) ?? '');
  return (
    <Page title={m.title} breadcrumb={[{ label: m.title, to: '/co-quan' }]} width="reading">
      <AgencyView key={`${id} ${on}`} id={id} on={on} />
    </Page>
  );
}
