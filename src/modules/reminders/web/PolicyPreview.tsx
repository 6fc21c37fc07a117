import { TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { SearchOut } from '#modules/org/schema.ts';
import { addDays, isLocalDate, type LocalDate } from '#kernel/local-date.ts';
import { getJson, postJson } from '#web/api.ts';
import { DateField } from '#web/components/DateField.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { SelectField } from '#web/components/fields.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { AgencyPicker, type PickOption, type PickSearch } from '#web/components/SearchPicker.tsx';
import { dayOf } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useNow, useSession } from '#web/session.tsx';
import type { Policy } from '../domain/policy.ts';
import type { Preview, PreviewBody } from '../policy-schema.ts';
import classes from './policy.module.css';
import { policyWords } from './policy-words.ts';
import { PreviewPicture } from './PreviewPicture.tsx';

const searchAgencies: PickSearch = async (text, signal) => {
  if (text === '') return [];
  const { hits } = await getJson<SearchOut>(`/api/org/agencies/search?q=${encodeURIComponent(text)}`, { signal });
  return hits.map(({ agency }) => ({ id: agency.id, label: agency.name }));
};

/** Typing rests this long before the picture is drawn anew. */
const REST_MS = 300;

interface PolicyPreviewProps {
  readonly policy: Policy;
  /** false while something in it is to be mended. */
  readonly isWhole: boolean;
}

/** "Việc giao lúc …, hạn …: những tin này tới những người này vào những lúc này." */
export function PolicyPreview({ policy, isWhole }: PolicyPreviewProps) {
  const m = useMessages(policyWords);
  const today = dayOf(useNow()) ?? '';
  const { agency: own } = useSession();
  const mine = own && { id: own.id, label: own.name };
  const [agency, setAgency] = useState<PickOption | null>(mine);
  const [follower, setFollower] = useState<PickOption | null>(mine);
  const [startOn, setStartOn] = useState<LocalDate | ''>(today);
  const [dueOn, setDueOn] = useState<LocalDate | ''>(isLocalDate(today) ? addDays(today, 14) : '');
  const [startTime, setStartTime] = useState('09:00');
  const [dueTime, setDueTime] = useState('17:00');
  const [urgency, setUrgency] = useState<PreviewBody['urgency']>('normal');
  const body =
    isWhole && agency && startOn !== ''
      ? {
          policy,
          agencyId: agency.id,
          followerAgencyId: follower?.id ?? null,
          startAt: `${startOn}T${startTime || '09:00'}`,
          dueAt: dueOn === '' ? null : `${dueOn}T${dueTime || '17:00'}`,
          urgency,
        }
      : undefined;
  const asked = useRested(body && JSON.stringify(body));
  const preview = useQuery({
    queryKey: ['reminders', 'policy-preview', asked],
    enabled: asked !== undefined,
    queryFn: ({ signal }) => postJson<Preview>('/api/reminders/policy-preview', JSON.parse(asked ?? ''), { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <section className={classes.preview} aria-label={m.preview}>
      <h2>{m.preview}</h2>
      <p className={classes.note}>{m.previewHint}</p>
      <div className={classes.example}>
        <AgencyPicker name="agency" label={m.agency} value={agency} onChange={setAgency} search={searchAgencies} />
        <AgencyPicker
          name="follower"
          label={m.follower}
          value={follower}
          onChange={setFollower}
          search={searchAgencies}
        />
        <div className={classes.line}>
          <DateField name="start" label={m.start} value={startOn} onChange={setStartOn} />
          <TextInput
            type="time"
            label={m.startTime}
            value={startTime}
            onChange={(event) => setStartTime(event.currentTarget.value)}
          />
        </div>
        <div className={classes.line}>
          <DateField name="due" label={m.due} description={m.dueHint} value={dueOn} onChange={setDueOn} />
          <TextInput
            type="time"
            label={m.dueTime}
            value={dueTime}
            onChange={(event) => setDueTime(event.currentTarget.value)}
          />
        </div>
        <SelectField
          name="urgency"
          label={m.urgency}
          value={urgency}
          onChange={(value) => setUrgency(value as PreviewBody['urgency'])}
          data={[
            { value: 'normal', label: m.normal },
            { value: 'urgent', label: m.urgent },
            { value: 'very-urgent', label: m.veryUrgent },
            { value: 'express', label: m.express },
          ]}
        />
      </div>
      {!isWhole && <p aria-live="polite">{m.mendFirst}</p>}
      {isWhole && !body && <p aria-live="polite">{m.needExample}</p>}
      {body && preview.isPending && <Loading />}
      {body && preview.isError && <ErrorBox error={preview.error} />}
      {body && preview.data && <PreviewPicture preview={preview.data} />}
    </section>
  );
}

/** The text once it has not changed for a while. */
function useRested(text: string | undefined): string | undefined {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
