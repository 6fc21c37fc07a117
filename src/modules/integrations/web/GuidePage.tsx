import { Guide } from '#web/components/Guide.tsx';
import { Page } from '#web/components/Page.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import guide from '../../../../docs/reminders-api.md?raw';
import { words } from './words.ts';

/** Hướng dẫn kết nối: what an outside developer needs, open to anybody; its examples are run by our tests. */
export default function GuidePage() {
  const m = useMessages(words);
  return (
    <Page title={m.guide} lead={m.guideLead} secondary={<a href="/api/docs">{m.interface}</a>}>
      <Guide text={guide} />
    </Page>
  );
}
