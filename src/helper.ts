import { Helping, type Order, type Report } from './graph/orders.ts';
import { StoryMemory } from './machine/memory.ts';

/**
 * What runs on another thread to help with an exploration: give it all messages that come there, and it gives the answers. Programs get it as
 * `redthread/helper`; `Workers` tells how such a thread is started.
 */
export function helpExploring(): (order: unknown) => Report {
  const helping = new Helping(new StoryMemory());
  return (order) => helping.carryOut(order as Order);
}
