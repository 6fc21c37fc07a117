import { formatDue } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { IN_A_PART } from '../domain/actions.ts';
import type { DossierDetail, PartView } from '../detail-schema.ts';
import { DossierActions } from './DossierActions.tsx';
import classes from './dossier.module.css';
import { pageWords } from './page-words.ts';

interface SideBySideProps {
  readonly dossier: DossierDetail;
  readonly onUndone?: ((id: string) => void) | undefined;
}

/** Who has which part of a dossier that is worked on by several at once; whoever has a second part acts in it here. */
export function SideBySide({ dossier, onUndone }: SideBySideProps) {
  const m = useMessages(pageWords);
  return (
    <section>
      <h3>{m.sideBySide}</h3>
      <ul className={classes.parts}>
        {dossier.parts.map((part) => (
          <li key={part.id}>
            <Part part={part} dossier={dossier} />
            {part.acts && (
              <DossierActions
                dossier={{ ...dossier, ...part.acts, part: part.id }}
                onUndone={onUndone}
                label={m.partActs(part.agency.name, part.stepName ?? '')}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Part({ part, dossier }: { part: PartView; dossier: DossierDetail }) {
  const m = useMessages(pageWords);
  const language = useLanguage();
  const { agency, stepName, officer, dueAt, late, waitsFor } = part;
  const isOwn =
    part.acts !== null || (part.id === dossier.part && dossier.actions.some((action) => IN_A_PART.has(action)));
  return (
    <>
      <p>
        <strong>{agency.name}</strong>
        {stepName && `: ${stepName}`}
        {isOwn && <span className={classes.small}> · {m.yourPart}</span>}
      </p>
      <p className={classes.small}>
        {waitsFor === null
          ? [
              officer ?? m.partNobody,
              dueAt && m.partDue(formatDue(dueAt, dossier.asOf, language)),
              late ? m.partLate : null,
            ]
              .filter(Boolean)
              .join(' · ')
          : m.partWaits(waitsFor)}
      </p>
    </>
  );
}
