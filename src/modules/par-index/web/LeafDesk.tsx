import { useState } from 'react';
import { Sheet } from '#web/components/BesideList.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { formatDay, formatMoment, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { SheetDetail } from '../sheets-schema.ts';
import { EvidenceForms } from './EvidenceForms.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { formatIndex, formatPoints } from './figures.ts';
import { FlagForm } from './FlagForm.tsx';
import { LeafForm } from './LeafForm.tsx';
import { entryOf, type SheetLeaf, valueAt } from './leaf-state.ts';
import { Precedents } from './Precedents.tsx';
import { precedentWords } from './precedent-words.ts';
import { Replies } from './Replies.tsx';
import { ruleLines } from './rule-words.ts';
import classes from './sheet.module.css';
import { sheetWords } from './sheet-words.ts';
import { Trail } from './Trail.tsx';
import { words } from './words.ts';

interface LeafDeskProps {
  readonly sheet: SheetDetail;
  readonly item: SheetLeaf;
  readonly previous: string | undefined;
  readonly following: string | undefined;
  readonly hasNext: boolean;
  readonly onGiven: () => void;
}

/** One leaf on the desk: what to give now, the rule with its law, the evidence, what was given so far. */
export function LeafDesk({ sheet, item, previous, following, hasNext, onGiven }: LeafDeskProps) {
  const m = useMessages(sheetWords);
  const w = useMessages(words);
  const p = useMessages(precedentWords);
  const language = useLanguage();
  const { leaf, view } = item;
  const stage = entryOf(view);
  const linked = sheet.evidence
    .filter(({ leaves }) => leaves.some((one) => one.leaf === leaf.code))
    .map(({ id }) => id);
  const isUnit = stage === 'self' || stage === 'explanation';
  // The unit vouches for what it attached; an appraiser says what he has looked at.
  const [seen, setSeen] = useState<readonly string[]>(() => (stage ? (valueAt(view, stage)?.evidence ?? []) : []));
  const looked = isUnit ? linked : seen.filter((id) => linked.includes(id));
  const isExtra = !/^\d/.test(leaf.code);
  // An appraiser reads what is claimed and what proves it before he gives points; a unit gives, then proves.
  const appraises = stage !== undefined && !isUnit;
  const entry = stage && (
    <section className={classes.entry}>
      <h3>{m[stage]}</h3>
      <LeafForm sheet={sheet} item={item} stage={stage} seen={looked} hasNext={hasNext} onGiven={onGiven} />
      {view.can.includes('flag') && <FlagForm sheetId={sheet.id} code={leaf.code} />}
    </section>
  );
  return (
    <Sheet
      title={
        <>
          {!isExtra && <span className={classes.code}>{leaf.code}</span>}
          {leaf.name}
        </>
      }
    >
      <div className={classes.desk}>
        <p className={classes.facts}>
          <span>
            {m.maximum} {leaf.max === null ? w.unknown : w.points(formatPoints(leaf.max, language))}
          </span>
          <span>{leaf.method ? w.methodOf(leaf.method) : w.unknown}</span>
          {view.appraiser && (
            <span>
              {m.appraiser}: {view.appraiser.name}
            </span>
          )}
          {leaf.controllable === false && <span>{w.uncontrollable}</span>}
        </p>
        {view.flag && (
          <div className={classes.flag}>
            <StatusBadge plain status={valueAt(view, 'explanation') ? 'reported' : 'returned'} label={m.flagTitle} />
            <p>{view.flag.reason}</p>
            <p className={classes.hint}>{m.why(view.flag.by, formatMoment(view.flag.at))}</p>
          </div>
        )}
        {!appraises && entry}
        {!stage && (leaf.scorer === 'survey' || leaf.scorer === 'system') && (
          <p className={classes.hint}>{m.surveyOnly}</p>
        )}
        <Surveys sheet={sheet} code={leaf.code} />
        <Replies sheet={sheet} item={item} />
        <section className={classes.block}>
          <h3>{m.given}</h3>
          <Trail sheetId={sheet.id} item={item} />
        </section>
        {!isExtra && (
          <section className={classes.block}>
            <h3>{m.evidence}</h3>
            {leaf.evidence && (
              <p className={classes.hint}>
                {m.asked}: {leaf.evidence}
              </p>
            )}
            <EvidenceList
              sheetId={sheet.id}
              mayRemove={isUnit}
              evidence={sheet.evidence}
              code={leaf.code}
              seen={looked}
              onSeen={
                stage && !isUnit
                  ? (id, isSeen) => setSeen(isSeen ? [...seen, id] : seen.filter((one) => one !== id))
                  : undefined
              }
            />
            {isUnit && <EvidenceForms sheet={sheet} code={leaf.code} />}
          </section>
        )}
        {appraises && entry}
        {!isExtra && (
          <section className={classes.block}>
            <h3>{p.title}</h3>
            <Precedents name={leaf.name} />
          </section>
        )}
        <section className={classes.block}>
          <h3>{w.rule}</h3>
          <ul className={classes.lines}>
            {ruleLines(leaf, language).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {leaf.legal && (
            <blockquote className={classes.legal}>
              {leaf.legal.text}
              <footer>{leaf.legal.source}</footer>
            </blockquote>
          )}
        </section>
        <p className={`${classes.around} dh-no-print`}>
          {previous ? <PageLink to={previous}>← {m.previous}</PageLink> : <span />}
          {following && <PageLink to={following}>{m.following} →</PageLink>}
        </p>
      </div>
    </Sheet>
  );
}

function Surveys({ sheet, code }: { readonly sheet: SheetDetail; readonly code: string }) {
  const m = useMessages(sheetWords);
  const language = useLanguage();
  return sheet.surveys
    .filter(({ leaf }) => leaf === code)
    .map((survey) => (
      <p key={survey.source} className={classes.survey}>
        {m.surveySource}: {survey.source}
        {survey.fieldworkFrom && survey.fieldworkTo && (
          <>, {m.surveyDays(formatDay(survey.fieldworkFrom), formatDay(survey.fieldworkTo))}</>
        )}
        {survey.indexHundredths !== null && <>: {formatIndex(survey.indexHundredths, language)}</>}
        {survey.marginHundredths !== null && <> ({m.surveyMargin(formatIndex(survey.marginHundredths, language))})</>}
        {survey.answers !== null && <>, n = {formatNumber(survey.answers, language, 0)}</>}
      </p>
    ));
}
