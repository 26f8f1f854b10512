/** No story offers more choices than this at once. */
export const maxOffers = 1 << 14;

/** Choices on offer, by number and in order: runs of successive numbers, as a hub with many choices has them. Whoever adds some sees to it that they are not too many. */
export class Runs {
  /** Of each run the first number, and the one after the last. */
  readonly data = new Int32Array(2 * maxOffers);
  /** How many integers of `data` are in use. */
  end = 0;
  /** How many choices that are. */
  count = 0;

  clear(): void {
    this.end = 0;
    this.count = 0;
  }

  add(offer: number): void {
    const { data, end } = this;
    this.count++;
    if (end > 0 && data[end - 1] === offer) data[end - 1]++;
    else {
      data[end] = offer;
      data[end + 1] = offer + 1;
      this.end = end + 2;
    }
  }

  /** Adds choices from a first number up to, but without, another. */
  addRun(first: number, after: number): void {
    this.add(first);
    this.data[this.end - 1] = after;
    this.count += after - first - 1;
  }
}
