import type { FrameKeeps, Grain, Kept, SlotName, StateKeeps, ThreadKeeps } from '../languages/ink/official/keeps.ts';
import type { Decoded } from '../machine/codec.ts';
import { cutFrame, type Frame } from '../machine/frames.ts';
import { type Machine, unbounded } from '../machine/machine.ts';
import { Item } from '../machine/output.ts';
import type { StoryModel } from '../machine/storymodel.ts';
import { isForgotten, isProgression, isTagValue, type Progression } from '../machine/values.ts';

/** All slots of a machine, with how finely they are kept at most. */
export function slotNames({ program, least, limit }: Machine): SlotName[] {
  return program.slots.map(({ kind, name }, i) => ({
    kind,
    name: kind === 'turn' ? '' : name,
    grain: least[i] >= unbounded || kind === 'shuffle' ? null : { least: least[i], period: limit[i] - least[i] },
  }));
}

/** How finely a value is kept; `null` for not at all. */
function keptOf<T>(machine: Machine, of: T, value: number): Kept<T> | null {
  if (isForgotten(value)) return null;
  if (!isProgression(value)) return { of, grain: null };
  return { of, grain: grainOf(machine.values.progressionOf(value)) };
}

const sameGrain = (a: Grain | null, b: Grain | null): boolean =>
  a?.least === b?.least && a?.period === b?.period && a?.greatest === b?.greatest;

/** What the state that a model has read last keeps of the story's own slots. */
export function keepsOf(
  { machine, codec }: StoryModel,
  state: Decoded,
  names: readonly SlotName[],
  isOwn: readonly boolean[],
): StateKeeps {
  const isDraw = state.kind === 'draw';
  const threads = isDraw ? [...machine.threads, machine.thread()] : [];
  return {
    slots: slotsOf(machine, codec.bytes.live, names).filter(({ of }) => isOwn[of]),
    choices: state.offers.map((offer) => threadKeeps(machine, offer.thread)),
    threads: threads.map((thread) => threadKeeps(machine, thread)),
    stack:
      state.offers.length + threads.length === 0
        ? []
        : machine.stack.flatMap((value, i) => stackKeeps(machine, value, i, isDraw)),
    text: isDraw && machine.output.openStrings > 0 && !dropsSomeText(machine),
  };
}

function slotsOf(
  { slots, program, values }: Machine,
  live: Iterable<number>,
  names: readonly SlotName[],
): Kept<number>[] {
  const kept: Kept<number>[] = [];
  for (const i of live) {
    const value = slots[i];
    if (i >= program.globals) kept.push({ of: i, grain: null });
    else if (!isForgotten(value)) {
      const own = isProgression(value) ? grainOf(values.progressionOf(value)) : null;
      // a variable may hold what it got from another one that is kept coarsely, or not at all, or from a draw
      kept.push({ of: i, grain: own === null || sameGrain(own, names[i].grain) ? null : own });
    }
  }
  return kept;
}

const grainOf = ({ least, period, greatest }: Progression): Grain =>
  Number.isFinite(greatest) ? { least, period, greatest } : { least, period };

function threadKeeps(machine: Machine, thread: Frame): ThreadKeeps {
  const frames: FrameKeeps[] = [];
  for (let frame: Frame | null = thread; frame !== null && frame !== cutFrame; frame = frame.parent)
    frames.push(frameKeeps(machine, frame));
  return frames;
}

function frameKeeps(machine: Machine, { temps, trimmed }: Frame): FrameKeeps {
  if (!trimmed && !temps.some((value, i) => i % 2 === 1 && (isForgotten(value) || isProgression(value)))) return null;
  const kept: Kept<string>[] = [];
  for (let i = 0; i < temps.length; i += 2) {
    const keep = keptOf(machine, machine.program.temps[temps[i]], temps[i + 1]);
    if (keep !== null) kept.push(keep);
  }
  return kept;
}

/** In the middle of a turn the texts of a choice lie on the stack; an exploration doesn't keep them. */
function stackKeeps(machine: Machine, value: number, i: number, isDraw: boolean): StateKeeps['stack'] {
  if (isDraw && (value === machine.values.empty || isTagValue(value))) return [{ nothing: i }];
  const keep = keptOf(machine, i, value);
  if (keep === null) return [{ nothing: i }];
  return keep.grain === null ? [] : [keep];
}

/** Whether the text of some string being built is not kept, because it can only become the text of a choice. */
const dropsSomeText = ({ output }: Machine): boolean =>
  output.dropsText !== 0 || output.items.every(({ kind }) => kind !== Item.StringStart);
