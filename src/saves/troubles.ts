import type { Harm } from './carry.ts';

/** What loading does to a save. Choices are named by their numbers in the old version, containers by theirs in the new one. */
export type Trouble =
  /** The loader itself fails. */
  | { readonly kind: 'unloadable'; readonly message: string }
  /** Choosing this choice fails: where it led is no more. */
  | { readonly kind: 'gone'; readonly choice: number; readonly message: string }
  /** Where it led is no more, and the reader lands at the nearest place that is. `moved` is where the content is now, or -1. */
  | { readonly kind: 'nearest'; readonly choice: number; readonly lands: number; readonly moved: number }
  /** It leads to other content than it says. */
  | { readonly kind: 'elsewhere'; readonly choice: number; readonly lands: number; readonly moved: number }
  /** The way back from a tunnel or function leads to another place than it did; addresses of the call, and of what lies there now. */
  | { readonly kind: 'return'; readonly from: number; readonly to: number }
  /** The loader warns. */
  | { readonly kind: 'warned'; readonly message: string }
  | { readonly kind: 'variable-gone'; readonly name: string }
  /** The variable had its initial value, which saves don't hold; it has the new one now. */
  | { readonly kind: 'initial'; readonly name: string; readonly before: string; readonly after: string }
  | { readonly kind: 'type'; readonly name: string; readonly before: string; readonly after: string }
  /** A value in a variable, or (empty name) in a call or on the stack. */
  | { readonly kind: 'value'; readonly name: string; readonly harm: Harm }
  /** What the new version will ask of a container's visits or turns the save has under another path, or not at all. */
  | {
      readonly kind: 'count';
      readonly container: number;
      /** The old version's container of the same content, -1 where there is none. */
      readonly was: number;
      /** The old version's container whose count is taken for it, -1 for none. */
      readonly takes: number;
      readonly ofTurns: boolean;
    }
  /** Something in the save that isn't followed any further. */
  | { readonly kind: 'unfollowed' };

/** Every trouble once, by number. */
export class Troubles {
  readonly all: Trouble[] = [];
  private readonly numbers = new Map<string, number>();

  number(trouble: Trouble): number {
    const key = JSON.stringify(trouble);
    let number = this.numbers.get(key);
    if (number === undefined) this.numbers.set(key, (number = this.all.push(trouble) - 1));
    return number;
  }
}
