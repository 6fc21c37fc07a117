import { useQuery } from '@tanstack/react-query';
import { isLocalDate, type LocalDate } from '#kernel/local-date.ts';
import { getJson } from '#web/api.ts';
import { DateField } from '#web/components/DateField.tsx';
import { CheckField } from '#web/components/fields.tsx';
import { WhyDate } from '#web/components/WhyDate.tsx';
import { formatDay, formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { NewDueView } from '../extension-schema.ts';
import type { AssignmentView, TaskDetail } from '../schema.ts';
import { shownDue } from './due.ts';
import { extensionWords } from './extension-words.ts';
import classes from './task.module.css';

/** What a day means as the new due date of a part; undefined until the server has said it. */
export function useNewDue(task: TaskDetail, part: AssignmentView, dueOn: string): NewDueView | undefined {
  const day: LocalDate | undefined = isLocalDate(dueOn) ? dueOn : undefined;
  const { data } = useQuery({
    queryKey: ['directives', 'new-due', part.id, part.version, day],
    queryFn: ({ signal }) =>
      getJson<NewDueView>(`/api/tasks/${task.id}/assignments/${part.id}/new-due?dueOn=${day}`, { signal }),
    enabled: day !== undefined,
  });
  return day === undefined ? undefined : data;
}

interface NewDueFieldProps {
  readonly part: AssignmentView;
  readonly label: string;
  readonly description: string;
  readonly dueOn: string;
  readonly onChange: (dueOn: string) => void;
  readonly means: NewDueView | undefined;
  readonly pastLead: boolean;
  readonly onPastLead: (said: boolean) => void;
}

/** The new day, the moment it stands for, and what has to be said where it is past the lead's. */
export function NewDueField(props: NewDueFieldProps) {
  const { part, label, description, dueOn, onChange, means, pastLead, onPastLead } = props;
  const m = useMessages(extensionWords);
  return (
    <>
      <DateField
        name="dueOn"
        label={label}
        description={description}
        value={isLocalDate(dueOn) ? dueOn : ''}
        onChange={onChange}
        min={part.dueOn ?? ''}
        required
      />
      {means && (
        <div className={classes.means}>
          <output>
            {means.isLater ? m.means(formatMoment(shownDue(means.dueAt) ?? ''), means.workingDaysMore) : m.notLater}
          </output>
          {means.isLater && <WhyDate explanation={means.explanation} question={m.whyNewDue} />}
        </div>
      )}
      {means?.leadDueOn && (
        <CheckField
          name="pastLead"
          label={m.pastLead(formatDay(means.leadDueOn))}
          description={m.pastLeadHint}
          checked={pastLead}
          onChange={onPastLead}
        />
      )}
    </>
  );
}
