import { dueEn, dueVi } from '#modules/reminders/domain/words.ts';
import { dayNumber } from '#kernel/local-date.ts';
import { dateInVietnam, parseInstant } from '#kernel/vietnam-time.ts';
import { dayVi } from './domain/tracking.ts';
import { TRACKING_WORDS, type TrackingLanguage } from './domain/tracking-words.ts';
import type { Tracking } from './tracking-schema.ts';

/*
 * The citizens' page as plain HTML: no script and no font to fetch, so that it is read within a second on a cheap phone
 * and a slow line. The letters are the phone's own: every phone sold here has Vietnamese ones.
 */

/** What a page is drawn for. */
export interface TrackingPage {
  readonly language: TrackingLanguage;
  readonly province: string;
  readonly demonstration: boolean;
  readonly stylesheet: string;
  /** What was typed, kept for the next try. */
  readonly typed: { readonly code: string; readonly fact: string };
  /** The token of the receipt, when the page was opened by its QR code. */
  readonly token?: string | undefined;
  readonly found?: Tracking | undefined;
  readonly problem?:
    | 'unknown'
    | 'unknown-token'
    | 'busy'
    | 'fault'
    | { readonly retryAfterSeconds: number }
    | undefined;
}

type Words = (typeof TRACKING_WORDS)[TrackingLanguage];

/** The whole page; everything that comes from outside is escaped. */
export function trackingHtml(page: TrackingPage): string {
  const words: Words = TRACKING_WORDS[page.language];
  const title = page.found ? `${page.found.code || words.noCode} · ${words.title}` : words.title;
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escape(title)} · ${escape(page.province)}</title>
<link rel="stylesheet" href="${escape(page.stylesheet)}">
</head>
<body>
<header>
<p class="brand"><span lang="vi">${escape(page.province)}</span></p>
${languageSwitch(page, words)}
</header>
<main>
${page.demonstration ? `<p class="note">${escape(words.demonstration)}</p>` : ''}
${page.found ? found(page.found, page.language, words) : form(page, words)}
</main>
</body>
</html>
`;
}

/** By a link where the address says all, by the same question sent again where it was typed: no digits in an address. */
function languageSwitch({ language, token, found: shown, typed, problem }: TrackingPage, words: Words): string {
  const other = language === 'vi' ? 'en' : 'vi';
  const asked = (shown || problem) && token === undefined && typed.code !== '';
  if (!asked) {
    const path = token === undefined ? '/tra-cuu' : `/t/${encodeURIComponent(token)}`;
    return `<a class="switch" lang="${other}" hreflang="${other}" href="${path}?lang=${other}">${words.other}</a>`;
  }
  return `<form method="post" action="/tra-cuu"><input type="hidden" name="code" value="${escape(typed.code)}"><input type="hidden" name="fact" value="${escape(typed.fact)}"><input type="hidden" name="lang" value="${other}"><button class="switch" lang="${other}">${words.other}</button></form>`;
}

function form({ language, typed, problem }: TrackingPage, words: Words): string {
  return `<h1>${words.title}</h1>
${problem ? `<div class="problem" role="alert"><h2>${words.problem}</h2><p>${escape(problemText(problem, words))}</p></div>` : `<p>${words.intro}</p>`}
<form class="ask" method="post" action="/tra-cuu">
<input type="hidden" name="lang" value="${language}">
<label for="code">${words.code}</label>
<p class="hint" id="code-hint">${words.codeHint}</p>
<input id="code" name="code" value="${escape(typed.code)}" required maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="code-hint">
<label for="fact">${words.fact}</label>
<p class="hint" id="fact-hint">${words.factHint}</p>
<input id="fact" class="short" name="fact" value="${escape(typed.fact)}" required maxlength="20" autocomplete="off" inputmode="text" spellcheck="false" aria-describedby="fact-hint">
<button class="main">${words.search}</button>
</form>`;
}

function problemText(problem: NonNullable<TrackingPage['problem']>, words: Words): string {
  if (problem === 'unknown') return words.unknown;
  if (problem === 'unknown-token') return words.unknownToken;
  if (problem === 'busy') return words.busy;
  if (problem === 'fault') return words.fault;
  return words.slow(words.minutes(Math.max(1, Math.ceil(problem.retryAfterSeconds / 60))));
}

function found(dossier: Tracking, language: TrackingLanguage, words: Words): string {
  const english = language === 'en';
  const sentence = english ? dossier.sentenceEn : dossier.sentence;
  const next = english ? dossier.nextEn : dossier.next;
  const vi = (text: string) => (english ? `<span lang="vi">${escape(text)}</span>` : escape(text));
  const rows: [string, string][] = [];
  if (dossier.receivedOn) rows.push([words.received, dayVi(dossier.receivedOn)]);
  if (dossier.firstDueOn && dossier.firstDueOn !== dossier.dueOn && dossier.dueOn)
    rows.push([words.firstDue, dayVi(dossier.firstDueOn)]);
  if (dossier.finishedOn) rows.push([words.finished, dayVi(dossier.finishedOn)]);
  if (dossier.dueOn) rows.push([words.holder, vi(dossier.holder)]);
  const asOf = english ? dueEn(dossier.asOf) : dueVi(dossier.asOf);
  return `<h1 class="code">${escape(dossier.code || words.noCode)}${dossier.isSample ? ` <strong class="sample">${words.sample}</strong>` : ''}</h1>
<p class="procedure">${words.procedure}: ${vi(dossier.procedureName)}</p>
${dossier.isSample ? `<p class="note">${escape(words.sampleText)}</p>` : ''}
<p class="state${dossier.overdue ? ' late' : ''}">${escape(sentence)}</p>
${next ? `<div class="todo"><h2>${words.toDo}</h2><p>${escape(next)}</p></div>` : ''}
${promise(dossier, english, words)}
${dossier.isImported ? `<p class="note">${words.imported}</p>` : ''}
${rows.length > 0 ? `<dl>${rows.map(([term, text]) => `<div><dt>${term}</dt><dd>${text}</dd></div>`).join('')}</dl>` : ''}
${contact(dossier, words, vi)}
<p class="asof">${words.asOf} ${escape(asOf)}</p>
<p class="again"><a href="/tra-cuu?lang=${language}">${words.again}</a></p>`;
}

function promise(dossier: Tracking, english: boolean, words: Words): string {
  const { dueAt, dueOn, workingDaysLeft: left, asOf } = dossier;
  if (!dueAt || !dueOn) return '';
  const moment = english ? dueEn(dueAt) : dueVi(dueAt);
  // The day promised last may still be kept, late or not.
  const over = asOf.slice(0, 10) > dueOn;
  const days = over ? words.late(Math.abs(left ?? 0)) : left === null ? '' : words.left(left);
  return `<div class="due"><h2>${words.due}</h2><p class="moment">${escape(moment)}</p>${days ? `<p${over ? ' class="late"' : ''}>${escape(days)}</p>` : ''}${line(dossier, words)}</div>`;
}

/** Time drawn as everywhere in the program: a thin line from start to due with today on it. */
function line({ receivedOn, dueOn, asOf }: Tracking, words: Words): string {
  const now = parseInstant(asOf);
  if (!receivedOn || !dueOn || !now || dueOn <= receivedOn) return '';
  const from = dayNumber(receivedOn);
  const share = (dayNumber(dateInVietnam(now)) - from) / (dayNumber(dueOn) - from);
  const x = Math.round(6 + 288 * Math.min(1, Math.max(0, share)));
  const label = words.line(dayVi(receivedOn), dayVi(dueOn));
  return `<svg class="line" viewBox="0 0 300 16" role="img" aria-label="${escape(label)}"><path class="whole" d="M6 8H294"/><path class="gone" d="M6 8H${x}"/><path class="end" d="M6 3v10M294 3v10"/><circle class="${share > 1 ? 'over' : 'now'}" cx="${x}" cy="8" r="5"/></svg>`;
}

function contact({ call }: Tracking, words: Words, vi: (text: string) => string): string {
  const number = call.phone?.replace(/[^\d+]/g, '') ?? '';
  const rows = [
    call.phone ? `<p class="call"><a href="tel:${escape(number)}">${words.phone}: ${escape(call.phone)}</a></p>` : '',
    call.place ? `<p>${words.place}: ${vi(call.place)}</p>` : '',
    call.hours ? `<p>${words.hours}: ${vi(call.hours)}</p>` : '',
    call.phone ? '' : `<p>${words.noPhone}</p>`,
  ];
  return `<section class="contact"><h2>${words.ask}</h2><p>${vi(call.agency)}</p>${rows.join('')}</section>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
