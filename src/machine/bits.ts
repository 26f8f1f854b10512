/** Something that is worked out bit by bit, so that whoever waits for it stays in control: each `next` does a little more. */
export type Bits<Result> = Generator<undefined, Result>;

/** Works it out at once. */
export function atOnce<Result>(work: Bits<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** Does it until it is done or the time is over: then null. */
export function inTime<Result>(work: Bits<Result>, isOver: () => boolean): Result | null {
  while (!isOver()) {
    const bit = work.next();
    if (bit.done === true) return bit.value;
  }
  return null;
}
