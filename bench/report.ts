import type { Bounds, Row } from './measure.ts';

const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');
const seconds = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(1));
const none = '–';
/** Rates of fewer events, and shares among fewer states, say more about what is fixed than about what grows. */
const tooFew = 1_000;
const tooFewStates = 10_000;

const rateOf = (events: number, took: number): number | null => (events < tooFew ? null : events / took);
const rate = (value: number | null): string => (value === null ? none : whole(value));
const times = (a: number | null, b: number | null): string => {
  if (a === null || b === null) return none;
  return a / b < 10 ? (a / b).toFixed(1) : whole(a / b);
};

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, 3, ...rows.map((row) => row[i].length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

const ours = ({ exploration: e }: Row): number | null => (e === null ? null : rateOf(e.transitions, e.processor));

export function redthreadTable(rows: readonly Row[]): string {
  const head = [
    'story',
    'whole s',
    'of processor',
    'after compiling',
    'MB',
    'states',
    'transitions',
    'explore s',
    'transitions/s',
    'B/state',
    'B/state set',
    'one core s',
    'all cores s',
    'times',
    'at best',
  ];
  const cells = (row: Row): string[] => {
    const { name, whole: w, exploration: e } = row;
    const after = w.afterCompiling === null ? none : seconds(w.afterCompiling);
    const start = [name, seconds(w.seconds), seconds(w.processor), after, whole(w.megabytes)];
    if (e === null) return [...start, ...new Array<string>(10).fill(none)];
    const states = `${whole(e.states)}${e.finished ? '' : '+'}`;
    const many = e.states >= tooFewStates;
    const bytes = [e.graphBytes, e.storeBytes].map((value) => (many ? whole(value) : none));
    const cores =
      e.allCores === null
        ? [none, none, none, none]
        : [seconds(e.seconds), seconds(e.allCores), (e.seconds / e.allCores).toFixed(2), (e.atBest ?? 0).toFixed(2)];
    return [...start, states, whole(e.transitions), seconds(e.processor), rate(ours(row)), ...bytes, ...cores];
  };
  return table(head, rows.map(cells));
}

export function setsTable(rows: readonly Row[], { sets: bound }: Bounds): string {
  const head = ['story', 'one by one', 'in sets', 'states', 'transitions', 'nodes', 'times'];
  const big = (digits: string): string => BigInt(digits).toLocaleString('en-GB');
  const cells = ({ name, exploration: e, sets }: Row): string[] => {
    const mine = e === null ? none : e.finished ? `${seconds(e.processor)} s` : 'unfinished';
    if (sets === null) return [name, mine, none, none, none, none, none];
    const both = e?.finished === true && e.processor > 0.1 ? times(e.processor, sets.processor) : none;
    return [
      name,
      mine,
      `${seconds(sets.processor)} s`,
      big(sets.states),
      big(sets.transitions),
      whole(sets.nodes),
      both,
    ];
  };
  return `${table(head, rows.map(cells))}

All states come to as sets (decision diagrams over the learned rules) instead of one by one, in processor time, ${whole(bound)} s at most. *nodes*: of all diagrams that
were left in the end. No answer: choices come in different orders, or are too many; or sets don't help. \`redthread check\` tries it beside the exploration of a large story.`;
}

export function searchTable(rows: readonly Row[]): string {
  const peers = rows.some(({ peer }) => peer !== undefined);
  const head = ['story', 'Redthread', 'states', 'transitions/s', 'inkjs search', 'states', 'transitions/s', 'ratio'];
  if (peers) head.push('inkcheck', 'its states', 'its states/s', 'ratio');
  const outcome = (finished: boolean, took: number): string => (finished ? `${seconds(took)} s` : 'unfinished');
  const cells = (row: Row): string[] => {
    const { name, exploration: e, search: s, peer: p } = row;
    const mine = ours(row);
    const theirs = s === null ? null : rateOf(s.transitions, s.processor);
    const line = [name];
    line.push(...(e === null ? [none, none] : [outcome(e.finished, e.processor), whole(e.states)]), rate(mine));
    if (s === null) line.push(none, none);
    else line.push(`${outcome(s.finished, s.processor)}${s.chance ? '*' : ''}`, whole(s.states));
    line.push(rate(theirs), times(mine, theirs));
    if (!peers) return line;
    if (p === null || p === undefined) return [...line, none, none, none, none];
    const speed = rateOf(p.states, p.processor);
    return [...line, outcome(p.finished, p.processor), whole(p.states), rate(speed), times(mine, speed)];
  };
  return table(head, rows.map(cells));
}

/** SPIN takes a tenth of a second for anything: its rate over fewer transitions would say only that. */
const tooFewForSpin = 50_000;

export function spinTable(rows: readonly Row[], bounds: Bounds): string {
  const head = [
    'story',
    'states',
    'Redthread',
    'transitions/s',
    'SPIN',
    'transitions/s',
    'B of vector',
    'ratio',
    'agrees',
  ];
  const lines = rows.flatMap((row): string[][] => {
    const { name, exploration: e, spin } = row;
    if (e === null || !e.finished) return [];
    const start = [name, whole(e.states), `${seconds(e.processor)} s`, rate(ours(row))];
    if (spin === null || spin === undefined) return [[...start, ...new Array<string>(5).fill(none)]];
    const theirs = spin.transitions < tooFewForSpin ? null : rateOf(spin.transitions, spin.seconds);
    const outcome = [`${seconds(spin.seconds)} s`, rate(theirs), whole(spin.vector), times(ours(row), theirs)];
    return [[...start, ...outcome, spin.agrees ? 'yes' : 'NO']];
  });
  return `${table(head, lines)}

Each story that Redthread finished, exported by \`redthread show STORY --promela\` and gone through by SPIN (6.5, \`-O2 -DSAFETY -DNOREDUCE\`, one
core, ${bounds.spin} s at most). *SPIN*: the search alone, in processor time, without what it takes to learn the rules (which Redthread's time
has in it) and to compile them to machine code (which takes seconds); no rate below ${whole(tooFewForSpin)} transitions, where it takes a tenth of a second to begin. *ratio*: Redthread's transitions a second by SPIN's. *agrees*: whether SPIN came to the same
numbers of states, of transitions, and of states in which the story stops without an end. No answer: the story can't be exported, or is too
large for SPIN's compiler.`;
}

/** What the engine is held to, story by story. */
export function marks(rows: readonly Row[]): string {
  const lines: string[] = [];
  for (const row of rows) {
    const { name, whole: w, exploration: e } = row;
    const mark = (what: string, value: string, good: boolean, wanted: string): void => {
      lines.push(`- ${name}: ${what} ${value} (${wanted}): ${good ? 'yes' : 'NO'}`);
    };
    if (name === 'TheIntercept' && e !== null) {
      mark('whole process, by the clock', `${seconds(w.seconds)} s`, w.seconds <= 3, 'at most 3 s');
      mark('whole process, of processor time', `${seconds(w.processor)} s`, w.processor <= 3, 'at most 3 s');
      const after = w.afterCompiling ?? Number.POSITIVE_INFINITY;
      mark('after compiling, by the clock', `${seconds(after)} s`, after <= 0.3, 'at most 0.3 s');
      mark('memory', `${whole(w.megabytes)} MB`, w.megabytes <= 300, 'at most 300 MB');
      mark('states', whole(e.states), e.finished && e.states <= 12_000, 'all, at most 12,000');
    }
    if (e === null || !e.finished || e.states < 1_000_000) continue;
    const speed = e.transitions / e.processor;
    mark('exploration', `${whole(speed)} transitions/s`, speed > 200_000, 'over 200,000');
    mark('graph and visited set', `${whole(e.graphBytes)} bytes a state`, e.graphBytes < 150, 'under 150');
  }
  return lines.join('\n');
}

export function explanation(bounds: Bounds, peer: string | undefined): string {
  const lines = `How to read it:

- *whole*: \`redthread check\` as a process of its own, from start to exit, with compiling, judging and reporting; median of three where it
  is short. By the clock; and *of processor*: the time that it had a processor, all threads together, which other work on the machine
  doesn't lengthen. *after compiling*: exploring, judging and reporting alone, by the clock, each time in a fresh process. *MB*: the
  most memory that the whole had at once (resident).
- *explore*: the exploration alone, in a process of its own, again and again for three seconds, at least three times; the median, with
  everything that had to be begun again, and with all that is learned of turns. In a fresh process, where Node hasn't yet made machine code of
  Redthread's own, the first one takes longer: that is in *after compiling*. All times and rates from here on are by processor time. A \`+\` after the states: bounded to ${whole(bounds.states)} states, and there are more.
- *B/state*: memory of the whole graph (states, transitions, first ways) by states; *set*: of the visited states alone. Not given below
  ${whole(tooFewStates)} states, where buffers of fixed size count most; rates not below ${whole(tooFew)} events.
- *one core*, *all cores*: the exploration alone by the clock, of stories with at least 100,000 states, three times each in turn; *times*: how many times as fast all are.
  *at best*: how many times as much they explore in the same time when each does so for itself, without sharing anything.
- *inkjs search*: breadth-first, saving and restoring ink's own engine at every choice, in the same run, bounded to ${bounds.search} s after one in
  which it warms up. A state is what the engine saves, without the text just shown, the names of threads and (unless the story asks) the turn. \`*\`: the story asks for
  chance; this search follows the draws of one seed, Redthread all outcomes.
- *ratio*: Redthread's transitions a second by those of the other.`;
  if (peer === undefined) return lines;
  return `${lines}
- *inkcheck*: version ${peer} of the public tool, with its own settings, bounded to ${bounds.peer} s by the clock; inkjs compiles for it. It
  runs on as many cores as it likes. It counts the states that it explores, those seen before included; the time includes its start. No
  outcome: it never came back (a turn without end).`;
}
