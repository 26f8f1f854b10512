import type { Measure, Outcome, Seen, Spread, Stats } from '../measures/figures.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { diagnostic, type JsonOptions, place, SCHEMA } from './json.ts';

/** The answer to `redthread stats`, for programs. Its contract is in docs/stats.md. */
export function statsJson(stats: Stats | null, diagnostics: readonly Diagnostic[], { version }: JsonOptions): string {
  const written = {
    redthread: version,
    schema: SCHEMA,
    story: stats === null ? null : stats.story,
    reader:
      stats === null ? null : { prefers: stats.reader.prefers, weights: { ...stats.reader.weights }, cast: stats.cast },
    exploration: stats === null ? null : exploration(stats),
    reading: stats === null ? null : { words: spread(stats.words), choices: spread(stats.choices), sees: share(stats) },
    outcomes: stats === null ? [] : stats.outcomes.map(outcome),
    knots: stats === null ? [] : stats.knots.map(seen),
    choices:
      stats === null ? [] : stats.offered.map((choice) => ({ ...seen(choice), chosen: measure(choice.chosen!) })),
    lines: stats === null ? [] : stats.lines.map(seen),
    diagnostics: diagnostics.map(diagnostic),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

function exploration({ exhaustive, states, transitions, limit, assumptions }: Stats): object {
  return {
    exhaustive,
    states,
    transitions,
    limit: limit === null ? null : { kind: limit.kind, bound: limit.bound },
    assumptions,
  };
}

export const measure = ({ value, least, most, exact }: Measure): Measure => ({ value, least, most, exact });

function spread(lengths: Spread): object {
  const { least, mean, most, deviation } = lengths;
  return { least: measure(least), mean: measure(mean), most: measure(most), deviation: measure(deviation) };
}

function share({ share: { words, lines, choices } }: Stats): object {
  return { words: measure(words), lines: measure(lines), choices: measure(choices) };
}

export function outcome({ kind, how, passage, quote, place: at, odds, words, choices }: Outcome): object {
  return {
    kind,
    how,
    passage,
    quote,
    ...place(at),
    odds: measure(odds),
    words: words === null ? null : spread(words),
    choices: choices === null ? null : spread(choices),
  };
}

function seen({ kind, text, place: at, odds }: Seen): object {
  return { kind, text, ...place(at), odds: measure(odds) };
}
