import { posix } from 'node:path';
import { type Files, FileTooLarge } from '../../text/files.ts';
import { LIMIT } from './files.ts';
import type { Repository } from './git.ts';

/** Links that lead to links are followed so often, as systems do. */
const MOST_LINKS = 40;

/** The files of a repository as they are in a commit; where nothing lies outside the repository. */
export function gitFiles(repository: Repository, commit: string): Files {
  const tree = repository.tree(commit);
  const folders = new Map<string, Set<string>>([['.', new Set()]]);
  for (const path of tree.keys())
    for (let at = path; at !== '.'; at = posix.dirname(at)) {
      const folder = posix.dirname(at);
      folders.set(folder, (folders.get(folder) ?? new Set()).add(posix.basename(at)));
    }

  /** Where a path of the repository leads once links are followed; null where that is nowhere. */
  const follow = (path: string): string | null => {
    const waiting = path.split('/');
    let at = '.';
    for (let links = 0; waiting.length > 0 && links < MOST_LINKS; ) {
      const next = posix.join(at, waiting.shift()!);
      if (next.startsWith('..')) return null;
      const blob = tree.get(next);
      if (blob?.isLink) {
        waiting.unshift(...new TextDecoder().decode(repository.bytes(blob)).split('/'));
        links++;
      } else at = next;
    }
    return waiting.length === 0 && (tree.has(at) || folders.has(at)) ? at : null;
  };
  const real = (path: string): string | null => {
    const inside = repository.pathOf(path);
    return inside === null ? null : follow(inside);
  };
  return {
    read(path) {
      const at = real(path);
      const blob = at === null ? undefined : tree.get(at);
      if (blob === undefined) return null;
      if (blob.size > LIMIT) throw new FileTooLarge(path, blob.size, LIMIT);
      return repository.bytes(blob);
    },
    list(folder) {
      const at = real(folder);
      const names = at === null ? undefined : folders.get(at);
      return names === undefined ? null : [...names].sort();
    },
    real(path) {
      const at = real(path);
      return at === null ? null : posix.join('/', at);
    },
  };
}
