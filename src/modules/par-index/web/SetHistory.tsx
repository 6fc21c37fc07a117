import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { SetDetail, SetSummary } from '../sets-schema.ts';
import { mappingPlace, setPlace } from './places.ts';
import { SetDifferences } from './SetDifferences.tsx';
import classes from './sets.module.css';
import { setWords } from './set-words.ts';
import { useSet, useSets } from './use-par.ts';

/** Where this version stands: the versions beside it, what changed since the one before, the sets of other years. */
export function SetHistory({ detail }: { readonly detail: SetDetail }) {
  const m = useMessages(setWords);
  const { data } = useSets();
  const versions = (data?.sets ?? []).filter(({ code }) => code === detail.code);
  const former = versions.find(({ version }) => version === detail.version - 1);
  const older = olderSets(data?.sets ?? [], detail);
  if (versions.length < 2 && older.length === 0) return null;
  return (
    <section className={`${classes.part} dh-no-print`} aria-label={m.version(detail.version)}>
      {versions.length > 1 && (
        <p className={classes.buttons}>
          {[...versions]
            .sort((a, b) => a.version - b.version)
            .map((one) =>
              one.id === detail.id ? (
                <strong key={one.id} aria-current="true">
                  {m.version(one.version)}
                </strong>
              ) : (
                <PageLink key={one.id} to={setPlace(one.id)}>
                  {m.version(one.version)}
                </PageLink>
              ),
            )}
        </p>
      )}
      {older.length > 0 && (
        <p>
          {m.mapping}:{' '}
          {older.map((one, index) => (
            <span key={one.id}>
              {index > 0 && ', '}
              <PageLink to={mappingPlace(one.id, detail.id)}>{`${one.title} (${one.year})`}</PageLink>
            </span>
          ))}
        </p>
      )}
      {former && <FromFormer former={former} detail={detail} />}
    </section>
  );
}

/** Adopted sets of the same block and earlier years: what this one may be mapped onto, the nearest year first. */
export function olderSets(
  sets: readonly SetSummary[],
  later: Pick<SetSummary, 'block' | 'year' | 'code'>,
): SetSummary[] {
  return sets
    .filter(
      (one) => one.block === later.block && one.code !== later.code && one.year < later.year && one.state === 'adopted',
    )
    .sort((a, b) => b.year - a.year || b.version - a.version);
}

function FromFormer({ former, detail }: { readonly former: SetSummary; readonly detail: SetDetail }) {
  const m = useMessages(setWords);
  const before = useSet(former.id);
  if (!before.data) return null;
  return (
    <details className={classes.fold} open={detail.state === 'draft'}>
      <summary>{m.differences(former.version)}</summary>
      <SetDifferences former={before.data.set} later={detail.set} />
    </details>
  );
}
