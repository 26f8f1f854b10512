import { Helping } from './graph/orders.js';
import { StoryMemory } from './machine/memory.js';
/**
 * What runs on another thread to help with an exploration: give it all messages that come there. `post` sends its answers back; the
 * memory in `transfer` is to be handed over with them. Programs get it as `redthread/helper`: see docs/threads.md.
 */
export function helpExploring(post) {
    const helping = new Helping(new StoryMemory(), post);
    return (order) => helping.carryOut(order);
}
