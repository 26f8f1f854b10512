import { Codec } from '../../src/machine/codec.ts';
import type { Kept } from '../../src/machine/reduction.ts';
import type { StoryModel } from '../../src/machine/storymodel.ts';
import { Liveness } from '../../src/program/liveness.ts';
import type { Program } from '../../src/program/program.ts';

/** The key is taken long before it is asked for, and a count is asked for more than whether it is there. */
export const keyStory = `VAR key = false
-> hall
=== hall
~ temp floor = 1
* [Take the key]
  ~ key = true
  -> hall
+ {hall < 4} [Walk round] -> walk
+ [Try the door]
  {floor == 1: You stand on stone.|You stand on nothing.}
  -> door
=== walk
-> hall
=== door
{key: The door opens. -> END}
{hall > 3: You sit down in front of it. -> END}
It is locked.
-> hall`;

/** An analysis that has missed one slot (temporaries are numbered after all slots), until the self-check asks for it. */
class Spoilt extends Liveness {
  constructor(program: Program, kept: Kept, missed: number) {
    super(program, kept.always);
    if (kept.always.has(missed)) return;
    Object.assign(this, { slotOfBit: this.slotOfBit.map((slot) => (slot === missed ? -1 : slot)) });
  }

  override liveTemps(address: number, slots: number): number[] {
    return super.liveTemps(address, slots).filter((name) => name >= 0);
  }
}

/** Leaves a slot out of what a model keeps, until the self-check asks for it. */
export const missing =
  (slot: number) =>
  (model: StoryModel, kept: Kept): void => {
    Object.assign(model, { codec: new Codec(model.machine, new Spoilt(model.program, kept, slot), kept) });
  };

/** Switches the self-check off: what was left out looks as it did in the beginning, in place of saying that it was left out. */
export function trustBlindly(model: StoryModel): void {
  const { dropped, initial } = model.codec.table.layout;
  dropped.set(initial);
}

export const slotOf = (program: Program, kind: string, name: string): number =>
  program.slots.findIndex((slot) => slot.kind === kind && slot.name === name);
