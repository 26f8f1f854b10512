const chunkBits = 14;
const chunkSize = 1 << chunkBits;

/** A growing array of 32-bit integers, in chunks, so that growing costs no more than what is added. */
export class Numbers {
  /** All full but the last. */
  readonly chunks: Int32Array[] = [];
  length = 0;

  push(value: number): void {
    if (this.length >>> chunkBits === this.chunks.length) this.chunks.push(new Int32Array(chunkSize));
    this.chunks[this.length >>> chunkBits][this.length & (chunkSize - 1)] = value;
    this.length++;
  }

  at(index: number): number {
    return this.chunks[index >>> chunkBits][index & (chunkSize - 1)];
  }

  set(index: number, value: number): void {
    this.chunks[index >>> chunkBits][index & (chunkSize - 1)] = value;
  }

  /** The memory it holds, in bytes. */
  get bytes(): number {
    return this.chunks.length * 4 * chunkSize;
  }
}

/** The same for integers of which most are small: a chunk takes a byte for each as long as all of its own are from 0 to 255. */
export class SmallNumbers {
  private readonly chunks: (Uint8Array | Int32Array)[] = [];
  length = 0;
  /** The memory it holds, in bytes. */
  bytes = 0;

  push(value: number): void {
    const which = this.length >>> chunkBits;
    if (which === this.chunks.length) this.put(which, new Uint8Array(chunkSize));
    if ((value & 255) !== value && this.chunks[which] instanceof Uint8Array)
      this.put(which, Int32Array.from(this.chunks[which]));
    this.chunks[which][this.length & (chunkSize - 1)] = value;
    this.length++;
  }

  private put(which: number, chunk: Uint8Array | Int32Array): void {
    this.bytes += chunk.byteLength - (this.chunks[which]?.byteLength ?? 0);
    this.chunks[which] = chunk;
  }

  at(index: number): number {
    return this.chunks[index >>> chunkBits][index & (chunkSize - 1)];
  }
}
