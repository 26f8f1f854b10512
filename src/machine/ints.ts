/** A growing array of 32-bit integers. */
export class Ints {
  data: Int32Array = new Int32Array(16);
  length = 0;

  push(value: number): void {
    this.reserve(1);
    this.data[this.length++] = value;
  }

  /** Appends some values; gives where they begin. */
  append(values: ArrayLike<number>): number {
    const at = this.extend(values.length);
    this.data.set(values, at);
    return at;
  }

  /** Appends zeros; gives where they begin. */
  extend(count: number): number {
    this.reserve(count);
    this.length += count;
    return this.length - count;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.data.length) return;
    const larger = new Int32Array(Math.max(2 * this.data.length, this.length + count));
    larger.set(this.data);
    this.data = larger;
  }
}
