import { descendants, isNode, type Kind, type Node, type Part, render, replace, replaceAll } from './tree.ts';

/** The most candidates to try: each one costs a compilation and some play. */
const PATIENCE = 4000;

const LITERALS = ['0', '1', 'true', '""'];

/** Pieces that can stand in each other's place. */
const STAND_INS: Partial<Record<Kind, readonly Kind[]>> = {
  block: ['body', 'line', 'block'],
  choice: ['body'],
  branch: ['body'],
  expression: ['expression'],
  prose: ['prose'],
  line: ['divert'],
  flow: [],
};

/**
 * Cuts a failing story down while it still fails: whole runs of parts first, then single parts, then
 * each piece replaced by something inside it or by a literal; lines of the text last.
 */
export function shrinkTree(tree: Node, stillFails: (source: string) => boolean): string {
  let best = tree;
  let left = PATIENCE;
  const tried = new Set<string>([render(tree)]);
  const attempt = (candidate: Node): boolean => {
    const source = render(candidate);
    if (left <= 0 || tried.has(source)) return false;
    tried.add(source);
    left--;
    if (!stillFails(source)) return false;
    best = candidate;
    return true;
  };
  for (let before = ''; before !== render(best) && left > 0; ) {
    before = render(best);
    cutRuns(() => best, attempt);
    simplify(() => best, attempt);
  }
  return cutLines(render(best), (source) => left-- > 0 && stillFails(source));
}

/** Takes out runs of child nodes, long runs before short ones, outer nodes before inner ones. */
function cutRuns(current: () => Node, attempt: (candidate: Node) => boolean): void {
  for (let at = 0; ; at++) {
    const parent = [current(), ...descendants(current())][at];
    if (parent === undefined) return;
    let children = parent.parts.filter(isNode);
    for (let length = children.length; length >= 1; length = Math.floor(length / 2)) {
      for (let start = 0; start + length <= children.length; ) {
        const cut = new Set(children.slice(start, start + length));
        const candidate = replaceAll(current(), new Map([...cut].map((child) => [child, ''] as [Node, Part])));
        if (!attempt(candidate)) start += length;
        else {
          // The parent is a new object now, but its remaining children are the same.
          children = children.filter((child) => !cut.has(child));
        }
      }
    }
  }
}

/** Puts something smaller in the place of each node. */
function simplify(current: () => Node, attempt: (candidate: Node) => boolean): void {
  for (let at = 0; ; at++) {
    const node = descendants(current())[at];
    if (node === undefined) return;
    for (const put of standIns(node)) {
      if (attempt(replace(current(), node, put))) break;
    }
  }
}

function standIns(node: Node): Part[] {
  const kinds = STAND_INS[node.kind] ?? [];
  const inner = descendants(node).filter((child) => kinds.includes(child.kind));
  const length = render(node).length;
  const puts: Part[] = inner.filter((child) => render(child).length < length);
  if (node.kind === 'expression') puts.push(...LITERALS.filter((text) => text.length < length));
  if (node.kind === 'prose' && length > 3) puts.push('so');
  return puts;
}

function cutLines(source: string, stillFails: (source: string) => boolean): string {
  let lines = source.split('\n');
  for (let length = Math.ceil(lines.length / 2); length >= 1; length = Math.floor(length / 2)) {
    for (let start = 0; start < lines.length; ) {
      const rest = [...lines.slice(0, start), ...lines.slice(start + length)];
      if (stillFails(rest.join('\n'))) lines = rest;
      else start += length;
    }
  }
  return lines.join('\n');
}
