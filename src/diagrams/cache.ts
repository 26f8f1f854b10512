const size = 1 << 18;

/** Results of operations with two operands, as many as fit: a later one takes the place of an earlier one (Brace, Rudell and Bryant 1990). */
export class Cache {
  private readonly entries = new Int32Array(4 * size);

  /** The result of an operation, if it is still known. */
  get(kind: number, a: number, b: number): number | undefined {
    const { entries } = this;
    const at = place(kind, a, b);
    return entries[at] === kind + 1 && entries[at + 1] === a && entries[at + 2] === b ? entries[at + 3] : undefined;
  }

  /** Notes a result, and gives it. */
  put(kind: number, a: number, b: number, result: number): number {
    const { entries } = this;
    const at = place(kind, a, b);
    entries[at] = kind + 1;
    entries[at + 1] = a;
    entries[at + 2] = b;
    entries[at + 3] = result;
    return result;
  }

  clear(): void {
    this.entries.fill(0);
  }
}

function place(kind: number, a: number, b: number): number {
  const hash = Math.imul(a ^ Math.imul(b + kind, 0x9e3779b1), 0x85ebca6b);
  return ((hash ^ (hash >>> 15)) & (size - 1)) << 2;
}
