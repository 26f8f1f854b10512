/**
 * Goes through an exported model without SPIN: a reading of just the Promela that `exportPromela` writes. The functions in it are written in
 * what C and JavaScript have in common, so that they can be run as they are.
 */

/** What was come to, as SPIN counts it. */
export interface Walked {
  readonly states: number;
  readonly transitions: number;
  readonly stuck: number;
  /** States for which no rule says what comes. */
  readonly unknown: number;
}

type State = Record<string, number | number[]>;

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  bit: [0, 1],
  byte: [0, 255],
  short: [-32768, 32767],
  int: [-(2 ** 31), 2 ** 31 - 1],
};

export function walk(promela: string): Walked {
  const text = promela.replace(/\/\*[\s\S]*?\*\//g, '');
  const variables = [...text.matchAll(/^(bit|byte|short|int) (\w+)(?:\[(\d+)\])?;/gm)];
  const { turn, outcomes } = functionsOf(text);
  const zero: State = Object.fromEntries(
    variables.map(([, , name, size]) => [name, size === undefined ? 0 : new Array<number>(Number(size)).fill(0)]),
  );
  const key = (state: State): string => Object.values(state).join();
  const check = (state: State): void => {
    for (const [, type, name, size] of variables) {
      const [least, greatest] = ranges[type];
      const numbers = [state[name]].flat();
      if (numbers.length !== Number(size ?? 1)) throw new Error(`${name} has ${numbers.length} elements`);
      for (const number of numbers)
        if (!(number >= least && number <= greatest)) throw new Error(`${name} = ${number} is no ${type}`);
    }
  };
  const known = new Set<string>();
  const waiting: State[] = [];
  const count = { states: 1, transitions: 0, stuck: 0, unknown: 0 };
  const come = (state: State): void => {
    check(state);
    count.transitions++;
    if (known.has(key(state))) return;
    known.add(key(state));
    waiting.push(state);
  };
  for (const start of startsOf(text, zero)) come(start);
  const picks = picksOf(text);
  let ended = false;
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const { waits, count: offered } = state as Record<string, number>;
    if (waits === 4) count.unknown++;
    if (waits === 3) count.stuck++;
    if (waits === 2) {
      ended = true;
      count.transitions++;
    }
    if (waits > 1) continue;
    const options = waits === 0 ? [...new Array(offered).keys()] : picks.get(outcomes(structuredClone(state)));
    if (options === undefined) throw new Error('a draw of which nobody knows the outcomes');
    for (const pick of options) {
      const next = structuredClone(state);
      turn(next, pick);
      come(next);
    }
  }
  return { ...count, states: known.size + 1 + (ended ? 1 : 0) };
}

interface Code {
  readonly turn: (now: State, pick: number) => void;
  readonly outcomes: (now: State) => number;
}

function functionsOf(text: string): Code {
  const code = [...text.matchAll(/^c_code \{\n([\s\S]*?)^\}$(?=\n\n)/gm)].map(([, body]) => body).join('\n');
  const script = code
    .replace(/static int (\w+)\((?:void|int (\w+))\)/g, (_, name, parameter) => `function ${name}(${parameter ?? ''})`)
    .replace(/^(\s*)(?:static )?(?:const )?int /gm, '$1var ');
  return new Function(`var now;
    ${script}
    return {
      turn: (state, pick) => { now = state; turn(pick); },
      outcomes: (state) => { now = state; return outcomes(now.rest); },
    };`)() as Code;
}

/** The states that the process can begin with. */
function startsOf(text: string, zero: State): State[] {
  const begin = text.slice(text.indexOf('active proctype'), text.indexOf('fi;', text.indexOf('active proctype')));
  return begin
    .split(':: d_step {')
    .slice(1)
    .map((part) => {
      const state = structuredClone(zero);
      for (const [, name, index, value] of part.matchAll(/(\w+)(?:\[(\d+)\])? = (-?\d+);/g)) {
        if (index === undefined) state[name] = Number(value);
        else (state[name] as number[])[Number(index)] = Number(value);
      }
      return state;
    });
}

/** What chance can pick, by the record of outcomes. */
function picksOf(text: string): Map<number, number[]> {
  const [, ...parts] = text.slice(text.indexOf('active proctype')).split(/:: pick == /);
  return new Map(
    parts.map((part) => [
      Number.parseInt(part, 10),
      [...part.matchAll(/:: pick = (\d+)/g)].map(([, pick]) => Number(pick)),
    ]),
  );
}
