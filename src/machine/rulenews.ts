import type { Ints } from './ints.ts';
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

/** Tells what is new in a table of rules, each time since the last, to threads that have a table of their own. */
export class RuleHerald {
  private readonly table: RuleTable;
  private readonly told = new Map<ArrayName, Int32Array>();

  constructor(table: RuleTable) {
    this.table = table;
  }

  /** Null where there is nothing; `missed`: rules may have changed, and not only more of them have come. */
  news(missed: boolean): RuleNews | null {
    if (!missed && arrayNames.every((name) => this.table[name].length === this.told.get(name)?.length)) return null;
    const layout = this.told.size === 0 ? this.table.layout : null;
    const arrays = Object.fromEntries(arrayNames.map((name) => [name, this.newsOf(name)])) as RuleNews['arrays'];
    return { layout, arrays };
  }

  private newsOf(name: ArrayName): ArrayNews {
    const { data, length } = this.table[name];
    const told = this.told.get(name) ?? new Int32Array();
    const blocks: number[] = [];
    for (let at = 0; at < length; at += blockSize)
      if (isNew(data, told, at, Math.min(at + blockSize, length))) blocks.push(at / blockSize);
    if (blocks.length > 0 || !this.told.has(name)) this.told.set(name, data.slice(0, length));
    const values = new Int32Array(blocks.length * blockSize);
    for (const [i, block] of blocks.entries())
      values.set(data.subarray(block * blockSize, Math.min((block + 1) * blockSize, length)), i * blockSize);
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
