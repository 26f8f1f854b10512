import { Ints } from './ints.ts';

/**
 * Numbers pairs of integers, each once, from 1 on; 0 is left for nothing. Sequences are numbered so, too: each as a shorter one and its last
 * element. Some 16 to 24 bytes a pair (open addressing, linear probing: Knuth, The Art of Computer Programming, vol. 3, section 6.4).
 */
export class Pairs {
  private readonly firsts = new Ints();
  private readonly seconds = new Ints();
  /** Numbers of pairs, 0 where free. */
  private table = new Int32Array(64);

  constructor() {
    this.firsts.push(0);
    this.seconds.push(0);
  }

  /** How many numbers there are, that for nothing included. */
  get size(): number {
    return this.firsts.length;
  }

  first(number: number): number {
    return this.firsts.data[number];
  }

  second(number: number): number {
    return this.seconds.data[number];
  }

  number(first: number, second: number): number {
    const bucket = this.bucket(first, second);
    if (this.table[bucket] !== 0) return this.table[bucket];
    const number = this.size;
    this.firsts.push(first);
    this.seconds.push(second);
    this.table[bucket] = number;
    if (4 * number > 3 * this.table.length) this.grow();
    return number;
  }

  /** The number of a sequence: see `sequence`. */
  numberOf(elements: readonly number[]): number {
    let number = 0;
    for (let i = 0; i < elements.length; i++) number = this.number(number, elements[i]);
    return number;
  }

  /** The elements of a sequence. */
  sequence(number: number): number[] {
    const elements: number[] = [];
    for (let rest = number; rest !== 0; rest = this.first(rest)) elements.push(this.second(rest));
    return elements.reverse();
  }

  private bucket(first: number, second: number): number {
    const { table, firsts, seconds } = this;
    const mask = table.length - 1;
    const mixed = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
    let bucket = (mixed ^ (mixed >>> 15)) & mask;
    for (; table[bucket] !== 0; bucket = (bucket + 1) & mask)
      if (firsts.data[table[bucket]] === first && seconds.data[table[bucket]] === second) break;
    return bucket;
  }

  private grow(): void {
    this.table = new Int32Array(2 * this.table.length);
    for (let number = 1; number < this.size; number++)
      this.table[this.bucket(this.first(number), this.second(number))] = number;
  }
}
