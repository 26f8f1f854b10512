import { type Frame, FrameKind } from './frames.ts';
import type { Machine } from './machine.ts';
import { Item, type OutputItem } from './output.ts';

const isBlank = ({ kind, text }: OutputItem): boolean => kind === Item.Text && /^[ \t]+$/.test(text);

/**
 * Where a draw interrupts a turn whose words are kept: leaves of blanks after blanks only one. Where something is drawn again and again, more and more
 * of them would gather, and each time that would be a new state.
 */
export function joinBlanks(machine: Machine): void {
  const { output } = machine;
  if (output.openStrings > 0 || callsFunction(machine)) return;
  output.items = output.items.filter((item, i, all) => i === 0 || !isBlank(item) || !isBlank(all[i - 1]));
}

/** Whether a function is being run whose text may still be trimmed. */
export function callsFunction(machine: Machine): boolean {
  const isIn = (frame: Frame | null): boolean =>
    frame !== null && (frame.kind === FrameKind.Function || isIn(frame.parent));
  return machine.kind === FrameKind.Function || isIn(machine.parent) || machine.threads.some(isIn);
}
