import { Numbers } from './numbers.ts';

const chunkBits = 20;
const chunkSize = 1 << chunkBits;

/**
 * The visited set: byte strings numbered in the order they came, each once. A hash picks the bucket, the bytes decide (open addressing,
 * linear probing: Knuth, The Art of Computer Programming, vol. 3, section 6.4).
 */
export class Store {
  /** All strings one after another, in chunks; none straddles two. */
  private readonly chunks: Uint8Array[] = [new Uint8Array(chunkSize)];
  private used = 0;
  /** Where each string starts: chunk and offset in one number; and its length. */
  private readonly starts = new Numbers();
  private readonly lengths = new Numbers();
  private readonly hashes = new Numbers();
  /** Buckets: number of the string plus one, 0 where free. */
  private table = new Int32Array(4096);

  get size(): number {
    return this.starts.length;
  }

  /** The memory it holds, in bytes. */
  get bytes(): number {
    return (
      this.chunks.length * chunkSize +
      this.starts.bytes +
      this.lengths.bytes +
      this.hashes.bytes +
      this.table.byteLength
    );
  }

  /** The number of a string; new ones are added. */
  add(bytes: Uint8Array, length: number): number {
    const hash = hashOf(bytes, length);
    const mask = this.table.length - 1;
    let bucket = hash & mask;
    for (;;) {
      const entry = this.table[bucket];
      if (entry === 0) break;
      if (this.hashes.data[entry - 1] === hash && this.equals(entry - 1, bytes, length)) return entry - 1;
      bucket = (bucket + 1) & mask;
    }
    const index = this.append(bytes, length, hash);
    this.table[bucket] = index + 1;
    if (this.size * 2 > this.table.length) this.grow();
    return index;
  }

  /** Calls `use` with the bytes of a string in place. */
  with(index: number, use: (bytes: Uint8Array, from: number, length: number) => void): void {
    const start = this.starts.data[index];
    use(this.chunks[start >>> chunkBits], start & (chunkSize - 1), this.lengths.data[index]);
  }

  private equals(index: number, bytes: Uint8Array, length: number): boolean {
    if (this.lengths.data[index] !== length) return false;
    const start = this.starts.data[index];
    const chunk = this.chunks[start >>> chunkBits];
    const from = start & (chunkSize - 1);
    for (let i = 0; i < length; i++) if (chunk[from + i] !== bytes[i]) return false;
    return true;
  }

  private append(bytes: Uint8Array, length: number, hash: number): number {
    if (length > chunkSize) throw new RangeError('a state of more than a megabyte');
    if (this.used + length > chunkSize) {
      this.chunks.push(new Uint8Array(chunkSize));
      this.used = 0;
    }
    const chunk = this.chunks[this.chunks.length - 1];
    for (let i = 0; i < length; i++) chunk[this.used + i] = bytes[i];
    this.starts.push(((this.chunks.length - 1) << chunkBits) | this.used);
    this.lengths.push(length);
    this.hashes.push(hash);
    this.used += length;
    return this.size - 1;
  }

  private grow(): void {
    this.table = new Int32Array(this.table.length * 2);
    const mask = this.table.length - 1;
    for (let i = 0; i < this.size; i++) {
      let bucket = this.hashes.data[i] & mask;
      while (this.table[bucket] !== 0) bucket = (bucket + 1) & mask;
      this.table[bucket] = i + 1;
    }
  }
}

/** FNV-1a (Fowler, Noll, Vo), with a final mix so that the low bits depend on everything. */
function hashOf(bytes: Uint8Array, length: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
