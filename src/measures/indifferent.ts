import type { Context } from '../findings/context.ts';
import { futuresOf } from '../graph/futures.ts';
import type { Telling } from '../machine/telling.ts';
import type { Indifferent } from './types.ts';

/** The address of a choice. */
type Choice = number;

/** What is known of two choices from all situations in which both are on offer. */
interface Pair {
  /** Whether the same came of them each time: with words, and without. */
  alike: boolean;
  alikeButWords: boolean;
}

/** All choices between which it makes no difference which is taken, wherever they are offered together. The exploration must be complete. */
export function indifferentChoices(context: Context, telling: Telling): Indifferent[] {
  const { graph, program } = context;
  const marks = Array.from({ length: graph.states }, (_, s) => markOf(context, s));
  const mark = (s: number): string => marks[s];
  const exact = futuresOf(graph, mark, (t) => telling.number(t));
  const form = futuresOf(graph, mark, () => 0);
  const pairs = new Pairs();
  const moments = new Map<string, { readonly choices: readonly Choice[]; situations: number }>();
  for (let s = 0; s < graph.expanded; s++) {
    const first = graph.first.at(s);
    if (!context.isChoice(s) || graph.first.at(s + 1) - first < 2) continue;
    const choices = context.read(s).offers.map(({ point }) => program.choices[point].address);
    const known = moments.get(choices.join());
    if (known === undefined) moments.set(choices.join(), { choices, situations: 1 });
    else known.situations++;
    const futures = choices.map((_, i) => {
      const t = first + i;
      const target = graph.targets.at(t);
      return { exact: exact[target], offers: telling.offersIn(telling.sightOf(telling.number(t))), form: form[target] };
    });
    choices.forEach((a, i) => {
      for (let j = i + 1; j < choices.length; j++) {
        const [one, other] = [futures[i], futures[j]];
        pairs.note(a, choices[j], one.exact === other.exact && one.offers === other.offers, one.form === other.form);
      }
    });
  }
  const all = [...moments.values()];
  const situations = (group: readonly Choice[]): number =>
    all.reduce((sum, moment) => sum + (group.every((c) => moment.choices.includes(c)) ? moment.situations : 0), 0);
  const tell = (group: readonly Choice[], changes: Indifferent['changes']): Indifferent => ({
    choices: group.map((c) => ({ what: textOf(telling, c), chance: false, place: context.place(c) })),
    changes,
    situations: situations(group),
  });
  const nothing = pairs.groups(
    all.map(({ choices }) => choices),
    ({ alike }) => alike,
  );
  const words = pairs
    .groups(
      all.map(({ choices }) => choices),
      ({ alikeButWords }) => alikeButWords,
    )
    .filter((group) => !nothing.some((other) => group.every((c) => other.includes(c))));
  return [...nothing.map((group) => tell(group, 'nothing')), ...words.map((group) => tell(group, 'words'))];
}

/** What is told apart from the first: what is on offer, or how the story is over. */
function markOf(context: Context, state: number): string {
  const { kind, address, message, offers } = context.read(state);
  return kind === 'choice' || kind === 'draw'
    ? `${kind} ${offers.map(({ point }) => point).join()}`
    : `${kind} ${address} ${message}`;
}

const textOf = (telling: Telling, choice: Choice): string =>
  telling.everyOffer.find(({ at }) => at === choice)?.text ?? '';

class Pairs {
  private readonly known = new Map<string, Pair>();

  note(a: Choice, b: Choice, alike: boolean, alikeButWords: boolean): void {
    const pair = this.of(a, b);
    if (pair === undefined) this.known.set(keyOf(a, b), { alike, alikeButWords });
    else {
      pair.alike &&= alike;
      pair.alikeButWords &&= alikeButWords;
    }
  }

  private of(a: Choice, b: Choice): Pair | undefined {
    return this.known.get(keyOf(a, b));
  }

  /** Sets of choices, offered together, of which each two are alike; none that is part of another. */
  groups(moments: readonly (readonly Choice[])[], isAlike: (pair: Pair) => boolean): Choice[][] {
    const found: Choice[][] = [];
    for (const moment of moments)
      for (const first of moment) {
        const group: Choice[] = [];
        for (const c of [first, ...moment])
          if (!group.includes(c) && group.every((other) => isAlike(this.of(other, c)!))) group.push(c);
        if (group.length > 1) found.push(group.sort((a, b) => a - b));
      }
    const unique = [...new Map(found.map((group) => [group.join(), group])).values()];
    return unique.filter((group) => !unique.some((other) => other !== group && group.every((c) => other.includes(c))));
  }
}

const keyOf = (a: Choice, b: Choice): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
