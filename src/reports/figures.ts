import type { Measure, Reader } from '../measures/figures.ts';
import { thousands } from './numbers.ts';

/** `3.2`, `1,204`: an amount to read, with no more digits than anyone wants. */
export function amount(value: number): string {
  if (Number.isInteger(value) || value >= 1000) return thousands(Math.round(value));
  return value.toFixed(value < 10 ? 2 : 1);
}

/** An amount as it is known: `91.2`, `44 to 57`, `at least 44`, `infinite`. */
export function showAmount({ value, least, most }: Measure): string {
  if (value !== null) return value === 'infinite' ? 'infinite' : amount(value);
  if (least === 'infinite') return 'infinite';
  if (most !== 'infinite') return `${amount(least)} to ${amount(most)}`;
  return least === 0 ? 'not known' : `at least ${amount(least)}`;
}

/** A probability in percent: `41.2 %`, `0.03 %`, `1 in 810,000`, `always`, `never`. */
export function percent(value: number): string {
  if (value === 0) return 'never';
  if (value === 1) return 'always';
  if (value >= 0.9995) return value >= 0.99995 ? 'nearly always' : `${(100 * value).toFixed(2)} %`;
  if (value >= 0.0095) return `${(100 * value).toFixed(1)} %`;
  if (value >= 0.000095) return `${(100 * value).toPrecision(2)} %`;
  const times = 1 / value;
  return times < 1e15 ? `1 in ${thousands(Number(times.toPrecision(2)))}` : `1 in 10^${Math.round(Math.log10(times))}`;
}

/** A probability as it is known: `41.2 %`, `12.0 % to 45.1 %`, `at least 12.0 %`. */
export function showOdds({ value, least, most }: Measure): string {
  if (typeof value === 'number') return percent(value);
  const [from, to] = [Number(least), Number(most)];
  if (to >= 1) return from === 0 ? 'not known' : `at least ${percent(from)}`;
  return from === 0 ? `at most ${percent(to)}` : `${percent(from)} to ${percent(to)}`;
}

/** The number that a bar stands for. */
export const barOf = ({ value, least }: Measure): number => (typeof value === 'number' ? value : Number(least));

/** Who reads, in words. */
export function readerIn({ prefers, weights }: Reader): string {
  const how = {
    evenly: 'a reader who picks evenly among what is on offer',
    first: 'a reader who always takes the first choice on offer',
    unseen: 'a reader who picks evenly among what they have not chosen before, as long as there is any such choice',
  }[prefers];
  return Object.keys(weights).length === 0 ? how : `${how}, by the weights in redthread.json`;
}
