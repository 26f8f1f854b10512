import { Answers } from './answers.js';
import { Repeater } from './repeater.js';
import { learn } from './rulenews.js';
import { RuleTable } from './ruletable.js';
import { StateBytes } from './statebytes.js';
/** What was learned of a story's turns, without the story; it is told what is new. */
export class StoryMemory {
    repeater = null;
    table = null;
    update(news) {
        const told = news;
        this.table ??= this.begin(told.layout);
        learn(this.table, told);
    }
    begin(layout) {
        const table = new RuleTable(layout);
        const slots = layout.initial.slice();
        this.repeater = new Repeater(table, slots, new StateBytes(table, slots), new Answers(table, slots), null);
        return table;
    }
    successors(state, from, length, emit) {
        const repeater = this.repeater;
        const steps = repeater.open(state, from, length);
        for (let step = 0; step < steps; step++) {
            const written = repeater.take(step);
            if (written < 0)
                return false;
            emit(repeater.label(step), repeater.bytes.buffer, written);
        }
        return steps >= 0;
    }
}
