import type { Story } from 'inkjs/engine/Story';
import type { Analysis, Finding, Step } from '../../src/findings/types.ts';
import type { StoryModel } from '../../src/machine/storymodel.ts';
import { Op } from '../../src/program/opcodes.ts';
import { bare } from './naive.ts';
import { type ChanceRequest, type External, ForcedOutcomeError, Oracle, type TurnRecord } from './oracle.ts';

type HostValue = string | number | boolean;

/** A playthrough as the official runtime plays it. */
export interface Replay {
  /** Where it can't be played as told, in words; else null. */
  readonly fault: string | null;
  /** The last turn; null where it stops in the middle of one, before a draw. */
  readonly last: TurnRecord | null;
  /** The last words shown, of this turn or an earlier one. */
  readonly lastWords: string;
  /** All turns that came to their ends. */
  readonly turns: readonly TurnRecord[];
}

/** The steps of one turn: what began it, and the outcomes of chance in it. */
interface Part {
  readonly opening: Step | null;
  readonly outcomes: readonly number[];
}

function parts(steps: readonly Step[]): Part[] {
  const all: { opening: Step | null; outcomes: number[] }[] = [];
  for (const step of steps) {
    if ('chance' in step && all.length > 0) all[all.length - 1].outcomes.push(step.chance);
    else if ('chance' in step) all.push({ opening: null, outcomes: [step.chance] });
    else {
      if ('choice' in step && all.length === 0) all.push({ opening: null, outcomes: [] });
      all.push({ opening: step, outcomes: [] });
    }
  }
  return all.length > 0 ? all : [{ opening: null, outcomes: [] }];
}

/** Plays a playthrough step by step in the official runtime, with chance forced; each choice must be offered in the words told. `met` is told what each turn comes to. */
export function replay(
  story: Story,
  model: StoryModel,
  steps: readonly Step[],
  met?: (turn: number, path: string, what: 'executed' | 'offered') => void,
): Replay {
  let outcomes: readonly number[] = [];
  let used = 0;
  const chance = (request: ChanceRequest): unknown => {
    if (used === outcomes.length) throw new ForcedOutcomeError(`nothing is told of ${JSON.stringify(request)}`);
    return outcomes[used++];
  };
  const turns: TurnRecord[] = [];
  const oracle = new Oracle(story, {
    chance,
    externals: hostFunctions(model),
    maxSteps: 300_000,
    maxDepth: 3000,
    met: met === undefined ? undefined : (path, what) => met(turns.length, path, what),
  });
  let last: TurnRecord | null = null;
  let lastWords = '';
  const fault = (what: string): Replay => ({ fault: what, last, lastWords, turns });
  for (const [i, part] of parts(steps).entries()) {
    [outcomes, used] = [part.outcomes, 0];
    const { opening } = part;
    if (opening !== null && 'entry' in opening) {
      for (const [name, value] of Object.entries(opening.sets)) oracle.story.variablesState.$(name, value);
      oracle.choosePath(opening.entry);
    } else if (opening !== null && 'choice' in opening) {
      const offered = last?.choices[opening.choice]?.text;
      if (offered !== opening.text)
        return fault(`step ${i}: choice ${opening.choice} is ${offered}, not ${opening.text}`);
      oracle.choose(opening.choice);
    }
    try {
      last = oracle.turn();
      turns.push(last);
    } catch (error) {
      if (!(error instanceof ForcedOutcomeError)) throw error;
      const isLast = i === parts(steps).length - 1 && used === outcomes.length;
      return isLast ? { fault: null, last: null, lastWords, turns } : fault(`step ${i}: ${error.message}`);
    }
    if (used < outcomes.length && !last.overran) return fault(`step ${i}: ${outcomes.length - used} outcomes too many`);
    lastWords = last.lines.findLast((line) => line.text.trim() !== '')?.text.trim() ?? lastWords;
  }
  return { fault: null, last, lastWords, turns };
}

/** Functions of the host as the exploration takes them: where there is more than one result, chance decides. */
function hostFunctions(model: StoryModel): Record<string, External> {
  const { program, externals } = model;
  const functions: Record<string, External> = {};
  for (const [name, values] of externals) functions[name] = oneOf(values);
  program.op.forEach((op, pc) => {
    if (op !== Op.External) return;
    const { name, fallback } = program.externals[program.a[pc]];
    const after = program.op[program.next[pc]];
    if (fallback >= 0 || externals.has(name) || typeof functions[name] === 'function') return;
    functions[name] = after === Op.Pop || after === Op.Output ? 0 : oneOf([false, true]);
  });
  return functions;
}

const oneOf = (values: readonly HostValue[]): External =>
  values.length === 1 ? values[0] : (_, draw) => values[Number(draw())];

const stands = ({ choices, errors, crash, overran }: TurnRecord): string =>
  overran
    ? 'overran'
    : crash !== null
      ? 'crash'
      : choices.length > 0
        ? 'choices'
        : errors.length > 0
          ? bare(errors[0])
          : 'over';

/** What is wrong with the playthroughs that an analysis shows, as the official runtime plays them; empty where all hold. */
export function witnessFaults(story: Story, model: StoryModel, analysis: Analysis): string[] {
  const faults: string[] = [];
  const check = (what: string, steps: readonly Step[], wrong: (result: Replay) => string | null): void => {
    const result = replay(story, model, steps);
    const fault = result.fault ?? wrong(result);
    if (fault !== null) faults.push(`${what}: ${fault}`);
  };
  for (const { kind, passage, quote, playthrough } of analysis.endings) {
    check(`${kind} in ${passage}`, playthrough, ({ last, lastWords }) => {
      if (last === null || stands(last) !== 'over') return `stands ${last === null ? 'at a draw' : stands(last)}`;
      return lastWords === quote ? null : `its last words are ${lastWords}, not ${quote}`;
    });
  }
  for (const [i, { playthrough, round, waysOut }] of (analysis.cast?.standoffs ?? []).entries()) {
    for (const steps of [playthrough, [...playthrough, ...round]])
      check(`standoff ${i + 1}`, steps, ({ last }) =>
        last !== null && stands(last) === 'choices' ? null : 'nobody waits',
      );
    for (const way of waysOut)
      check(`a way out of standoff ${i + 1}`, way.playthrough, ({ last }) =>
        last !== null && stands(last) === 'over' ? null : 'it does not end',
      );
  }
  for (const finding of analysis.findings) {
    if (finding.playthrough === null) continue;
    check(`${finding.code} ${finding.place?.line}`, finding.playthrough, (result) => wrongStanding(finding, result));
  }
  return faults;
}

/** Why a playthrough does not show what its finding says, or null. */
function wrongStanding({ code, evidence, message, quote }: Finding, { last, lastWords }: Replay): string | null {
  const standing = last === null ? 'draw' : stands(last);
  const wrong = `${standing}: ${last?.crash ?? ''}`;
  switch (code) {
    case 'dead-end':
    case 'no-choices-left':
      if (!/^(ran out of content|unexpectedly reached end of content)/.test(standing)) return wrong;
      return lastWords === quote ? null : `its last words are ${lastWords}, not ${quote}`;
    case 'runtime-error':
      return standing === 'crash'
        ? message.startsWith('A game would crash')
          ? null
          : wrong
        : message.includes(standing)
          ? null
          : wrong;
    case 'runtime-warning':
      return last === null || last.warnings.some((warning) => message.includes(bare(warning))) || last.crash !== null
        ? null
        : wrong;
    case 'endless-turn':
      return evidence === 'proved' || standing === 'overran' ? null : wrong;
    case 'soft-lock':
    case 'forced-loop':
      return standing === 'over' ? wrong : null;
    case 'meddled':
    case 'by-nobody':
      return null;
    default:
      return `${code} is not expected to have a playthrough`;
  }
}
