import type { Story } from 'inkjs/engine/Story';
import { type ChanceRequest, ForcedOutcomeError, Oracle } from './oracle.ts';

/** What a complete playthrough shows: each `line …` or `choice …` once. */
export type Seen = ReadonlySet<string>;

/** Thrown where chance has to decide something that nobody has decided yet. */
class Undecided extends ForcedOutcomeError {
  readonly outcomes: readonly number[];
  constructor(outcomes: readonly number[]) {
    super('undecided');
    this.outcomes = outcomes;
  }
}

/**
 * Every complete playthrough of a story, played by the official runtime from the start each time; null where there are more than `most`,
 * or one has more than `longest` choices and outcomes of chance, or goes on and on.
 */
export function allPlaythroughs(story: Story, most: number, longest: number): Seen[] | null {
  const complete: Seen[] = [];
  const open: (readonly number[])[] = [[]];
  for (let decisions = open.pop(); decisions !== undefined; decisions = open.pop()) {
    const played = play(story, decisions);
    if (played === null || decisions.length > longest || complete.length + open.length > most) return null;
    if ('seen' in played) complete.push(played.seen);
    else for (const next of played.next) open.push([...decisions, next]);
  }
  return complete;
}

/** Plays along some decisions, to where the next one has to be made, or the story is over. */
function play(
  story: Story,
  decisions: readonly number[],
): { readonly seen: Seen } | { readonly next: readonly number[] } | null {
  let used = 0;
  const chance = (request: ChanceRequest): number => {
    if (used === decisions.length) throw new Undecided(outcomesOf(request));
    return decisions[used++];
  };
  const oracle = new Oracle(story, { chance, skipCertain: true });
  const seen = new Set<string>();
  const see = (kind: string, text: string): void => {
    const words = text.replace(/\s+/g, ' ').trim();
    if (words !== '') seen.add(`${kind} ${words}`);
  };
  for (;;) {
    try {
      const { lines, choices, crash, overran } = oracle.turn();
      for (const { text } of lines) see('line', text);
      if (overran) return null;
      if (crash !== null || choices.length === 0) return { seen };
      for (const { text } of choices) see('choice', text);
      if (used === decisions.length) return { next: [...choices.keys()] };
      oracle.choose(decisions[used++]);
    } catch (error) {
      if (error instanceof Undecided) return { next: error.outcomes };
      throw error;
    }
  }
}

function outcomesOf(request: ChanceRequest): readonly number[] {
  if (request.kind === 'random')
    return Array.from({ length: request.high - request.low + 1 }, (_, i) => request.low + i);
  return request.kind === 'external' ? [] : request.outcomes;
}
