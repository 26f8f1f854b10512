import type { Advice } from '../findings/types.ts';
import { showStep } from './playthrough.ts';

/** Words for a piece of advice. `offered` has the text of each choice on offer, and the number that its reader knows it by. */
export function adviceText(
  advice: Advice,
  ending: string,
  exhaustive: boolean,
  offered: readonly { readonly text: string; readonly number: number | null }[],
): string {
  const name = ending === '' ? 'this ending' : ending;
  const { how, choice, counter } = advice;
  if (how === 'out of reach')
    return exhaustive ? `${name} can't happen any more.` : `No way to ${name} was found from here.`;
  const taken = choice === null ? undefined : offered[choice];
  const what =
    taken === undefined
      ? 'wait, and leave it to the others.'
      : `${taken.number}. ${showStep({ choice: 0, text: taken.text })}`;
  const against = counter === null ? undefined : offered[counter.choice];
  const threat =
    counter === null || against === undefined
      ? ''
      : ` ${counter.by} could keep it away: ${showStep({ choice: 0, text: against.text })}`;
  return `Advice: ${what} ${outcome(advice, name)}${threat}`;
}

function outcome({ how, asTheyWill }: Advice, name: string): string {
  if (how === 'in reach') return `That way ${name} can happen, if the others help.`;
  const surely = {
    surely: `Then ${name} comes about`,
    'almost surely': `Then ${name} comes about almost surely`,
    'with luck': `Then ${name} comes about with luck`,
    'out of reach': '',
  }[how];
  return asTheyWill
    ? `${surely}, as long as the others do only what they are willing to.`
    : `${surely}, whatever the others do.`;
}
