/**
 * Linear temporal logic (Pnueli 1977) over words that go round in a circle from some place on, evaluated as its definition reads. It knows
 * nothing of how promises are checked.
 */
export type Formula =
  | boolean
  | { readonly atom: string }
  | { readonly not: Formula }
  | { readonly and: readonly Formula[] }
  | { readonly or: readonly Formula[] }
  | { readonly next: Formula }
  /** `until[0]` holds until `until[1]` does, which it does at some time. */
  | { readonly until: readonly [Formula, Formula] };

export const atom = (name: string): Formula => ({ atom: name });
export const not = (a: Formula): Formula => ({ not: a });
export const and = (...all: Formula[]): Formula => ({ and: all });
export const or = (...all: Formula[]): Formula => ({ or: all });
export const implies = (a: Formula, b: Formula): Formula => or(not(a), b);
export const next = (a: Formula): Formula => ({ next: a });
export const until = (a: Formula, b: Formula): Formula => ({ until: [a, b] });
export const finallyHolds = (a: Formula): Formula => until(true, a);
export const globally = (a: Formula): Formula => not(finallyHolds(not(a)));
/** Weak until: `a` may also hold for ever. */
export const unless = (a: Formula, b: Formula): Formula => or(until(a, b), globally(a));

/** What holds at each place of a word; after the last place comes the one with number `back`. */
export interface Word {
  readonly places: readonly ReadonlySet<string>[];
  readonly back: number;
}

/** Whether a formula holds at the beginning of a word. */
export function holds(formula: Formula, word: Word): boolean {
  return truth(formula, word)[0];
}

function truth(formula: Formula, word: Word): boolean[] {
  const { places, back } = word;
  if (typeof formula === 'boolean') return places.map(() => formula);
  if ('atom' in formula) return places.map((place) => place.has(formula.atom));
  if ('not' in formula) return truth(formula.not, word).map((each) => !each);
  if ('and' in formula) {
    const parts = formula.and.map((part) => truth(part, word));
    return places.map((_, i) => parts.every((part) => part[i]));
  }
  if ('or' in formula) {
    const parts = formula.or.map((part) => truth(part, word));
    return places.map((_, i) => parts.some((part) => part[i]));
  }
  const after = (i: number): number => (i + 1 < places.length ? i + 1 : back);
  if ('next' in formula) {
    const inner = truth(formula.next, word);
    return places.map((_, i) => inner[after(i)]);
  }
  const [first, then] = formula.until.map((part) => truth(part, word));
  const result = places.map(() => false);
  // twice round is enough for whatever lies ahead in the circle to be seen from everywhere
  for (let round = 0; round < 2; round++)
    for (let i = places.length - 1; i >= 0; i--) {
      result[i] = then[i] || (first[i] && result[after(i)]);
    }
  return result;
}
