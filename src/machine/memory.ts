import type { Emit, Memory } from '../model.ts';
import { Answers } from './answers.ts';
import { Repeater } from './repeater.ts';
import { learn, type RuleNews } from './rulenews.ts';
import { type Layout, RuleTable } from './ruletable.ts';
import { StateBytes } from './statebytes.ts';

/** What was learned of a story's turns, without the story; it is told what is new. */
export class StoryMemory implements Memory {
  private repeater: Repeater | null = null;
  private table: RuleTable | null = null;

  update(news: unknown): void {
    const told = news as RuleNews;
    this.table ??= this.begin(told.layout!);
    learn(this.table, told);
  }

  private begin(layout: Layout): RuleTable {
    const table = new RuleTable(layout);
    const slots = layout.initial.slice();
    this.repeater = new Repeater(table, slots, new StateBytes(table, slots), new Answers(table, slots), null);
    return table;
  }

  successors(state: Uint8Array, from: number, length: number, emit: Emit): boolean {
    const repeater = this.repeater!;
    const steps = repeater.open(state, from, length);
    for (let step = 0; step < steps; step++) {
      const written = repeater.take(step);
      if (written < 0) return false;
      emit(repeater.label(step), repeater.bytes.buffer, written);
    }
    return steps >= 0;
  }
}
