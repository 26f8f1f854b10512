import type { Outcome, Seen, Spread, Stats } from '../measures/figures.ts';
import type { Place } from '../text/place.ts';
import { stopped } from './exploration.ts';
import { barOf, readerIn, showAmount, showOdds } from './figures.ts';
import { clean } from './layout.ts';
import { count, listed } from './numbers.ts';
import { outcomeNames } from './stats.ts';

/** The odds of everything as one page for a browser, which needs nothing else: no scripts, no fonts, no pictures. */
export function statsHtml(stats: Stats): string {
  const { story, cast } = stats;
  const names = outcomeNames(stats.outcomes);
  const facts = [count(story.words, 'word'), count(story.knots, 'knot'), count(story.choices, 'choice')].join(' · ');
  const others =
    cast.length === 0 ? '' : ` ${listed(cast)} ${cast.length === 1 ? 'makes a move' : 'make moves'} only as they will.`;
  const unfinished = stats.exhaustive
    ? ''
    : `<p class="warning">Not finished: ${text(stats.limit === null ? 'what leaves its range was not followed' : stopped(stats.limit))}. Nothing exact can be said; what follows are bounds.</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(story.file)}: odds and lengths</title>
<style>${css}</style>
</head>
<body>
<main>
<h1>${text(story.file)}</h1>
<p>${text(facts)}</p>
<p>For ${text(readerIn(stats.reader))}.${text(others)}</p>
${unfinished}${stats.assumptions.map((sentence) => `<p>Assumed: ${text(sentence)}</p>`).join('\n')}
${section(
  'How it ends',
  ['', 'odds', 'words', 'choices'],
  stats.outcomes.map((each, i) => outcome(each, names[i]!)),
)}
${section('One reading', ['', 'least', 'average', 'most', 'spread'], [lengths('words', stats.words), lengths('choices', stats.choices)])}
<p>On average one reading sees ${text(showOdds(stats.share.words))} of the words, ${text(showOdds(stats.share.lines))} of the lines and ${text(showOdds(stats.share.choices))} of the choices.</p>
${section('Knots and stitches', ['', 'seen', 'where'], stats.knots.map(knot))}
${section('Choices', ['', 'seen', 'chosen', 'where'], stats.offered.map(choice))}
${section('Lines', ['', 'seen', 'where'], stats.lines.map(line))}
</main>
</body>
</html>
`;
}

const css = `
:root { color-scheme: light dark; --ink: #1d1b20; --paper: #fffdf9; --faint: #5d5866; --rule: #ddd6cc; --bar: #b3261e; --track: #efe8de; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece6e9; --paper: #17151a; --faint: #aaa3b2; --rule: #3a353f; --bar: #f2786f; --track: #2a262f; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 0.5rem; }
.warning { border-left: 0.25rem solid var(--bar); padding-left: 0.75rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 1rem 0.35rem 0; border-top: 1px solid var(--rule); }
thead th { border-top: 0; color: var(--faint); font-weight: normal; }
tbody th { font-weight: normal; max-width: 28rem; overflow-wrap: anywhere; }
td { white-space: nowrap; font-variant-numeric: tabular-nums; }
q, .where { color: var(--faint); font-size: 0.9rem; }
.odds { display: block; width: 8rem; height: 0.4rem; margin-top: 0.2rem; background: var(--track); }
.odds > span { display: block; height: 100%; background: var(--bar); }
`;

/** A table under a heading; the first cell of each row names the row. Cells are HTML. */
function section(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const head = heads.map((name) => (name === '' ? '<td></td>' : `<th scope="col">${name}</th>`)).join('');
  const body = rows.map(
    ([first, ...rest]) => `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
  );
  return `<h2>${title}</h2>
<div class="scroll" role="region" aria-label="${title}" tabindex="0"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`;
}

function outcome({ quote, odds, words, choices }: Outcome, name: string): string[] {
  const said = clean(quote) === '' ? '' : `<br><q>${text(clean(quote))}</q>`;
  return [
    `${text(name)}${said}`,
    chance(odds),
    words === null ? '' : span(words),
    choices === null ? '' : span(choices),
  ];
}

const span = ({ mean, least, most }: Spread): string =>
  `${text(showAmount(mean))} <span class="where">(${text(showAmount(least))}–${text(showAmount(most))})</span>`;

function lengths(name: string, { least, mean, most, deviation }: Spread): string[] {
  return [name, ...[least, mean, most, deviation].map((measure) => text(showAmount(measure)))];
}

const knot = (seen: Seen): string[] => [text(seen.text), chance(seen.odds), where(seen.place)];
const line = (seen: Seen): string[] => [text(clean(seen.text)), chance(seen.odds), where(seen.place)];
const choice = (seen: Seen): string[] => [
  text(clean(seen.text)),
  chance(seen.odds),
  chance(seen.chosen!),
  where(seen.place),
];

/** Odds in figures, and as a bar for those who see it. */
function chance(odds: Seen['odds']): string {
  const width = (100 * barOf(odds)).toFixed(2);
  return `${text(showOdds(odds))}<span class="odds" aria-hidden="true"><span style="width:${width}%"></span></span>`;
}

const where = (place: Place | null): string =>
  place === null ? '' : `<span class="where">${text(`${place.file}:${place.line}`)}</span>`;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML. */
function text(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character]!);
}
