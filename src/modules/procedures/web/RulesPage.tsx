import { Sheet } from '#web/components/BesideList.tsx';
import { Page } from '#web/components/Page.tsx';
import { dayOf, formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useNow } from '#web/session.tsx';
import { dossierCode, findLawOn, LAW_RULES, type LawFacts, type LawRules } from '../domain/law.ts';
import classes from './procedures.module.css';
import { rulesWords } from './rules-words.ts';
import { words } from './words.ts';

/** Quy định áp dụng: every rule set the program knows, each fact with its source and how far it can be trusted. */
export default function RulesPage() {
  const m = useMessages(rulesWords);
  const w = useMessages(words);
  const today = dayOf(useNow());
  const current = today && findLawOn(today);
  return (
    <Page title={m.title} breadcrumb={[{ label: w.procedures, to: '/thu-tuc' }]} lead={m.lead}>
      <div className={classes.stack}>
        {LAW_RULES.toReversed().map((rules) => (
          <RuleSet key={rules.id} rules={rules} isCurrent={rules === current} />
        ))}
      </div>
    </Page>
  );
}

function RuleSet({ rules, isCurrent }: { readonly rules: LawRules; readonly isCurrent: boolean }) {
  const m = useMessages(rulesWords);
  const when = rules.to ? m.range(formatDay(rules.from), formatDay(rules.to)) : m.since(formatDay(rules.from));
  return (
    <Sheet
      title={
        <>
          {rules.title}, {when} {isCurrent && <span className={classes.tag}>{m.today}</span>}
        </>
      }
    >
      <table className={classes.rules}>
        <caption className="dh-visually-hidden">{rules.title}</caption>
        <thead>
          <tr>
            <th scope="col">{m.fact}</th>
            <th scope="col">{m.value}</th>
            <th scope="col">{m.source}</th>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(rules.facts) as (keyof LawFacts)[]).map((name) => {
            const fact = rules.facts[name];
            return (
              <tr key={name}>
                <th scope="row">{m.names(name)}</th>
                <td>
                  {valueOf(rules, name, m)}
                  {fact.from && <span className={classes.small}>{m.factFrom(formatDay(fact.from))}</span>}
                </td>
                <td>
                  <span className={classes.trust} data-trust={fact.trust}>
                    {m.trust(fact.trust)}
                  </span>{' '}
                  {fact.source}
                  {fact.note && <span className={classes.small}>{fact.note}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <h3 className={classes.sourcesTitle}>{m.sources}</h3>
      <ul className={classes.sources}>
        {rules.sources.map(({ text, trust }) => (
          <li key={text}>
            <span className={classes.trust} data-trust={trust}>
              {m.trust(trust)}
            </span>{' '}
            {text}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

type Words = ReturnType<typeof useMessages<typeof rulesWords.vi>>;

/** A fact's value in words; an unknown one is said to be unknown. */
function valueOf(rules: LawRules, name: keyof LawFacts, m: Words): string {
  switch (name) {
    case 'supplementBeforeReceipt':
      return m.noClock;
    case 'afterSupplement':
      return m[rules.afterSupplement];
    case 'paymentStopsClock':
    case 'opinionStopsClock':
      return rules[name] ? m.stops : m.runs;
    case 'reappointments':
      return m.reappoint(rules.reappointments.max, rules.reappointments.latestDaysBefore);
    case 'returnAfterAppraisalWithinWorkingDays':
    case 'supplementExpiryWorkingDays': {
      const days = rules[name];
      return days === null ? m.unknown : m.workingDays(days);
    }
    case 'transferCutoff':
      return m.cutoff(rules.transferCutoff);
    case 'clockStarts':
      return rules.clockStarts === 'reception' ? m.atReception : m.complete;
    case 'forms':
      return rules.forms === null ? m.unknown : m.forms(rules.forms);
    case 'codePattern':
      return rules.codePattern === null
        ? m.unknown
        : m.example(dossierCode(rules.codePattern, { M: 'H32', Y: 6, Z: 0, V: 0 }, rules.from, 1));
    case 'levels':
      return rules.levels.map((level) => m.level(level)).join(', ');
    case 'boundaryFree': {
      const { allowed, clockStarts } = rules.boundaryFree;
      if (!allowed) return m.notAllowed;
      return `${m.allowed}; ${clockStarts === 'competent-agency' ? m.atCompetent : clockStarts === null ? m.unknown : m.atReception}`;
    }
    case 'onlineAnswerWorkingHours':
      return rules.onlineAnswerWorkingHours === null ? m.unknown : m.workingHours(rules.onlineAnswerWorkingHours);
  }
}
