import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Forbidden } from '#web/components/Forbidden.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { useSearchParams, useSetSearchParams } from '#web/search-params.ts';
import { useCan } from '#web/session.tsx';
import type { AgencyDetail } from '../schema.ts';
import { pickedOf } from './AgencyPick.tsx';
import { type Kind, KINDS, type Picked } from './change-draft.ts';
import { CHANGE_WORDS, changeWords } from './change-words.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { ChangeList } from './ChangeList.tsx';
import classes from './org.module.css';

const ADDRESS: Readonly<Record<Kind, string>> = {
  merge: 'sap-nhap',
  split: 'chia-tach',
  rename: 'doi-ten',
  move: 'chuyen-cap-tren',
  add: 'thanh-lap',
  end: 'giai-the',
};

/** Sắp xếp cơ quan: decide a change, see what it will do, confirm; and what was decided before. */
export default function ManagePage() {
  const m = useMessages(changeWords);
  const can = useCan();
  const search = useSearchParams();
  const set = useSetSearchParams();
  const agencyId = search['co-quan'];
  const kind = KINDS.find((one) => ADDRESS[one] === search['viec']) ?? 'merge';
  // The agency this page was opened for, if any.
  const start = useQuery({
    queryKey: ['org', 'agency', agencyId, 'start'],
    queryFn: ({ signal }) => getJson<AgencyDetail>(`/api/org/agencies/${agencyId}`, { signal }),
    enabled: agencyId !== undefined,
  });
  // A decision recorded empties the form.
  const [round, setRound] = useState(0);
  if (!can('org.manage')) return <Forbidden />;
  if (agencyId !== undefined && start.isPending) return <Loading />;
  const picked: Picked | null = start.data ? pickedOf(start.data.agency) : null;
  return (
    <Page title={m.title} lead={m.lead}>
      {start.isError && <ErrorBox error={start.error} retry={start.refetch} />}
      <fieldset className={classes.operations}>
        <legend>{m.whatToDo}</legend>
        {KINDS.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="change-kind"
              checked={one === kind}
              onChange={() => set({ viec: ADDRESS[one] })}
            />
            {m[CHANGE_WORDS[one]]}
          </label>
        ))}
      </fieldset>
      <ChangeForm
        key={`${kind} ${agencyId ?? ''} ${round}`}
        kind={kind}
        start={picked}
        onDone={() => setRound(round + 1)}
      />
      <Sheet title={m.decided}>
        <ChangeList />
      </Sheet>
    </Page>
  );
}
