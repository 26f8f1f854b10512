import { comparison } from './booleans.ts';
import { plainDivert } from './diverts.ts';
import { type Node, node, type Part } from './tree.ts';
import { callOf, value } from './values.ts';
import { ENDS, PROSE, TAGS } from './words.ts';
import { type Maker, type Scope, type Type, takeChance, variables } from './world.ts';

/** Where prose stands: at the start of a choice it has to begin with words, in a choice it can't divert, tags hold no tags. */
export type Place = 'line' | 'choice' | 'inChoice' | 'tag';

export function wordsOf(scope: Scope): string {
  const { random } = scope.world;
  return random.sample(PROSE, random.between(1, 3)).join(' ');
}

/** A run of text with whatever ink allows inside it. */
export function prose(scope: Scope, place: Place, depth = 2): Node {
  const { random } = scope.world;
  const parts: Part[] = [];
  const count = random.weighted([
    [5, 1],
    [4, 2],
    [2, 3],
  ] as const);
  // A choice's text can't begin with braces: they would be its condition.
  if (place === 'choice' && random.chance(0.8)) parts.push(wordsOf(scope));
  else if (place === 'choice') parts.push('\\ ', piece(scope, place, depth));
  for (let i = parts.length > 0 ? 1 : 0; i < count; i++) {
    if (i > 0) parts.push(gap(scope));
    parts.push(piece(scope, place, depth));
  }
  if (place === 'line' || random.chance(0.3)) parts.push(random.pick(ENDS));
  return node('prose', ...parts);
}

function gap(scope: Scope): Part {
  const { random, profile } = scope.world;
  if (profile.on('glue') && random.chance(0.12)) return node('prose', random.pick(['<>', ' <> ', '<> ', ' <>']));
  if (profile.on('whitespace') && random.chance(0.25)) return random.pick(['  ', '\t', '', ' \t ', '\u00a0']);
  return ' ';
}

function piece(scope: Scope, place: Place, depth: number): Node {
  const { random, profile } = scope.world;
  const plain = () => node('prose', wordsOf(scope));
  if (depth <= 0) return plain();
  const within = place === 'choice' ? 'inChoice' : place;
  return random.weighted<Maker>([
    [6, plain],
    [3, () => printed(scope)],
    [profile.weigh('sequences', 2.5), () => sequence(scope, within, depth)],
    [profile.weigh('inlineConditionals', 2), () => conditional(scope, within, depth)],
    [profile.weigh('functions', 1), () => spoken(scope) ?? plain()],
    [profile.weigh('escapes', 1), () => node('prose', random.pick(ESCAPES))],
    [profile.weigh('comments', 0.4), () => node('prose', '/* aside */')],
    [profile.weigh('whitespace', 0.5), () => node('prose', random.pick(['{" "}', '{""}', '\\ ', "it's (so)"]))],
  ])();
}

const ESCAPES = ['\\#', '\\{x\\}', '\\|', '\\\\', '\\<\\>', '\\-\\>', 'a\\/\\/b', '\\[sic\\]', '\\~', '\\"'];

/** A value in the text. */
export function printed(scope: Scope): Node {
  const { profile, random, lists } = scope.world;
  const type = random.weighted<Type>([
    [4, 'int'],
    [1, 'bool'],
    [profile.weigh('floats', 2), 'float'],
    [profile.weigh('strings', 2), 'string'],
    [lists.length, 'list'],
  ]);
  const held = variables(scope, 'target');
  if (held.length > 0 && profile.on('slips') && random.chance(0.05)) {
    return node('prose', '{', random.pick(held).name, '}');
  }
  return node('prose', '{', value(scope, type, random.between(0, 2)), '}');
}

/** A call of a function for the text it prints. */
function spoken(scope: Scope): Node | null {
  const called = callOf(scope, null, 1);
  return called && node('prose', '{', called, '}');
}

function sequence(scope: Scope, place: Place, depth: number): Node {
  const { random, profile } = scope.world;
  let mark = random.pick(['', '', '&', '!', '$']);
  if (profile.on('shuffles') && random.chance(0.4) && takeChance(scope)) {
    mark = random.pick(['~', '~', '!~', '$~']);
  }
  const count = random.between(2, profile.finite && mark.includes('~') ? 3 : 4);
  const parts: Part[] = [`{${mark}`];
  for (let i = 0; i < count; i++) {
    if (i > 0) parts.push('|');
    parts.push(
      alternative(scope, place, depth, mark !== '' || i > 1 ? 'free' : i === 0 ? 'first' : 'then', i === count - 1),
    );
  }
  return node('prose', ...parts, '}');
}

/** The first alternative must not read like an expression; one after a condition, or a second one, can't be empty. */
type Role = 'first' | 'then' | 'free';

function alternative(scope: Scope, place: Place, depth: number, role: Role, last: boolean): Node {
  const { random, profile } = scope.world;
  if (role !== 'then' && random.chance(0.12)) return node('prose');
  const simple = role === 'first' || random.chance(0.6);
  const parts: Part[] = [simple ? wordsOf(scope) : prose(scope, place, depth - 1)];
  // In a choice's text the runtime mostly can't take such a tag apart.
  const tagged = place === 'line' || (place !== 'tag' && random.chance(0.1));
  if (last && tagged && profile.on('tags') && random.chance(0.06)) parts.push(tag(scope));
  if (place === 'line' && role !== 'first' && random.chance(0.05)) {
    const divert = plainDivert(scope);
    if (divert !== null) parts.push(' ', divert);
  }
  return node('prose', ...parts);
}

function conditional(scope: Scope, place: Place, depth: number): Node {
  const parts: Part[] = ['{', comparison(scope, 2), ':'];
  const both = scope.world.random.chance(0.55);
  parts.push(alternative(scope, place, depth, 'then', !both));
  if (both) parts.push('|', alternative(scope, place, depth, 'free', true));
  return node('prose', ...parts, '}');
}

/** ` # …`, sometimes with a value or alternatives in it. */
export function tag(scope: Scope): Node {
  const { random, profile } = scope.world;
  const parts: Part[] = [random.pick([' # ', ' #', ' # ']), random.pick(TAGS)];
  if (profile.on('dynamicTags') && random.chance(0.4)) {
    const within = { ...scope, quotes: false, arrows: false };
    const bare = random.chance(0.6) ? printed(within) : prose(within, 'tag', 1);
    parts.push(' ', bare);
  }
  return node('tag', ...parts);
}

export function tags(scope: Scope, probability = 0.2): Node[] {
  const { random, profile } = scope.world;
  if (!profile.on('tags') || !random.chance(probability)) return [];
  return Array.from({ length: random.chance(0.25) ? 2 : 1 }, () => tag(scope));
}
