import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { CHANNELS } from '../domain/channel.ts';
import type { TemplateList, TemplateView } from '../template-schema.ts';
import classes from './templates.module.css';
import { channelWords, templateWords } from './template-words.ts';
import { kindWords } from './words.ts';

/** Mẫu tin nhắc việc: what each channel says for each kind of step, and whether the province changed it. */
export default function TemplatesPage() {
  const m = useMessages(templateWords);
  const language = useLanguage();
  const list = useQuery({
    queryKey: ['reminders', 'templates'],
    queryFn: ({ signal }) => getJson<TemplateList>('/api/reminders/templates', { signal }),
  });
  const state = ({ channel, version, isDefault, fields }: TemplateView) =>
    [
      m.version(version),
      isDefault ? m.isDefault : m.changed,
      ...(channel === 'zalo' && !fields.templateId ? [m.notSent] : []),
    ].join(', ');
  const columns: Column<TemplateView>[] = [
    {
      key: 'kind',
      header: m.kind,
      cell: ({ channel, kind }) => (
        <PageLink to={`/quan-tri/mau-tin/${channel}/${kind}`}>
          {kindWords[kind][language]}
          <span className="dh-visually-hidden">, {channelWords[channel][language]}</span>
        </PageLink>
      ),
      copy: ({ kind }) => kindWords[kind][language],
    },
    {
      key: 'words',
      header: m.words,
      width: 'wide',
      cell: ({ fields }) => <span className={classes.excerpt}>{fields.subject ?? fields.body}</span>,
      copy: ({ fields }) => fields.subject ?? fields.body,
    },
    { key: 'version', header: m.by, cell: state, copy: state },
  ];
  return (
    <Page title={m.title} lead={m.lead}>
      {list.isPending && <Loading />}
      {list.isError && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess &&
        CHANNELS.map((channel) => (
          <section key={channel} className={classes.channel}>
            <h2>{channelWords[channel][language]}</h2>
            <DataTable
              caption={channelWords[channel][language]}
              columns={columns}
              rows={list.data.templates.filter((each) => each.channel === channel)}
              rowKey={({ kind }) => kind}
            />
          </section>
        ))}
    </Page>
  );
}
