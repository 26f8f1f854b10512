import { Op } from './opcodes.ts';
import type { Program } from './program.ts';

/** Who acts in a story, as its global tags say: `# cast: ikram, he` and `# owns: he his_grip`. */
export interface Cast {
  /** Number 0 is the reader, whose choices have no `by` tag; from 1 on the cast, in the order of the tag. */
  readonly names: readonly string[];
  /** Where each is named, by number: the address of the tag's text; -1 for the reader. */
  readonly addresses: readonly number[];
  /** For each global the number of the one whose choices alone may set it, -1 where there is none. */
  readonly owner: Int32Array;
  /** Names that are in the cast more than once. */
  readonly twice: readonly CastTag[];
  /** What stands in `owns` tags but is neither a name of the cast nor a variable of the story. */
  readonly ownsNothing: readonly CastTag[];
  readonly ownedByNobody: readonly CastTag[];
  /** Variables that a second `owns` tag gives to somebody else. */
  readonly ownedTwice: readonly CastTag[];
}

/** Something that a tag says, with the address of the tag's text. */
export interface CastTag {
  readonly text: string;
  readonly address: number;
}

/** Who makes a choice that is on offer, and whether they are willing to, as its tags said when it was offered. */
export interface Actor {
  /** Index into `Cast.names`. */
  readonly by: number;
  /** The reader always is. */
  readonly willing: boolean;
  /** The name in the `by` tag, where nobody of the cast has it. */
  readonly stranger: string | null;
}

/** What the reader is called in messages. */
export const readerName = 'the reader';
const reader: Actor = { by: 0, willing: true, stranger: null };

export function castOf(program: Program): Cast {
  const tags = headTags(program);
  const names = [readerName];
  const addresses = [-1];
  const twice: CastTag[] = [];
  for (const { text, address } of valuesOf(tags, 'cast')) {
    for (const name of text.split(',').map((part) => part.trim())) {
      if (name === '') continue;
      if (indexOf(names, name) >= 0) twice.push({ text: name, address });
      else {
        names.push(name);
        addresses.push(address);
      }
    }
  }
  return { names, addresses, twice, ...owners(program, names, valuesOf(tags, 'owns')) };
}

/** Whether anybody but the reader acts. */
export const hasCast = (cast: Cast): boolean => cast.names.length > 1;

/** Whether a name in a `by` tag is somebody's; `reader` is the reader's. */
export function isInCast({ names }: Cast, name: string): boolean {
  return indexOf(names, name) >= 0 || name.toLowerCase() === 'reader';
}

/** Who acts by a choice with these tags. */
export function actorOf(cast: Cast, tags: readonly string[]): Actor {
  if (tags.length === 0) return reader;
  let by = -1;
  let stranger: string | null = null;
  let willing = true;
  for (const tag of tags) {
    const told = castKey(tag);
    if (told === null) continue;
    const { key, value } = told;
    if (key === 'will') willing &&= !/^(0|false|)$/i.test(value);
    else if (by < 0 && stranger === null) {
      by = Math.max(0, indexOf(cast.names, value));
      if (!isInCast(cast, value)) stranger = value;
    }
  }
  return by > 0 ? { by, willing, stranger } : { by: 0, willing: true, stranger };
}

/** What a tag of a choice tells of the cast; null where it tells nothing. */
export function castKey(tag: string): { readonly key: 'by' | 'will'; readonly value: string } | null {
  const match = /^\s*(by|will)\s*:(.*)$/is.exec(tag);
  return match === null ? null : { key: match[1].toLowerCase() as 'by' | 'will', value: match[2].trim() };
}

/** Where the story's own names are compared, letter case does not count. */
function indexOf(names: readonly string[], name: string): number {
  return names.findIndex((known) => known.toLowerCase() === name.toLowerCase());
}

function owners(
  program: Program,
  names: readonly string[],
  tags: readonly CastTag[],
): Pick<Cast, 'owner' | 'ownsNothing' | 'ownedByNobody' | 'ownedTwice'> {
  const owner = new Int32Array(program.globals).fill(-1);
  const ownsNothing: CastTag[] = [];
  const ownedByNobody: CastTag[] = [];
  const ownedTwice: CastTag[] = [];
  for (const { text, address } of tags) {
    // a name may have blanks in it: the longest one that fits is meant
    const fits = (name: string): boolean => `${text} `.toLowerCase().startsWith(`${name.toLowerCase()} `);
    const known = names.slice(1).filter(fits);
    const by = names.indexOf(known.sort((x, y) => y.length - x.length)[0] ?? readerName);
    const words = (by > 0 ? text.slice(names[by].length) : text.replace(/^\S*/, '')).split(/[\s,]+/).filter(Boolean);
    if (by === 0) ownedByNobody.push({ text: /^\S*/.exec(text)![0], address });
    for (const word of words) {
      const slot = program.slots.findIndex(({ kind, name }) => kind === 'global' && name === word);
      if (slot < 0) ownsNothing.push({ text: word, address });
      else if (by > 0 && owner[slot] >= 0 && owner[slot] !== by) ownedTwice.push({ text: word, address });
      else if (by > 0) owner[slot] = by;
    }
  }
  return { owner, ownsNothing, ownedByNobody, ownedTwice };
}

/** What follows `key:` in the tags that have it. */
function valuesOf(tags: readonly CastTag[], key: string): CastTag[] {
  return tags.flatMap(({ text, address }) => {
    const match = /^\s*(\w+)\s*:(.*)$/s.exec(text);
    return match?.[1].toLowerCase() === key ? [{ text: match[2].trim(), address }] : [];
  });
}

/** The tags at the very start of a story, before anything else, as ink reads its global tags; those with logic in them are left out. */
function headTags(program: Program): CastTag[] {
  const { op, a, containers, strings } = program;
  let { start, size } = containers[0];
  while (size > 0 && op[start] === Op.Enter) ({ start, size } = containers[a[start]]);
  const tags: CastTag[] = [];
  for (let pc = start; pc < start + size; pc++) {
    if (op[pc] === Op.TagText) tags.push({ text: strings[a[pc]], address: pc });
    if (op[pc] !== Op.TagStart) {
      if (op[pc] === Op.Text || op[pc] === Op.Enter) break;
      continue;
    }
    const text = pc + 1;
    while (pc < start + size && op[pc] !== Op.TagEnd) pc++;
    if (op[text] === Op.Text && pc === text + 1) tags.push({ text: strings[a[text]], address: text });
  }
  return tags;
}

/**
 * Marks the beginning and the end of each tag that may say who makes a choice or whether they are willing to, and all between in the
 * same container: what must be read of choices even where nobody needs their texts. Null where the story has no cast.
 */
export function castTags(program: Program): Uint8Array | null {
  if (!hasCast(castOf(program))) return null;
  const { op } = program;
  const marks = new Uint8Array(op.length);
  for (const { start, size } of program.containers) {
    let inside = false;
    for (let pc = start; pc < start + size; pc++) {
      if (op[pc] === Op.TagStart) inside = mayTellOfCast(program, pc + 1);
      if (inside) marks[pc] = 1;
      if (op[pc] === Op.TagEnd) inside = false;
    }
  }
  return marks;
}

/** Whether a tag whose content begins here may turn out as a `by` or `will` tag. */
function mayTellOfCast({ op, a, strings }: Program, pc: number): boolean {
  if (op[pc] === Op.TagEnd) return false;
  return op[pc] !== Op.Text || /^\s*((by|will)\s*:|$)/i.test(strings[a[pc]]);
}
