import { Numbers } from './numbers.ts';

const chunkBits = 20;
const chunkSize = 1 << chunkBits;
/** The buckets are in 2 to this power tables, each for the hashes with the same highest bits, so that it never takes long to make one larger. */
const tableBits = 4;
const firstBuckets = 256;

/**
 * The visited set: byte strings numbered in the order they came, each once. A hash picks the bucket, the bytes decide (open addressing,
 * linear probing: Knuth, The Art of Computer Programming, vol. 3, section 6.4).
 */
export class Store {
  /** All strings one after another, in chunks; none straddles two. */
  readonly chunks: Uint8Array[] = [new Uint8Array(chunkSize)];
  /** How much of each chunk is in use. */
  used: number[] = [0];
  /** Where each string starts: chunk and offset in one number. It ends where the next one starts, or what is used of the chunk. */
  readonly starts = new Numbers();
  /** Buckets of two integers: the number of the string plus one, 0 where free; and its hash. */
  readonly tables: Int32Array[] = Array.from({ length: 1 << tableBits }, () => newTable(firstBuckets));
  /** How many entries each table has. */
  private readonly sizes = new Int32Array(1 << tableBits);

  get size(): number {
    return this.starts.length;
  }

  /** The memory it holds, in bytes. */
  get bytes(): number {
    const tables = this.tables.reduce((sum, table) => sum + table.byteLength, 0);
    return this.chunks.length * chunkSize + this.starts.bytes + tables;
  }

  /** The number of a string, `length` bytes from `from` on; new ones are added. */
  add(bytes: Uint8Array, length: number, hash = hashOf(bytes, length), from = 0): number {
    const which = tableOf(hash);
    const table = this.tables[which];
    const mask = table.length - 2;
    let bucket = (hash << 1) & mask;
    for (;;) {
      const entry = table[bucket];
      if (entry === 0) break;
      if (table[bucket + 1] === hash && this.equals(entry - 1, bytes, from, length)) return entry - 1;
      bucket = (bucket + 2) & mask;
    }
    const index = this.allot(length);
    this.write(index, bytes, from, length);
    table[bucket] = index + 1;
    table[bucket + 1] = hash;
    this.grow(which);
    return index;
  }

  private grow(which: number): void {
    const table = this.tables[which];
    if (isFull(++this.sizes[which], table)) this.tables[which] = larger(table);
  }

  /** Calls `use` with the bytes of a string in place. */
  with(index: number, use: (bytes: Uint8Array, from: number, length: number) => void): void {
    const start = this.starts.at(index);
    use(this.chunks[start >>> chunkBits], start & (chunkSize - 1), this.lengthOf(index, start));
  }

  /** Fills `to` with the bytes of strings, one after another, from the first on. */
  copy(first: number, to: Uint8Array): void {
    const start = this.starts.at(first);
    let from = start & (chunkSize - 1);
    for (let chunk = start >>> chunkBits, at = 0; at < to.length; chunk++, from = 0) {
      const end = Math.min(this.used[chunk], from + to.length - at);
      to.set(this.chunks[chunk].subarray(from, end), at);
      at += end - from;
    }
  }

  /** The length of a string. */
  lengthOf(index: number, start = this.starts.at(index)): number {
    const chunk = start >>> chunkBits;
    if (index + 1 < this.size) {
      const next = this.starts.at(index + 1);
      if (next >>> chunkBits === chunk) return next - start;
    }
    return this.used[chunk] - (start & (chunkSize - 1));
  }

  private equals(index: number, bytes: Uint8Array, from: number, length: number): boolean {
    const start = this.starts.at(index);
    if (this.lengthOf(index, start) !== length) return false;
    const chunk = this.chunks[start >>> chunkBits];
    const at = start & (chunkSize - 1);
    for (let i = 0; i < length; i++) if (chunk[at + i] !== bytes[from + i]) return false;
    return true;
  }

  /** Makes room for one more string; gives its number. */
  private allot(length: number): number {
    if (length > chunkSize) throw new RangeError('a state of more than a megabyte');
    if (this.used[this.used.length - 1] + length > chunkSize) {
      this.chunks.push(new Uint8Array(chunkSize));
      this.used.push(0);
    }
    const last = this.used.length - 1;
    this.starts.push((last << chunkBits) | this.used[last]);
    this.used[last] += length;
    return this.size - 1;
  }

  /** Writes a string where it was allotted room. */
  private write(index: number, bytes: Uint8Array, from: number, length: number): void {
    const start = this.starts.at(index);
    const chunk = this.chunks[start >>> chunkBits];
    const at = start & (chunkSize - 1);
    for (let i = 0; i < length; i++) chunk[at + i] = bytes[from + i];
  }
}

/** The table that strings with a hash are in. */
function tableOf(hash: number): number {
  return hash >>> (32 - tableBits);
}

function newTable(buckets: number): Int32Array {
  return new Int32Array(2 * buckets);
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

/** MurmurHash3 for 32 bits (Appleby): four bytes at a time. */
export function hashOf(bytes: Uint8Array, length: number): number {
  let hash = length;
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    hash ^= scattered(bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24));
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  let rest = 0;
  for (let shift = 0; i < length; i++, shift += 8) rest |= bytes[i] << shift;
  hash ^= scattered(rest);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function scattered(word: number): number {
  const product = Math.imul(word, 0xcc9e2d51);
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593);
}
