import { Ints } from './ints.ts';
import { type ArrayName, arrayNames, type Layout, type RuleTable } from './ruletable.ts';

/** Arrays are compared by so many integers. */
const blockSize = 256;

/** What is new in an array: how long it is, and the numbers of the blocks that changed, with all that is in them now. */
interface ArrayNews {
  readonly length: number;
  readonly blocks: readonly number[];
  readonly values: Int32Array;
}
/** What is new in a table of rules; its layout is told once. */
export interface RuleNews {
  readonly layout: Layout | null;
  readonly arrays: Readonly<Record<ArrayName, ArrayNews>>;
}

/** What states are made of: a thread that is to read a state must know all of these that come in it. */
const inStates: readonly ArrayName[] = ['offers', 'middles'];
/** To look through so many integers takes about as long as to do without what was learned once. */
const worthMissing = 10_000;

/** Tells what is new in a table of rules, each time since the last, to threads that have a table of their own. */
export class RuleHerald {
  private readonly table: RuleTable;
  /** The arrays as they were told. */
  private readonly told = new Map<ArrayName, Ints>();

  constructor(table: RuleTable) {
    this.table = table;
  }

  /** Null where it isn't worth telling: `missed` is how often something was unknown since the last time. */
  news(missed: number): RuleNews | null {
    const { table, told } = this;
    const size = arrayNames.reduce((sum, name) => sum + table[name].length, 0);
    const canRead = inStates.every((name) => table[name].length === told.get(name)?.length);
    if (canRead && missed <= size / worthMissing) return null;
    const layout = told.size === 0 ? table.layout : null;
    const arrays = Object.fromEntries(arrayNames.map((name) => [name, this.newsOf(name)])) as RuleNews['arrays'];
    return { layout, arrays };
  }

  private newsOf(name: ArrayName): ArrayNews {
    const { data, length } = this.table[name];
    const told = this.told.get(name) ?? new Ints();
    this.told.set(name, told);
    told.extend(length - told.length);
    const blocks: number[] = [];
    for (let at = 0; at < length; at += blockSize)
      if (isNew(data, told.data, at, Math.min(at + blockSize, length))) blocks.push(at / blockSize);
    const values = new Int32Array(blocks.length * blockSize);
    for (const [i, block] of blocks.entries()) {
      const from = block * blockSize;
      const changed = data.subarray(from, Math.min(from + blockSize, length));
      values.set(changed, i * blockSize);
      told.data.set(changed, from);
    }
    return { length, blocks, values };
  }
}

function isNew(data: Int32Array, told: Int32Array, from: number, end: number): boolean {
  for (let i = from; i < end; i++) if (data[i] !== told[i]) return true;
  return false;
}

/** Brings a table of rules up to date with such news. */
export function learn(table: RuleTable, { arrays }: RuleNews): void {
  for (const name of arrayNames) update(table[name], arrays[name]);
}

function update(ints: Ints, { length, blocks, values }: ArrayNews): void {
  ints.extend(length - ints.length);
  for (const [i, block] of blocks.entries()) {
    const at = block * blockSize;
    ints.data.set(values.subarray(i * blockSize, i * blockSize + Math.min(blockSize, length - at)), at);
  }
}
