import { useState } from 'react';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatDay, formatMoment } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, usePageParams } from '#web/navigation.tsx';
import { leavesTable } from '../domain/proposal.ts';
import type { ProposalDetail } from '../proposals-schema.ts';
import { DemoStrip } from './DemoStrip.tsx';
import { formatPoints } from './figures.ts';
import { INDEX_PLACE, PROPOSALS_PLACE, rankingPlace } from './places.ts';
import { ProposalActs } from './ProposalActs.tsx';
import { ProposalBadge } from './ProposalBadge.tsx';
import { ProposalEffect } from './ProposalEffect.tsx';
import { ProposalForm } from './ProposalForm.tsx';
import classes from './proposal.module.css';
import { proposalWords } from './proposal-words.ts';
import { ruleLines } from './rule-words.ts';
import { useProposal } from './use-proposals.ts';
import { words } from './words.ts';

/** One proposal: the criterion as it is, the wording, its effect on every unit, the letter, and what happened to it. */
export default function ProposalPage() {
  const m = useMessages(proposalWords);
  const w = useMessages(words);
  const { id = '' } = usePageParams();
  const proposal = useProposal(id);
  const { data } = proposal;
  const [isUnsaved, setUnsaved] = useState(false);
  return (
    <Page
      title={data ? m.proposalOf(data.leaf) : m.proposals}
      breadcrumb={[
        { label: w.index, to: INDEX_PLACE },
        { label: m.proposals, to: PROPOSALS_PLACE },
      ]}
      lead={
        data && (
          <span className={classes.lead}>
            <ProposalBadge state={data.state} />
            <span>
              {data.leafName}. <PageLink to={rankingPlace(data.roundId)}>{data.roundTitle}</PageLink>
            </span>
          </span>
        )
      }
    >
      <DemoStrip label={data?.label} />
      {proposal.isPending && <Loading lines={8} />}
      {proposal.isError && !data && <ErrorBox error={proposal.error} retry={() => void proposal.refetch()} />}
      {data && (
        <div className={classes.stack}>
          <Returned proposal={data} />
          <Present proposal={data} />
          {data.can.includes('written') ? (
            <ProposalForm key={data.last} proposal={data} onUnsaved={setUnsaved} />
          ) : (
            <>
              <Wording proposal={data} />
              <ProposalEffect effect={data.effect} isGone={leavesTable(data.ask)} />
            </>
          )}
          <ProposalActs proposal={data} isUnsaved={isUnsaved && data.can.includes('written')} />
          <History proposal={data} />
        </div>
      )}
    </Page>
  );
}

/** What a leader wants changed, before everything else. */
function Returned({ proposal }: { readonly proposal: ProposalDetail }) {
  const m = useMessages(proposalWords);
  if (proposal.state !== 'returned') return null;
  const last = proposal.history.findLast(({ kind }) => kind === 'returned');
  return <p className={classes.returned}>{m.returnedWith(last?.text ?? '')}</p>;
}

function Present({ proposal }: { readonly proposal: ProposalDetail }) {
  const m = useMessages(proposalWords);
  const language = useLanguage();
  return (
    <section className={classes.part} aria-labelledby="par-present">
      <h2 id="par-present">{m.present}</h2>
      <p>{m.presentLine(formatPoints(proposal.max, language), proposal.presentRule)}</p>
      <p>{proposal.finding ? m.speaks(proposal.finding) : m.speaksNot}</p>
    </section>
  );
}

/** The wording for those who may not change it. */
function Wording({ proposal }: { readonly proposal: ProposalDetail }) {
  const m = useMessages(proposalWords);
  const language = useLanguage();
  const { ask, name, ruleWords, reasons, precedents } = proposal.content;
  const rule = ask.kind === 'replace-rule' ? ruleLines({ rule: ask.rule, max: ask.max }, language).join(' ') : '';
  return (
    <Sheet title={m.wording}>
      <dl className={classes.wording}>
        <dt>{m.way}</dt>
        <dd>
          {m.ask(ask.kind)}
          {ask.kind !== 'drop' && `: ${formatPoints(ask.max, language)}`}
        </dd>
        {ask.kind !== 'drop' && (
          <>
            <dt>{m.name}</dt>
            <dd>{name}</dd>
            {(ruleWords || rule) && <dt>{m.ruleWords}</dt>}
            {(ruleWords || rule) && <dd>{ruleWords || rule}</dd>}
          </>
        )}
        {proposal.reading.length > 0 && <dt>{m.reading}</dt>}
        {proposal.reading.map((line) => (
          <dd key={line}>{line}.</dd>
        ))}
        <dt>{m.reasons}</dt>
        {reasons.map((line) => (
          <dd key={line}>{line}</dd>
        ))}
        {precedents.length > 0 && <dt>{m.precedents}</dt>}
        {precedents.map(({ source, what }) => (
          <dd key={`${source}${what}`}>
            {source}: {what}
          </dd>
        ))}
      </dl>
    </Sheet>
  );
}

function History({ proposal }: { readonly proposal: ProposalDetail }) {
  const m = useMessages(proposalWords);
  return (
    <section className={classes.part} aria-labelledby="par-history">
      <h2 id="par-history">{m.history}</h2>
      <ol className={classes.history}>
        {proposal.history.map((entry) => (
          <li key={entry.seq}>
            <strong>{m.entry(entry.kind)}</strong>
            {entry.number && entry.day && `: ${entry.number}, ${formatDay(entry.day)}`}
            {entry.text && `. ${entry.text}`}
            <span className={classes.by}>{m.by(entry.by, formatMoment(entry.at))}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
