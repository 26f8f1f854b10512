import { afterEach, describe, expect, it, vi } from 'vitest';
import { Hearing, type Wanted } from '../src/machine/hearing.ts';
import type { Told } from '../src/machine/lines.ts';
import type { Listener } from '../src/machine/listener.ts';
import type { Turn } from '../src/machine/player.ts';
import { asText, Everything } from './support/everything.ts';
import { contextOf, explore, verdictDifference, verdictsOf } from './support/explore.ts';
import { generateStory } from './support/generate.ts';
import { Random } from './support/random.ts';
import { pairOf } from './support/routes.ts';

function turnAsText({ lines, choices }: Turn): string {
  const text = lines.map((line) => line.text).join('');
  return asText(
    text,
    lines.flatMap((line) => line.tags),
    choices,
  );
}

/** The first state whose turn was not heard as the player shows it. */
function misheard(source: string, states: number): string | null {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) return null;
  const listener = new Everything();
  const explored = explore(pair.program, { states, listener });
  const context = contextOf(explored);
  for (let state = 0; state < explored.graph.states; state++) {
    const { kind, noted } = context.read(state);
    if (kind === 'draw' || kind === 'endless' || kind === 'cut') continue;
    const { turn, steps } = context.witnesses.toState(state);
    if (listener.heard[noted] === turnAsText(turn)) continue;
    return `${JSON.stringify(steps)}\nheard ${listener.heard[noted]}\nshown ${turnAsText(turn)}\n${source}`;
  }
  return null;
}

/** Notes all that a reader gets, and beside it which of some words are in it. */
class Both implements Listener {
  readonly hears = true;
  readonly everything = new Everything();
  readonly hearing: Hearing;
  readonly notes: (readonly [everything: number, hearing: number])[] = [];

  constructor(wanted: readonly Wanted[]) {
    this.hearing = new Hearing(wanted, false);
  }
  begins(): number {
    return this.note(this.everything.begins(), this.hearing.begins(null));
  }
  listens(line: Told, note: number): number {
    const [everything, hearing] = this.notes[note];
    return this.note(this.everything.listens(line, everything), this.hearing.listens(line, hearing));
  }
  ends(offers: readonly Told[], note: number): number {
    const [everything, hearing] = this.notes[note];
    return this.note(this.everything.ends(offers, everything), this.hearing.ends(offers, hearing));
  }

  private note(everything: number, hearing: number): number {
    const known = this.notes.findIndex(([one, other]) => one === everything && other === hearing);
    return known >= 0 ? known : this.notes.push([everything, hearing]) - 1;
  }
}

/** What was heard in a turn, taken apart again. */
function parts(heard: string): { readonly kind: Wanted['kind']; readonly text: string }[] {
  const kinds = { '#': 'tagged', '*': 'offered' } as const;
  const [text, ...others] = heard.split('\n');
  return [
    { kind: 'said', text },
    ...others.map((other) => ({ kind: kinds[other[0] as '#' | '*'] ?? 'said', text: other.slice(2) })),
  ];
}

/** Listens for words here and there out of all that is shown; the first of them that were heard where they were not shown, or the other way. */
function falselyHeard(source: string, seed: number): string | null {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) return null;
  const first = new Everything();
  explore(pair.program, { states: 100, listener: first });
  const heard = first.heard.filter((all) => all !== '');
  if (heard.length === 0) return null;
  const random = new Random(seed);
  const wanted = Array.from({ length: 12 }, (): Wanted => {
    const { kind, text } = random.pick(parts(random.pick(heard)));
    const from = random.between(0, text.length);
    return { kind, words: kind === 'tagged' ? text : text.slice(from, from + random.between(1, 12)).trim() };
  }).filter(({ words }) => words !== '');
  let both = new Both(wanted);
  const explored = explore(pair.program, { states: 100, listener: () => (both = new Both(wanted)) });
  const context = contextOf(explored);
  for (let state = 0; state < explored.graph.states; state++) {
    const { kind, noted } = context.read(state);
    if (kind === 'draw' || kind === 'endless' || kind === 'cut') continue;
    const [everything, hearing] = both.notes[noted];
    const shown = parts(both.everything.heard[everything]);
    for (const [i, { kind, words }] of wanted.entries()) {
      const isShown = shown.some(
        (part) => part.kind === kind && (kind === 'tagged' ? part.text === words : part.text.includes(words)),
      );
      if (isShown !== both.hearing.heard(hearing, i)) return `${kind} ${words}: ${isShown} in ${JSON.stringify(shown)}`;
    }
  }
  return null;
}

describe('words that are listened for', () => {
  afterEach(() => vi.restoreAllMocks());

  it('are heard exactly where they are shown, over lines and draws', { timeout: 120_000 }, () => {
    for (let seed = 0; seed < 16; seed++)
      expect(falselyHeard(generateStory(72_000 + seed, { size: 1 }).source, seed)).toBeNull();
  });
  it('would be missed over the end of a line if nothing of it were kept, and that is seen', () => {
    const source = 'The door is\nopen. {RANDOM(1, 2) == 1: Now|Soon}\nwe go. -> END\n';
    const faults = (): unknown[] => Array.from({ length: 12 }, (_, seed) => falselyHeard(source, seed)).filter(Boolean);
    expect(faults()).toEqual([]);
    const { listens } = Hearing.prototype;
    vi.spyOn(Hearing.prototype, 'listens').mockImplementation(function (this: Hearing, line, note) {
      const { notes } = this as unknown as { notes: { last: string }[] };
      notes[note] = { ...notes[note], last: '' };
      return listens.call(this, line, note);
    });
    expect(faults().length).toBeGreaterThan(0);
  });
});

describe('an exploration that listens', () => {
  for (const part of [0, 1, 2, 3])
    it(`hears what a reader gets, in generated stories, part ${part + 1}`, { timeout: 120_000 }, () => {
      for (let seed = 25 * part; seed < 25 * (part + 1); seed++)
        expect(misheard(generateStory(70_000 + seed, { size: 1 }).source, 60)).toBeNull();
    });

  it('hears words over glue, alternatives, printed variables and draws', () => {
    const source = `VAR name = "Ann"
Hel<>
lo, {name}{&!|?} {~A|B} word
<> more. # mood: low
+ [Again, {name}.] {once: Once.} -> END
`.replace('{once: Once.}', '{name == "Ann": Once.}');
    expect(misheard(source, 100)).toBeNull();
  });

  it('tells turns apart that lead to the same', () => {
    const source = '-> k\n=== k\n+ [One] Left hand.\n+ [Two] Right hand.\n- -> k\n';
    const pair = pairOf(source, 'shared');
    if ('refused' in pair) throw new Error(pair.refused);
    expect(explore(pair.program).graph.states).toBe(2);
    expect(explore(pair.program, { listener: new Everything() }).graph.states).toBe(3);
  });

  it('gathers no blanks where something is drawn again and again', () => {
    const source = `VAR last = 0
-> hall
=== hall
+ [Again.] -> again
=== again
~ temp now = RANDOM(1, 3)
{last == now: -> again}
~ last = now
You see {now}.
{now == 3: -> END}
-> hall
`;
    const pair = pairOf(source, 'shared');
    if ('refused' in pair) throw new Error(pair.refused);
    const { exhaustive } = explore(pair.program, {
      states: 200,
      listener: () => new Hearing([{ kind: 'said', words: 'see 2' }], false),
    });
    expect(exhaustive).toBe(true);
  });

  it('a turn without end is still noticed', () => {
    const pair = pairOf('* [Go] -> k\n=== k\nRound. -> k\n', 'shared');
    if ('refused' in pair) throw new Error(pair.refused);
    const kinds = (explored: ReturnType<typeof explore>): string[] =>
      [...contextOf(explored).finals()].map(({ kind }) => kind);
    expect(kinds(explore(pair.program, { listener: new Everything() }))).toEqual(['endless']);
  });
});

describe('slots that are kept for whoever asks', () => {
  it('change no verdict, whatever is kept', { timeout: 120_000 }, () => {
    for (let seed = 0; seed < 60; seed++) {
      const pair = pairOf(generateStory(71_000 + seed, { size: 1 }).source, 'shared');
      if ('refused' in pair) continue;
      const plain = explore(pair.program, { states: 1500 });
      if (!plain.exhaustive) continue;
      const asked = pair.program.slots.flatMap((slot, i) => (slot.kind === 'global' && i % 2 === 0 ? [i] : []));
      const more = explore(pair.program, { states: 20_000, asked });
      if (!more.exhaustive) continue;
      const nearest = ({ ends, ...rest }: ReturnType<typeof verdictsOf>): ReturnType<typeof verdictsOf> => {
        const way = (end: string): string => end.replace(/^(\S+ \S+) \d+/, '$1');
        const depth = (end: string): number => Number(/^\S+ \S+ (\d+)/.exec(end)?.[1]);
        const sorted = [...ends].sort((x, y) => depth(x) - depth(y));
        return { ...rest, ends: sorted.filter((end, i) => sorted.findIndex((other) => way(other) === way(end)) === i) };
      };
      expect(verdictDifference(nearest(verdictsOf(plain)), nearest(verdictsOf(more)))).toBeNull();
    }
  });
});
