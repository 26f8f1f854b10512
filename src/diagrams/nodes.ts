/** No vector at all. */
export const nothing = 0;

/** Thrown where there are more nodes than are allowed. */
export class TooLarge extends Error {}

const firstSize = 1 << 12;

/**
 * The nodes of decision diagrams, each content once (a unique table: Bryant 1986). A node has a variable and edges: value, where it leads, value,
 * where it leads …, by value. It is made by putting down its edges one after another: those of the nodes below may be put down, and their
 * nodes made, in between.
 */
export class Nodes {
  variables: Int32Array<ArrayBuffer>;
  /** Where the edges of a node begin in `edges`; they end where those of the next one begin. */
  begins: Int32Array<ArrayBuffer>;
  edges: Int32Array<ArrayBuffer>;
  /** One more than there are nodes: the first has the number 1. */
  count = 1;
  /** How many nodes were asked for so far, new ones and others, those with many edges more than once: a measure of work. */
  asked = 0;
  private used = 0;
  /** Nodes by their content (open addressing). */
  private buckets: Int32Array<ArrayBuffer>;
  /** The edges put down, and how many integers they take. */
  private desk = new Int32Array(64);
  private top = 0;
  private readonly most: number;

  /** `most` is how many nodes there may be, `room` how many there probably will be. */
  constructor(most: number, room = firstSize) {
    this.most = most;
    this.variables = new Int32Array(room);
    this.begins = new Int32Array(room);
    this.edges = new Int32Array(4 * room);
    this.buckets = new Int32Array(2 * room);
  }

  /** Begins a node: gives a mark for it. */
  begin(): number {
    return this.top;
  }

  /** Puts down an edge, if it leads anywhere. */
  put(value: number, to: number): void {
    if (to === nothing) return;
    if (this.top + 2 > this.desk.length) this.desk = larger(this.desk, 0);
    this.desk[this.top++] = value;
    this.desk[this.top++] = to;
  }

  /** The same in its place among those that were put down since a mark; where its value is there already, `join` makes one of both. */
  insert(mark: number, value: number, to: number, join: (a: number, b: number) => number): void {
    let at = this.top;
    while (at > mark && this.desk[at - 2] > value) at -= 2;
    if (at > mark && this.desk[at - 2] === value) {
      const both = join(this.desk[at - 1], to);
      this.desk[at - 1] = both; // the desk may be another one by now
    } else {
      this.put(value, to);
      this.desk.copyWithin(at + 2, at, this.top - 2);
      this.desk[at] = value;
      this.desk[at + 1] = to;
    }
  }

  /** The node with the edges put down since a mark; `usual` is the value for which no node is needed. */
  end(variable: number, mark: number, usual: number): number {
    const { desk } = this;
    const length = this.top - mark;
    this.top = mark;
    if (length === 0) return nothing;
    if (length === 2 && desk[mark] === usual) return desk[mark + 1];
    this.asked += 1 + (length >> 3);
    const mask = this.buckets.length - 1;
    let bucket = hashOf(variable, desk, mark, length) & mask;
    for (; this.buckets[bucket] !== 0; bucket = (bucket + 1) & mask)
      if (this.is(this.buckets[bucket], variable, mark, length)) return this.buckets[bucket];
    if (this.count > this.most) {
      this.top = 0;
      throw new TooLarge();
    }
    return (this.buckets[bucket] = this.add(variable, mark, length));
  }

  private add(variable: number, mark: number, length: number): number {
    const node = this.count++;
    if (node + 2 > this.variables.length) {
      this.variables = larger(this.variables, 0);
      this.begins = larger(this.begins, 0);
    }
    if (this.used + length > this.edges.length) this.edges = larger(this.edges, length);
    this.variables[node] = variable;
    this.begins[node] = this.used;
    for (let i = 0; i < length; i++) this.edges[this.used + i] = this.desk[mark + i];
    this.used += length;
    this.begins[node + 1] = this.used;
    if (2 * this.count > this.buckets.length) this.rehash();
    return node;
  }

  private is(node: number, variable: number, mark: number, length: number): boolean {
    const begin = this.begins[node];
    if (this.variables[node] !== variable || this.begins[node + 1] - begin !== length) return false;
    for (let i = 0; i < length; i++) if (this.edges[begin + i] !== this.desk[mark + i]) return false;
    return true;
  }

  private rehash(): void {
    const buckets = new Int32Array(2 * this.buckets.length);
    const mask = buckets.length - 1;
    for (let node = 1; node < this.count; node++) {
      const begin = this.begins[node];
      let bucket = hashOf(this.variables[node], this.edges, begin, this.begins[node + 1] - begin) & mask;
      while (buckets[bucket] !== 0) bucket = (bucket + 1) & mask;
      buckets[bucket] = node;
    }
    this.buckets = buckets;
  }
}

/** Spreads what a node consists of over the buckets (MurmurHash3: Appleby). */
function hashOf(variable: number, list: Int32Array, from: number, length: number): number {
  let hash = variable;
  for (let i = from; i < from + length; i++) {
    const part = Math.imul(list[i], 0xcc9e2d51);
    hash ^= Math.imul((part << 15) | (part >>> 17), 0x1b873593);
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function larger(array: Int32Array<ArrayBuffer>, more: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(2 * array.length + more);
  copy.set(array);
  return copy;
}
