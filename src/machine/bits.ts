/** Something that is worked out bit by bit, so that whoever waits for it stays in control: each `next` does a little more. */
export type Bits<Result> = Generator<undefined, Result>;

/** Works it out at once. */
export function atOnce<Result>(work: Bits<Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
