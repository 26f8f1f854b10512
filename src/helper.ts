import { Helping, type Order, type Report } from './graph/orders.ts';
import { StoryMemory } from './machine/memory.ts';

/**
 * What runs on another thread to help with an exploration: give it all messages that come there. `post` sends its answers back; the
 * memory in `transfer` is to be handed over with them. Programs get it as `redthread/helper`: see docs/threads.md.
 */
export function helpExploring(post: (report: Report, transfer: ArrayBuffer[]) => void): (order: unknown) => void {
  const helping = new Helping(new StoryMemory(), post);
  return (order) => helping.carryOut(order as Order);
}
