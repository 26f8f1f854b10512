import { sharedBytes } from '../shared.ts';
import { Numbers } from './numbers.ts';

const chunkBits = 20;
const chunkSize = 1 << chunkBits;
/** The buckets are in this many tables, each for the hashes with the same highest bits, so that threads can fill them side by side. */
export const tableBits = 4;
const firstBuckets = 256;

/**
 * The visited set: byte strings numbered in the order they came, each once. A hash picks the bucket, the bytes decide (open addressing,
 * linear probing: Knuth, The Art of Computer Programming, vol. 3, section 6.4).
 */
export class Store {
  /** All strings one after another, in chunks; none straddles two. */
  readonly chunks: Uint8Array[] = [new Uint8Array(sharedBytes(chunkSize))];
  /** How much of each chunk is in use. */
  private readonly used: number[] = [0];
  /** Where each string starts: chunk and offset in one number. It ends where the next one starts, or what is used of the chunk. */
  readonly starts = new Numbers();
  /** Buckets of two integers: the number of the string plus one, 0 where free; and its hash. */
  readonly tables: Int32Array[] = Array.from({ length: 1 << tableBits }, () => newTable(firstBuckets));
  private readonly sizes: number[] = this.tables.map(() => 0);

  get size(): number {
    return this.starts.length;
  }

  /** The memory it holds, in bytes. */
  get bytes(): number {
    const tables = this.tables.reduce((sum, table) => sum + table.byteLength, 0);
    return this.chunks.length * chunkSize + this.starts.bytes + tables;
  }

  /** The number of a string; new ones are added. */
  add(bytes: Uint8Array, length: number): number {
    const hash = hashOf(bytes, length);
    const which = hash >>> (32 - tableBits);
    const table = this.tables[which];
    const mask = table.length - 2;
    let bucket = (hash << 1) & mask;
    for (;;) {
      const entry = table[bucket];
      if (entry === 0) break;
      if (table[bucket + 1] === hash && this.equals(entry - 1, bytes, length)) return entry - 1;
      bucket = (bucket + 2) & mask;
    }
    const index = this.append(bytes, length);
    table[bucket] = index + 1;
    table[bucket + 1] = hash;
    if (isFull(++this.sizes[which], table)) this.tables[which] = larger(table);
    return index;
  }

  /** Calls `use` with the bytes of a string in place. */
  with(index: number, use: (bytes: Uint8Array, from: number, length: number) => void): void {
    const start = this.starts.at(index);
    use(this.chunks[start >>> chunkBits], start & (chunkSize - 1), this.lengthOf(index, start));
  }

  private lengthOf(index: number, start: number): number {
    const chunk = start >>> chunkBits;
    if (index + 1 < this.size) {
      const next = this.starts.at(index + 1);
      if (next >>> chunkBits === chunk) return next - start;
    }
    return this.used[chunk] - (start & (chunkSize - 1));
  }

  private equals(index: number, bytes: Uint8Array, length: number): boolean {
    const start = this.starts.at(index);
    if (this.lengthOf(index, start) !== length) return false;
    const chunk = this.chunks[start >>> chunkBits];
    const from = start & (chunkSize - 1);
    for (let i = 0; i < length; i++) if (chunk[from + i] !== bytes[i]) return false;
    return true;
  }

  private append(bytes: Uint8Array, length: number): number {
    const at = this.allot(length);
    const chunk = this.chunks[this.chunks.length - 1];
    for (let i = 0; i < length; i++) chunk[at + i] = bytes[i];
    return this.size - 1;
  }

  /** Makes room for one more string in the last chunk; gives where it starts there. */
  private allot(length: number): number {
    if (length > chunkSize) throw new RangeError('a state of more than a megabyte');
    if (this.used[this.used.length - 1] + length > chunkSize) {
      this.chunks.push(new Uint8Array(sharedBytes(chunkSize)));
      this.used.push(0);
    }
    const last = this.used.length - 1;
    const at = this.used[last];
    this.starts.push((last << chunkBits) | at);
    this.used[last] += length;
    return at;
  }
}

function newTable(buckets: number): Int32Array {
  return new Int32Array(sharedBytes(8 * buckets));
}

/** Whether more than three quarters of the buckets are taken. */
function isFull(size: number, table: Int32Array): boolean {
  return size * 8 > table.length * 3;
}

/** The same entries in twice as many buckets. */
function larger(table: Int32Array): Int32Array {
  const copy = newTable(table.length);
  const mask = copy.length - 2;
  for (let from = 0; from < table.length; from += 2) {
    if (table[from] === 0) continue;
    let bucket = (table[from + 1] << 1) & mask;
    while (copy[bucket] !== 0) bucket = (bucket + 2) & mask;
    copy[bucket] = table[from];
    copy[bucket + 1] = table[from + 1];
  }
  return copy;
}

/** FNV-1a (Fowler, Noll, Vo), with a final mix so that the low bits depend on everything. */
function hashOf(bytes: Uint8Array, length: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
