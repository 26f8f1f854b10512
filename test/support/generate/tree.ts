/**
 * What a piece of a generated story is. The tree is concrete: a node's source is the plain concatenation of its parts,
 * so printing needs no rules of its own and shrinking only has to cut or swap pieces.
 */
export type Kind =
  | 'story'
  | 'declaration'
  | 'flow'
  | 'stitch'
  | 'body'
  | 'line'
  | 'block'
  | 'branch'
  | 'choice'
  | 'gather'
  | 'prose'
  | 'condition'
  | 'tag'
  | 'label'
  | 'divert'
  | 'expression';

export type Part = string | Node;

export interface Node {
  readonly kind: Kind;
  readonly parts: readonly Part[];
}

export function node(kind: Kind, ...parts: readonly Part[]): Node {
  return { kind, parts };
}

export function render(part: Part): string {
  return typeof part === 'string' ? part : part.parts.map(render).join('');
}

export function isNode(part: Part): part is Node {
  return typeof part !== 'string';
}

/** The same tree with one node, found by identity, put in place of another (or taken out, with ''). */
export function replace(root: Node, old: Node, put: Part): Node {
  return replaceAll(root, new Map([[old, put]]));
}

export function replaceAll(root: Node, puts: ReadonlyMap<Node, Part>): Node {
  let changed = false;
  const parts: Part[] = [];
  for (const part of root.parts) {
    if (!isNode(part)) {
      parts.push(part);
      continue;
    }
    const put = puts.get(part) ?? replaceAll(part, puts);
    if (put !== part) changed = true;
    if (put !== '') parts.push(put);
  }
  return changed ? { kind: root.kind, parts } : root;
}

/** All nodes below the root, outermost first. */
export function descendants(root: Node): Node[] {
  const found: Node[] = [];
  const queue: Node[] = [root];
  for (let at = 0; at < queue.length; at++) {
    for (const part of queue[at].parts) {
      if (!isNode(part)) continue;
      found.push(part);
      queue.push(part);
    }
  }
  return found;
}
