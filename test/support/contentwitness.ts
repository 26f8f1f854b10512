import type { Story } from 'inkjs/engine/Story';
import type { Content } from '../../src/findings/types.ts';
import { piecesOf } from '../../src/findings/verdicts.ts';
import type { StoryModel } from '../../src/machine/storymodel.ts';
import { Op } from '../../src/program/opcodes.ts';
import { type Program, passageAt, placeAt } from '../../src/program/program.ts';
import type { Place } from '../../src/text/place.ts';
import { type Replay, replay } from './explorewitness.ts';

/** What the official runtime comes to in the turns of a playthrough, by ink's own paths; `offered …` for choices on offer. */
type Met = readonly ReadonlySet<string>[];

/** A piece as the official runtime tells it: whether some of what it came to is this piece. */
type Is = (met: ReadonlySet<string>) => boolean;

/**
 * What is wrong with the verdicts on a story's content, as the official runtime plays the playthroughs that go with them: each must come to its piece,
 * in its last turn and not before; and none may come to anything impossible.
 */
export function contentFaults(story: Story, model: StoryModel, content: Content): string[] {
  const faults: string[] = [];
  const tests = testsOf(model.program, content);
  const all = new Set<string>();
  const played = new Map<string, { readonly result: Replay; readonly met: Met }>();
  content.pieces.forEach(({ kind, text, passage, place, verdict, choices }, i) => {
    const name = `${kind} ${text || passage} in line ${place?.line}`;
    const steps = content.playthrough(i);
    if ((steps !== null) !== (verdict === 'reached'))
      faults.push(`${name}: ${verdict}, but ${steps === null ? 'without' : 'with'} a playthrough`);
    if (steps === null) return;
    if (choices !== steps.filter((step) => 'choice' in step).length)
      faults.push(`${name}: not after ${choices} choices`);
    const key = JSON.stringify(steps);
    if (!played.has(key)) played.set(key, playedOf(story, model, steps));
    const { result, met } = played.get(key)!;
    for (const path of met.flatMap((turn) => [...turn])) all.add(path);
    const last = met.at(-1) ?? new Set();
    if (result.fault !== null) faults.push(`${name}: ${result.fault}`);
    else if (!tests[i](last)) faults.push(`${name}: the playthrough doesn’t come to it`);
    else if (kind === 'ending' && (result.last === null || result.last.choices.length > 0))
      faults.push(`${name}: it goes on`);
    else if (kind !== 'ending' && met.slice(0, -1).some(tests[i])) faults.push(`${name}: it was there before`);
  });
  content.pieces.forEach(({ kind, text, passage, verdict }, i) => {
    if (verdict === 'impossible' && tests[i](all))
      faults.push(`${kind} ${text || passage}: called impossible, but met`);
  });
  return faults;
}

function playedOf(story: Story, model: StoryModel, steps: NonNullable<ReturnType<Content['playthrough']>>) {
  const met: Set<string>[] = [];
  const result = replay(story, model, steps, (turn, path, what) => {
    while (met.length <= turn) met.push(new Set());
    met[turn].add(what === 'offered' ? `offered ${path}` : path);
  });
  return { result, met };
}

/** For each piece whether the runtime came to it: found by kind, words and place among the addresses of the program, each address once. */
function testsOf(program: Program, { pieces }: Content): Is[] {
  const left = new Map<string, number[]>();
  const add = (kind: string, address: number, place: Place | null): void => {
    const key = `${kind} ${JSON.stringify(place)} ${passageAt(program, address).name}`;
    left.set(key, [...(left.get(key) ?? []), address]);
  };
  for (const { address, bit } of piecesOf(program))
    add(bit === 8 ? 'choice' : 'line', address, placeAt(program, address));
  const isOf =
    (passage: string) =>
    (path: string): boolean =>
      path === passage || path.startsWith(`${passage}.`);
  return pieces.map(({ kind, passage, place, text }): Is => {
    if (kind === 'ending') {
      const at = [...program.op.keys()].filter((pc) => JSON.stringify(placeAt(program, pc)) === JSON.stringify(place));
      return (met) => at.some((pc) => met.has(pathOf(program, pc)));
    }
    if (kind !== 'choice' && kind !== 'line') return (met) => [...met].some(isOf(passage));
    const addresses = left.get(`${kind} ${JSON.stringify(place)} ${passage}`) ?? [];
    const same = kind === 'choice' ? 0 : addresses.findIndex((pc) => program.strings[program.a[pc]].trim() === text);
    const [address] = addresses.splice(same, 1);
    if (program.op[address] !== (kind === 'choice' ? Op.Choice : Op.Text)) return () => false;
    const path = pathOf(program, address);
    return (met) => met.has(kind === 'choice' ? `offered ${path}` : path);
  });
}

/** ink's path of an address. */
function pathOf({ home, containers }: Program, address: number): string {
  const { path, start } = containers[home[address]];
  return path === '' ? String(address - start) : `${path}.${address - start}`;
}
