import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMessages } from '#web/i18n/messages.ts';
import { applicantsFor, type Taken } from './ApplicantFinder.tsx';
import { type TypedPerson, typedOf } from './reception-draft.ts';
import classes from './reception.module.css';
import { receptionWords } from './reception-words.ts';
import { useRested } from './use-rested.ts';

interface KnownNumberProps {
  readonly person: TypedPerson;
  readonly onTake: (taken: Taken) => void;
}

const sameName = (a: string, b: string): boolean =>
  a.trim().toLocaleLowerCase('vi') === b.trim().toLocaleLowerCase('vi');

/** Whose number was typed, where the directory knows it under another name: before it is put under the wrong person. */
export function KnownNumber({ person, onTake }: KnownNumberProps) {
  const m = useMessages(receptionWords);
  const number = useRested(person.identityNumber.replace(/[\s.]/g, ''));
  const isWhole = person.kind === 'citizen' && /^\d{12}$/.test(number);
  const found = useQuery({ ...applicantsFor(number), enabled: isWhole && person.name.trim() !== '' });
  const [known] = isWhole ? (found.data?.applicants ?? []) : [];
  const isOther = known !== undefined && known.identityNumber === number && !sameName(known.name, person.name);
  return (
    <output className={classes.warning}>
      {isOther && person.name.trim() !== '' && (
        <>
          {m.numberOf(known.name)}{' '}
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onTake({ id: known.id, person: typedOf(known), from: 'known' })}
          >
            {m.takeKnown(known.name)}
          </Button>
        </>
      )}
    </output>
  );
}
