import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, type ReactNode, useState } from 'react';
import type { LocalDate } from '#kernel/local-date.ts';
import { getJson, postJson } from '#web/api.ts';
import { DateField } from '#web/components/DateField.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { SelectField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { AgenciesPicker, type PickOption } from '#web/components/SearchPicker.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { dayOf } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useGo } from '#web/navigation.tsx';
import { useNow } from '#web/session.tsx';
import { faultsOfDates, ROUND_DATES, type RoundDates, type RoundSpan } from '../domain/round-dates.ts';
import type { OpeningProposal, RoundDetail } from '../rounds-schema.ts';
import type { SetSummary } from '../sets-schema.ts';
import { DeadlineFields } from './DeadlineFields.tsx';
import { DemoStrip } from './DemoStrip.tsx';
import { DEMONSTRATION_LABEL } from '../domain/criteria-set.ts';
import classes from './opening.module.css';
import { openingWords } from './opening-words.ts';
import { INDEX_PLACE, roundPlace } from './places.ts';
import { agencySearch } from './search-agencies.ts';
import { useSets } from './use-par.ts';
import { words } from './words.ts';

/** Mở đợt chấm điểm: which set, which units, by when, and who appraises. */
export default function NewRoundPage() {
  const m = useMessages(openingWords);
  const w = useMessages(words);
  const sets = useSets();
  const adopted = (sets.data?.sets ?? []).filter(({ state }) => state === 'adopted');
  const [setId, setSetId] = useState('');
  const set = adopted.find(({ id }) => id === setId);
  return (
    <Page title={m.open} lead={m.lead} breadcrumb={[{ label: w.index, to: INDEX_PLACE }]} width="reading">
      <DemoStrip label={set?.isDemonstration ? DEMONSTRATION_LABEL : null} />
      {sets.isPending && <Loading lines={6} />}
      {sets.isError && !sets.data && <ErrorBox error={sets.error} retry={() => void sets.refetch()} />}
      {sets.data && adopted.length === 0 && <EmptyState title={m.noSet}>{m.noSetText}</EmptyState>}
      {adopted.length > 0 && <OpeningForm key={setId} adopted={adopted} set={set} onSet={setSetId} />}
    </Page>
  );
}

interface OpeningFormProps {
  readonly adopted: readonly SetSummary[];
  readonly set: SetSummary | undefined;
  readonly onSet: (id: string) => void;
}

function OpeningForm({ adopted, set, onSet }: OpeningFormProps) {
  const m = useMessages(openingWords);
  const w = useMessages(words);
  const go = useGo();
  const client = useQueryClient();
  const today = dayOf(useNow()) ?? '';
  const year = set?.year ?? 0;
  const proposal = useQuery({
    queryKey: ['par-index', 'opening', set?.id],
    queryFn: ({ signal }) => getJson<OpeningProposal>(`/api/par/sets/${set?.id}/opening`, { signal }),
    enabled: set !== undefined,
  });
  const [title, setTitle] = useState(set ? m.titleOf(set.year, w.blockOf(set.block)) : '');
  const [dates, setDates] = useState<RoundDates & RoundSpan>({
    periodFrom: set ? `${year}-01-01` : '',
    periodTo: set ? `${year}-12-31` : '',
    cutOffOn: set ? `${year}-12-31` : '',
    selfDueOn: '',
    appraisal1DueOn: '',
    explanationDueOn: '',
    appraisal2DueOn: '',
    publishOn: '',
  });
  // What is proposed stands until somebody changes it.
  const [typedUnits, setUnits] = useState<readonly PickOption[]>();
  const units = typedUnits ?? (proposal.data?.units ?? []).map(optionOf);
  const [typedMonitors, setMonitors] = useState<Readonly<Record<string, readonly PickOption[]>>>({});
  const monitors: Readonly<Record<string, readonly PickOption[]>> = {
    ...Object.fromEntries((proposal.data?.fields ?? []).map((field) => [field.code, field.monitors.map(optionOf)])),
    ...typedMonitors,
  };
  const search = agencySearch((proposal.data?.units ?? []).map(optionOf));
  const [asked, setAsked] = useState(false);
  const fields = (proposal.data?.fields ?? []).filter(({ isAppraised }) => isAppraised);
  const act = useMutation({
    mutationFn: () =>
      postJson<RoundDetail>('/api/par/rounds', {
        title: title.trim(),
        setId: set?.id,
        ...dates,
        agencyIds: units.map(({ id }) => id),
        monitors: monitorsOf(fields, monitors),
      }),
    onSuccess: (round) => {
      void client.invalidateQueries({ queryKey: ['par-index'] });
      void client.invalidateQueries({ queryKey: ['reminders'] });
      showToast(m.opened);
      go(roundPlace(round.id));
    },
  });
  const faults = faultsOfDates(dates, today);
  const found: FieldError[] = [
    ...(set ? [] : [{ field: 'setId', sentence: m.needSet }]),
    ...(title.trim() === '' ? [{ field: 'title', sentence: m.needed }] : []),
    ...faults.map(({ field, fault }) => ({ field, sentence: m.fault(fault) })),
    ...(units.length === 0 ? [{ field: 'agencyIds', sentence: m.needUnits }] : []),
    ...fields.flatMap(({ code }) => {
      const count = monitors[code]?.length ?? 0;
      const sentence = count < 2 ? m.needMonitors : count > 5 ? m.most : '';
      return sentence === '' ? [] : [{ field: `monitors-${code}`, sentence }];
    }),
  ];
  // A day out of order is said beside it at once; the summary, which takes the focus, waits for the button.
  const early = (name: string): string | undefined => {
    const one = asked ? undefined : faults.find(({ field, fault }) => field === name && fault !== 'missing');
    return one && m.fault(one.fault);
  };
  const change = (name: keyof typeof dates) => (day: LocalDate | '') => setDates({ ...dates, [name]: day });
  const submit = () => {
    setAsked(true);
    if (found.length === 0 && !act.isPending && !proposal.data?.existing) act.mutate();
  };
  const labels = {
    setId: m.set,
    title: m.title,
    periodFrom: m.periodFrom,
    periodTo: m.periodTo,
    cutOffOn: m.cutOffOn,
    agencyIds: m.units,
    ...Object.fromEntries(ROUND_DATES.map((name) => [name, m[name]])),
    ...Object.fromEntries(fields.map(({ code, name }) => [`monitors-${code}`, m.field(code, name)])),
  };
  return (
    <Form onSubmit={submit} errors={asked ? found : []} error={act.error} labels={labels}>
      <SelectField
        name="setId"
        label={m.set}
        value={set?.id ?? ''}
        onChange={onSet}
        data={[
          { value: '', label: m.chooseSet },
          ...adopted.map(({ id, title: label, version }) => ({
            value: id,
            label: `${label} (${w.version} ${version})`,
          })),
        ]}
        required
      />
      {proposal.data?.existing && <p className={classes.warn}>{m.exists(proposal.data.existing)}</p>}
      {set && proposal.isPending && <Loading lines={6} />}
      {proposal.isError && <ErrorBox error={proposal.error} retry={() => void proposal.refetch()} />}
      {set && proposal.data && !proposal.data.existing && (
        <>
          <TextField name="title" label={m.title} value={title} onChange={setTitle} maxLength={300} required />
          <fieldset className={classes.group}>
            <legend>{m.period}</legend>
            <div className={classes.dates}>
              <DateField
                name="periodFrom"
                label={m.periodFrom}
                value={dates.periodFrom}
                onChange={change('periodFrom')}
                required
              />
              <DateField
                name="periodTo"
                label={m.periodTo}
                value={dates.periodTo}
                onChange={change('periodTo')}
                required
              />
              <DateField
                name="cutOffOn"
                label={m.cutOffOn}
                description={m.cutOffHint}
                value={dates.cutOffOn}
                onChange={change('cutOffOn')}
                required
              />
            </div>
          </fieldset>
          <fieldset className={classes.group}>
            <legend>{m.deadlines}</legend>
            <p className={classes.hint}>{m.deadlinesHint}</p>
            <DeadlineFields dates={dates} onChange={(name, day) => change(name)(day)} today={today} early={early} />
          </fieldset>
          <fieldset className={classes.group}>
            <legend>{m.units}</legend>
            <Fold isLong={proposal.data.units.length > MANY_UNITS} summary={m.unitsChosen(units.length)}>
              <AgenciesPicker
                name="agencyIds"
                label={m.units}
                description={m.unitsHint(units.length)}
                value={units}
                onChange={setUnits}
                search={search}
              />
            </Fold>
          </fieldset>
          <fieldset className={classes.group}>
            <legend>{m.monitors}</legend>
            <p className={classes.hint}>{m.monitorsHint}</p>
            {proposal.data.monitorsFrom && <p className={classes.hint}>{m.monitorsFrom(proposal.data.monitorsFrom)}</p>}
            {fields.map(({ code, name }, index) => (
              <Fragment key={code}>
                <AgenciesPicker
                  name={`monitors-${code}`}
                  label={m.field(code, name)}
                  value={monitors[code] ?? []}
                  onChange={(picked) => setMonitors({ ...monitors, [code]: picked })}
                  search={search}
                />
                {index === 0 && fields.length > 1 && (
                  <Button
                    variant="default"
                    size="xs"
                    className={classes.start ?? ''}
                    disabled={(monitors[code]?.length ?? 0) === 0}
                    onClick={() =>
                      setMonitors(Object.fromEntries(fields.map((field) => [field.code, monitors[code] ?? []])))
                    }
                  >
                    {m.toAll}
                  </Button>
                )}
              </Fragment>
            ))}
          </fieldset>
          <FormActions>
            <Button type="submit" loading={act.isPending}>
              {m.open}
            </Button>
          </FormActions>
        </>
      )}
    </Form>
  );
}

/** So many names are opened when they are wanted, and not scrolled past: a province has some 140 communes. */
const MANY_UNITS = 40;

function Fold({ isLong, summary, children }: { isLong: boolean; summary: string; children: ReactNode }) {
  if (!isLong) return children;
  return (
    <details>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

const optionOf = ({ id, name }: { id: string; name: string }): PickOption => ({ id, label: name });

/** By field, and what stands outside the table (bonus, penalty) by the appraisers of the first field. */
function monitorsOf(
  fields: OpeningProposal['fields'],
  monitors: Readonly<Record<string, readonly PickOption[]>>,
): { code: string; agencyIds: string[] }[] {
  const idsOf = (code: string) => (monitors[code] ?? []).map(({ id }) => id);
  const first = fields[0];
  return [
    ...fields.map(({ code }) => ({ code, agencyIds: idsOf(code) })),
    ...(first ? [{ code: '', agencyIds: idsOf(first.code) }] : []),
  ];
}
