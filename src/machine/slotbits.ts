/** Sets of slots: a bit for each slot of a story, 32 in an integer. */

/** How many integers it takes for so many slots. */
export function wordsFor(slots: number): number {
  return (slots + 31) >> 5;
}

/** Some slots out of so many as bits. */
export function bitsOf(some: Iterable<number>, slots: number): Int32Array {
  const bits = new Int32Array(wordsFor(slots));
  for (const slot of some) bits[slot >> 5] |= 1 << (slot & 31);
  return bits;
}

/** Some slots, in ascending order. */
export function slotsOf(bits: Int32Array): number[] {
  const slots: number[] = [];
  for (let w = 0; w < bits.length; w++)
    for (let rest = bits[w]; rest !== 0; rest &= rest - 1) slots.push(lowest(w, rest));
  return slots;
}

/** The lowest slot that has a bit in an integer, the `w`th. */
export function lowest(w: number, word: number): number {
  return (w << 5) + 31 - Math.clz32(word & -word);
}

/** How many slots have a bit in an integer (Warren, Hacker's Delight, section 5-1). */
export function countOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
