import { adviserFor } from '../../project.ts';
import { adviceText } from '../../reports/advice.ts';
import { UsageError } from './args.ts';
import type { Checked, Turn } from './core.ts';
import type { Session } from './session.ts';
import { near } from './suggest.ts';

/** Words of advice for where a reading stands, with `own` the choices that its reader can take; empty where there is nothing to advise. */
export type Advise = (session: Session, own: Turn['choices']) => string;

/** Advice for these players (0 the reader, from 1 on the cast) on how to bring about an ending, from the strategies of docs/games.md. */
export function adviseOn(
  context: NonNullable<Checked['context']>,
  ending: string,
  players: readonly number[],
  seed: number,
): Advise {
  if (players.length === 0) throw new UsageError(`--advise ${ending}: nobody is played, so nobody can be advised.`);
  const adviser = adviserFor(context, players, ending);
  if ('problem' in adviser) {
    const meant = near(ending, adviser.endings);
    const hint = meant === null ? `It ends in ${adviser.endings.join(', ')}.` : `Did you mean ${meant}?`;
    throw new UsageError(`--advise ${ending}: ${adviser.message}`, hint);
  }
  return (session, own) => {
    const advice = adviser.after(session.steps, seed);
    if (advice === null) return '';
    const offered = session.turn.choices.map((choice) => {
      const at = own.findIndex(({ index }) => index === choice.index);
      return { text: choice.text, number: at < 0 ? null : at + 1 };
    });
    return `\n${adviceText(advice, adviser.ending, context.exhaustive, offered)}\n`;
  };
}
