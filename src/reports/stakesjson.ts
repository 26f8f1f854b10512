import type { Deed, Indifferent, NoReturn, Stakes } from '../measures/types.ts';
import { type JsonOptions, place, SCHEMA } from './json.ts';

/** The answer to `redthread cruelty`, for programs. Its contract is in docs/cruelty.md. */
export function stakesJson(stakes: Stakes, { version }: JsonOptions): string {
  const { file, limit, assumptions, good, grade, losses, closings, passed, indifferent } = stakes;
  const written = {
    redthread: version,
    schema: SCHEMA,
    file,
    exhaustive: limit === null,
    limit: limit === null ? null : { kind: limit.kind, bound: limit.bound },
    assumptions,
    good,
    cruelty: grade,
    losses: losses.map((loss) => ({ ...noReturn(loss), least: finite(loss.least), most: loss.most })),
    endings: closings.map(({ ending, points }, i) => ({
      number: i + 1,
      passage: ending.passage,
      ...place(ending.place),
      quote: ending.quote,
      lostBy: points.map(noReturn),
    })),
    passed: passed?.map(({ kind, text, place: at }) => ({ kind, text, ...place(at) })) ?? null,
    indifferent: indifferent?.map(indifference) ?? null,
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

const finite = (length: number): number | 'infinite' => (Number.isFinite(length) ? length : 'infinite');

function deed({ what, chance, place: at }: Deed): object {
  return { what, chance, ...place(at) };
}

function noReturn(point: NoReturn): object {
  const { earliest, latest, always, playthrough } = point;
  return { ...deed(point), earliest, latest, always, playthrough };
}

function indifference({ choices, changes, situations }: Indifferent): object {
  return { choices: choices.map(deed), changes, situations };
}
