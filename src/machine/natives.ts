import { Crash, StoryError } from './errors.ts';
import { listBinary, listUnary } from './listnatives.ts';
import { exactRead, forgottenRead, onProgression, progressionTruth } from './progressions.ts';
import { N, onSmall } from './smallints.ts';
import { False, isForgotten, isProgression, nativeName, Tag, True, type Values, Void } from './values.ts';

const typeNames = ['Bool', 'Int', 'Float', 'List', 'String', 'DivertTarget', 'VariablePointer'];
/** The runtime's order of types, by tag; a float counts one more than its tag says. */
const Type = { Bool: -1, Int: 0, Float: 1, List: 2, String: 3, Target: 4, Pointer: 5 } as const;
const typeOfTag = [Type.Int, Type.Int, Type.Bool, Type.String, Type.List, Type.Target, Type.Pointer];

/** The runtime's name of a value's type. */
export function typeName(values: Values, value: number): string {
  return typeNames[typeOf(values, value) + 1];
}

function typeOf(values: Values, value: number): number {
  const tag = value & 7;
  if (tag === Tag.Special) throw new Crash('an operation on something that is not a value');
  return values.isFloat(value) ? Type.Float : typeOfTag[tag];
}

/** Applies a native function of two operands, with the official runtime's coercions and errors. */
export function binary(values: Values, n: number, x: number, y: number): number {
  if (((x | y) & 7) === Tag.Int) {
    const result = onSmall(n, x, y);
    if (result !== undefined) return result;
  }
  // integers and booleans, whose tags have none of these bits
  if (((x | y) & 5) === 0) {
    if (n === N.And) return x >> 3 !== 0 && y >> 3 !== 0 ? True : False;
    if (n === N.Or) return x >> 3 !== 0 || y >> 3 !== 0 ? True : False;
  }
  if (isForgotten(x) || isForgotten(y)) {
    if (values.unknowns !== null) return values.unknowns.apply(n, x, y);
    forgottenRead(isForgotten(x) ? x : y);
  }
  checkVoid(n, x);
  checkVoid(n, y);
  if (isProgression(x) || isProgression(y)) return onProgression(values, n, x, y);
  if ((x & 7) === Tag.List || (y & 7) === Tag.List) return listBinary(values, n, x, y);
  const type = Math.max(Type.Int, typeOf(values, x), typeOf(values, y));
  if (type <= Type.Float) return fromNumber(values, arithmetic(n, toNumber(values, x), toNumber(values, y), type));
  if (type === Type.String) return text(values, n, values.show(x), values.show(y));
  if (type === Type.Target) return targets(values, n, x, y);
  throw new Crash('an operation on a reference');
}

/** Applies a native function of one operand. */
export function unary(values: Values, n: number, x: number): number {
  if (isForgotten(x)) return values.unknowns === null ? forgottenRead(x) : values.unknowns.apply(n, x);
  checkVoid(n, x);
  if (isProgression(x)) return unaryOnProgression(values, n, x);
  if ((x & 7) === Tag.List) return listUnary(values, n, x >> 3);
  const type = Math.max(Type.Int, typeOf(values, x));
  if (type > Type.Float) throw new StoryError(`Cannot perform operation ${nativeName(n)} on ${typeNames[type + 1]}`);
  const result = unaryNumber(n, toNumber(values, x), type);
  // a float stays a float, even where it is whole; FLOAT makes one; everything else is whatever it looks like
  const stays = type === Type.Float && nativeName(n) !== 'INT';
  return (stays || nativeName(n) === 'FLOAT') && !Number.isNaN(result)
    ? values.float(Number(result))
    : fromNumber(values, result);
}

/** Whether a value counts as true; where the runtime itself fails, so does this. */
export function isTrue(values: Values, value: number): boolean {
  switch (value & 7) {
    case Tag.Int:
    case Tag.Bool:
      return value >> 3 !== 0;
    case Tag.Number:
      return values.numberOf(value) !== 0;
    case Tag.String:
      return values.stringOf(value) !== '';
    case Tag.List:
      return values.lists.at(value >> 3).items.length > 0;
    case Tag.Target: {
      const advice = "Did you intend a function call 'likeThis()' or a read count check 'likeThis'? (no arrows)";
      throw new StoryError(
        `Shouldn't use a divert target (to ${values.targetOf(value).path}) as a conditional value. ${advice}`,
      );
    }
    case Tag.Pointer:
      throw new Crash("Shouldn't be checking the truthiness of a variable pointer");
  }
  if (isForgotten(value)) return values.unknowns === null ? forgottenRead(value) : values.unknowns.truth(value);
  return isProgression(value) && progressionTruth(values, value);
}

function checkVoid(n: number, value: number): void {
  if (value !== Void) return;
  const advice = 'Did you forget to "return" a value from a function you called here?';
  throw new StoryError(`Attempting to perform ${nativeName(n)} on a void value. ${advice}`);
}

function toNumber(values: Values, value: number): number {
  return (value & 7) === Tag.Bool ? value >> 3 : values.numberOf(value);
}

/** What an operation gave, as a value: whole numbers are integers, as in the JavaScript runtime. */
function fromNumber(values: Values, result: number | boolean): number {
  if (typeof result === 'boolean') return values.bool(result);
  if (Number.isInteger(result)) return values.int(result === 0 ? 0 : result);
  if (Number.isNaN(result))
    throw new Crash('the result is not a number: a modulo by zero, or a root of a negative number');
  return values.float(result);
}

function arithmetic(n: number, x: number, y: number, type: number): number | boolean {
  switch (nativeName(n)) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return type === Type.Int ? Math.floor(x / y) : x / y;
    case '%':
      return x % y;
    case '==':
      return x === y;
    case '!=':
      return x !== y;
    case '>':
      return x > y;
    case '<':
      return x < y;
    case '>=':
      return x >= y;
    case '<=':
      return x <= y;
    case '&&':
      return x !== 0 && y !== 0;
    case '||':
      return x !== 0 || y !== 0;
    case 'MIN':
      return Math.min(x, y);
    case 'MAX':
      return Math.max(x, y);
    case 'POW':
      return x ** y;
  }
  throw new StoryError(`Cannot perform operation ${nativeName(n)} on ${typeNames[type + 1]}`);
}

function unaryNumber(n: number, x: number, type: number): number | boolean {
  switch (nativeName(n)) {
    case '_':
      return -x;
    case '!':
      return x === 0;
    case 'FLOOR':
    case 'INT':
      return type === Type.Int ? x : Math.floor(x);
    case 'CEILING':
      return type === Type.Int ? x : Math.ceil(x);
    case 'FLOAT':
      return x;
  }
  throw new StoryError(`Cannot perform operation ${nativeName(n)} on ${typeNames[type + 1]}`);
}

function unaryOnProgression(values: Values, n: number, x: number): number {
  if (nativeName(n) === '!') return values.bool(!progressionTruth(values, x));
  if (['FLOOR', 'CEILING', 'INT'].includes(nativeName(n))) return x;
  return exactRead(values, x);
}

function text(values: Values, n: number, x: string, y: string): number {
  switch (nativeName(n)) {
    case '+':
      return values.string(x + y);
    case '==':
      return values.bool(x === y);
    case '!=':
      return values.bool(x !== y);
    case '?':
      return values.bool(x.includes(y));
    case '!?':
      return values.bool(!x.includes(y));
  }
  throw new StoryError(`Cannot perform operation ${nativeName(n)} on String`);
}

function targets(values: Values, n: number, x: number, y: number): number {
  for (const value of [x, y]) {
    const type = typeOf(values, value);
    if (type !== Type.Target) throw new StoryError(`Can't cast ${values.show(value)} from ${type} to ${Type.Target}`);
  }
  if (nativeName(n) === '==') return values.bool(x === y);
  if (nativeName(n) === '!=') return values.bool(x !== y);
  throw new StoryError(`Cannot perform operation ${nativeName(n)} on DivertTarget`);
}
