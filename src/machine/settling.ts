import { cutFrame, type Frame, FrameKind } from './frames.ts';
import type { Machine } from './machine.ts';
import { Item, isNonWhitespace, type OutputItem } from './output.ts';

/** Stands in the output for all that was shown in the turn up to here and can no longer change: what comes next does not depend on its words. */
const shownBefore: OutputItem = { kind: Item.Text, text: '\u0001', from: -1, at: -1 };

/**
 * Takes out of the output what nothing can change any more: all up to the last word that was shown. Glue and line breaks after it may still take
 * each other back, so they stay. Gives what was taken; where that is not the first of its turn, it goes on from what was taken before.
 */
export function settle(m: Machine): readonly OutputItem[] {
  const { items } = m.output;
  const begin = items[0] === shownBefore ? 1 : 0;
  const open = openFrom(m);
  const end = endOfShown(items, begin, open);
  const taken = items.slice(begin, end);
  const left = [...(end > 0 ? [shownBefore] : []), ...items.slice(end, open)];
  m.output.items = [...joinBlanks(left), ...items.slice(Math.max(end, open))];
  const fewer = items.length - m.output.items.length;
  if (fewer > 0) moveFunctions(m, fewer);
  return taken;
}

/** What stands in the output after that, as it is told where the turn ends so. */
export const unsettled = (items: readonly OutputItem[]): readonly OutputItem[] =>
  items[0] === shownBefore ? items.slice(1) : items;

/** Leaves of blanks after blanks only one: where something is drawn again and again, more and more of them would gather. */
function joinBlanks(items: readonly OutputItem[]): OutputItem[] {
  const isBlank = ({ kind, text }: OutputItem): boolean =>
    kind === Item.Text && text !== '\n' && !isNonWhitespace(text);
  const isEmpty = (item: OutputItem): boolean => isBlank(item) && item.text === '';
  // that something was shown may matter even if it is nothing
  const full = items.some((item) => item.kind === Item.Text && !isEmpty(item))
    ? items.filter((i) => !isEmpty(i))
    : items;
  return full.filter((item, i) => i === 0 || !isBlank(item) || !isBlank(full[i - 1]));
}

type Called = Pick<Frame, 'kind' | 'functionStart' | 'parent' | 'unseen'>;

/** Where the first string begins that is being built, or the first function that has shown nothing yet: from there on all stays as it is. */
function openFrom(m: Machine): number {
  const { items } = m.output;
  const string = items.findIndex(({ kind }) => kind === Item.StringStart);
  let first = string < 0 ? items.length : string;
  for (const thread of [m, ...m.threads])
    for (let frame: Called | null = thread; frame !== null && !frame.unseen; frame = frame.parent)
      if (frame.kind === FrameKind.Function && frame.functionStart >= 0) first = Math.min(first, frame.functionStart);
  return first;
}

/** Behind the last word in `begin` … `open`, or the last whole tag; but glue that can't be taken back stays, and all after it. */
function endOfShown(items: readonly OutputItem[], begin: number, open: number): number {
  let end = begin;
  let inTag = false;
  for (let i = begin; i < open && items[i].kind !== Item.Glue; i++) {
    const { kind } = items[i];
    if (kind === Item.TagStart) inTag = true;
    else if (kind === Item.TagEnd) {
      inTag = false;
      if (i > begin && isWord(items[i - 1])) end = i + 1;
    } else if (!inTag && isWord(items[i])) end = i + 1;
  }
  return end;
}

const isWord = ({ kind, text }: OutputItem): boolean => kind === Item.Text && isNonWhitespace(text);

/** Functions that have shown nothing yet began so many items earlier. */
function moveFunctions(m: Machine, by: number): void {
  // calls may be nested too deeply to go down by recursion
  const moved = <F extends Frame>(top: F): F => {
    const frames: Frame[] = [];
    let parent: Frame | null = top;
    for (; parent !== null && parent !== cutFrame && !parent.unseen; parent = parent.parent) frames.push(parent);
    for (const frame of frames.reverse()) {
      const isOpen = frame.kind === FrameKind.Function && frame.functionStart >= 0;
      const isSame: boolean = !isOpen && parent === frame.parent;
      parent = isSame
        ? frame
        : { ...frame, parent, functionStart: isOpen ? frame.functionStart - by : frame.functionStart };
    }
    return parent as F;
  };
  m.setThread(moved(m.thread()));
  m.threads = m.threads.map(moved);
}
