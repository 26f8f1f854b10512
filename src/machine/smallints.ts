import { False, small, True } from './values.ts';

/** The numbers of the native functions that are known here; see `nativeNames`. */
export const N = {
  Add: 0,
  Sub: 1,
  Div: 2,
  Mul: 3,
  Mod: 4,
  Eq: 6,
  Gt: 7,
  Lt: 8,
  Ge: 9,
  Le: 10,
  Ne: 11,
  And: 13,
  Or: 14,
  Min: 15,
  Max: 16,
  Has: 22,
  Hasnt: 23,
} as const;

/** The native functions that compare two numbers, and those that make one of two. */
export const comparing: ReadonlySet<number> = new Set([N.Eq, N.Gt, N.Lt, N.Ge, N.Le, N.Ne]);
export const computing: ReadonlySet<number> = new Set([N.Add, N.Sub, N.Div, N.Mul, N.Mod, N.Min, N.Max]);

/** The native functions that ask whether one list or text contains another. */
export const containing: ReadonlySet<number> = new Set([N.Has, N.Hasnt]);

/** Applies a native function to two values that are small integers, without boxing; undefined where the general case must decide. */
export function onSmall(n: number, x: number, y: number): number | undefined {
  switch (n) {
    case N.Add:
      return kept((x >> 3) + (y >> 3));
    case N.Sub:
      return kept((x >> 3) - (y >> 3));
    case N.Mul:
      return kept((x >> 3) * (y >> 3));
    case N.Div:
      return kept(Math.floor((x >> 3) / (y >> 3)));
    case N.Mod:
      return y > 0 && x >= 0 ? ((x >> 3) % (y >> 3)) << 3 : undefined;
    case N.Eq:
      return x === y ? True : False;
    case N.Ne:
      return x !== y ? True : False;
    case N.Gt:
      return x > y ? True : False;
    case N.Lt:
      return x < y ? True : False;
    case N.Ge:
      return x >= y ? True : False;
    case N.Le:
      return x <= y ? True : False;
    case N.And:
      return x !== 0 && y !== 0 ? True : False;
    case N.Or:
      return x !== 0 || y !== 0 ? True : False;
    case N.Min:
      return x < y ? x : y;
    case N.Max:
      return x > y ? x : y;
  }
  return undefined;
}

/** A result as a value, if it is small, too. */
function kept(result: number): number | undefined {
  return result >= -small && result < small ? result << 3 : undefined;
}
