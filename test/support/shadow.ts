import { Machine } from '../../src/machine/machine.ts';
import type { Player } from '../../src/machine/player.ts';
import { isTagValue, Tag } from '../../src/machine/values.ts';

/**
 * A machine as an exploration runs it, without prose and without looking ahead for newlines, that goes along with a player. It must offer
 * the same choices and come to the same state.
 */
export class Shadow {
  readonly machine: Machine;
  private readonly player: Player;
  private readonly forced: boolean;

  constructor(player: Player, forced: boolean) {
    this.player = player;
    this.forced = forced;
    const { program, values, storySeed, options } = player.machine;
    this.machine = new Machine(program, { silent: true, stopAtChance: forced, values, externals: options.externals });
    this.machine.begin();
    this.machine.storySeed = storySeed;
  }

  /** To where the player stands, from wherever it was. */
  follow(): void {
    const m = this.machine;
    const p = this.player.machine;
    m.slots.set(p.slots);
    m.stack = p.stack.slice();
    m.threads = p.threads.slice();
    m.offers = p.offers.slice();
    m.setThread(p.thread());
    m.storySeed = p.storySeed;
    m.previousRandom = p.previousRandom;
  }

  /** Runs a turn with the outcomes that the player was given; what differs then, in words, or null. */
  turn(outcomes: readonly number[], maxSteps: number): string | null {
    const m = this.machine;
    m.output.reset();
    m.safeExit = false;
    m.rest = 'none';
    m.errors = [];
    m.warnings = [];
    m.maxSteps = maxSteps;
    let next = 0;
    for (m.runTurn(); m.draw !== null; m.runTurn()) {
      if (next >= outcomes.length) return 'a draw too many';
      m.forced = [outcomes[next++]];
      m.forcedNext = 0;
    }
    return this.forced && next < outcomes.length ? 'a draw too few' : this.difference();
  }

  private difference(): string | null {
    const m = this.machine;
    const p = this.player.machine;
    const points = (machine: Machine): string => machine.offers.map((offer) => offer.point).join();
    if (m.rest === 'crash' && p.rest === 'crash') return null;
    if (points(m) !== points(p)) return `offers ${points(m)} instead of ${points(p)}`;
    // after a fallback that follows a DONE only the full text can tell whether it is an error to run out of content
    if (m.rest !== p.rest && m.rest !== 'none') return `rests by ${m.rest} instead of ${p.rest}`;
    if (m.restAt !== p.restAt) return `rests at ${m.restAt} instead of ${p.restAt}`;
    const slot = m.slots.findIndex((value, i) => value !== p.slots[i]);
    if (slot >= 0) return `${m.program.slots[slot].name}: ${m.slots[slot]} instead of ${p.slots[slot]}`;
    // texts that can only become choices are not built
    const isText = (value: number): boolean => (value & 7) === Tag.String || isTagValue(value);
    const stack = (machine: Machine): string => machine.stack.map((value) => (isText(value) ? 'text' : value)).join();
    return stack(m) === stack(p) ? null : `stack ${stack(m)} instead of ${stack(p)}`;
  }
}
