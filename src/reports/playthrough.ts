import type { Step } from '../findings/types.ts';
import { clean, keepStart } from './layout.ts';
import { count } from './numbers.ts';

const LONGEST_STEP = 48;
const FIRST = 2;
const LAST = 3;

/** One step as a reader knows it: `[Take the lamp]`, `(the shuffle: second)`, `<enter the_quay with gold = 3>`. */
export function showStep(step: Step): string {
  if ('choice' in step) return `[${keepStart(clean(step.text), LONGEST_STEP)}]`;
  if ('chance' in step) return `(${keepStart(clean(step.what), LONGEST_STEP)})`;
  const sets = Object.entries(step.sets).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return `<enter ${step.entry}${sets.length > 0 ? ` with ${sets.join(', ')}` : ''}>`;
}

export function countChoices(steps: readonly Step[]): number {
  return steps.filter((step) => 'choice' in step).length;
}

/** `13 choices`, or `13 choices and 1 outcome of chance`. */
export function showLength(steps: readonly Step[]): string {
  const chances = steps.filter((step) => 'chance' in step).length;
  const choices = count(countChoices(steps), 'choice');
  return chances === 0 ? choices : `${choices} and ${count(chances, 'outcome of chance', 'outcomes of chance')}`;
}

/** The steps in one line, the middle of a long playthrough left out. */
export function showSteps(steps: readonly Step[]): string {
  const shown = steps.map(showStep);
  const left = shown.length - FIRST - LAST;
  if (left > 1) shown.splice(FIRST, left, `… ${left} more …`);
  return shown.join(' → ');
}
