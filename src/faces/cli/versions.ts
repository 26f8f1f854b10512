import { resolve } from 'node:path';
import type { Files } from '../../text/files.ts';
import { UsageError, type Values } from './args.ts';
import { nodeFiles, storyPath } from './files.ts';
import { Repository } from './git.ts';
import { gitFiles } from './gitfiles.ts';
import { near } from './suggest.ts';

/** A story as it is in one of its versions. */
export interface Version {
  readonly story: string;
  readonly files: Files;
  /** What its reader calls it: `held.ink`, or `held.ink at main`. */
  readonly name: string;
  /** What follows a place in it, so that it can be told from one in another version: ` at main`; empty for what is on disk. */
  readonly at: string;
}

export const VERSIONS_HELP = `  --git REV           OLD as it is in this revision of its git repository, and NEW (or OLD, where no other is given) as it
                      is now: --git main, --git HEAD~1
  --git A..B          OLD as it is in revision A, and NEW as it is in B
  --git A...B         OLD as it was where B went its own way from A: what a pull request from B into A changes`;

/** The two versions that a command compares: two files, or what `--git` says. */
export function versionsOf(
  old: string,
  values: Values,
  other: string,
): { readonly before: Version; readonly after: Version } {
  const range = values.text('git');
  const after = other === '' ? old : other;
  if (range === undefined) return { before: onDisk(old), after: onDisk(after) };
  const [, from = '', dots, to = ''] = /^(.*?)(\.{2,3})(.*)$/.exec(range) ?? ['', range];
  const repository = new Repository(old);
  // files that the command line names are meant as they are, whatever they were
  const named = new Set(values.all('promises').map((path) => resolve(path)));
  const at = (story: string, revision: string, commit: string): Version => {
    const files = gitFiles(repository, commit);
    if (files.real?.(storyPath(story)) === null) throw notThere(repository, commit, story, revision);
    const disk = nodeFiles();
    return {
      story,
      files: { ...files, read: (path) => (named.has(resolve(path)) ? disk : files).read(path) },
      name: `${story} at ${revision}`,
      at: ` at ${revision}`,
    };
  };
  if (dots === undefined) return { before: at(old, from, repository.commit(from)), after: onDisk(after) };
  const [first, last] = [from || 'HEAD', to || 'HEAD'];
  const start = dots === '..' ? repository.commit(first) : repository.fork(first, last);
  return {
    before: at(old, dots === '..' ? first : start.slice(0, 7), start),
    after: at(after, last, repository.commit(last)),
  };
}

function onDisk(story: string): Version {
  return { story, files: nodeFiles(), name: story, at: '' };
}

function notThere(repository: Repository, commit: string, story: string, revision: string): UsageError {
  const stories = [...repository.tree(commit).keys()].filter((path) => /\.ink(\.json)?$/i.test(path));
  const inside = repository.pathOf(story);
  const meant = inside === null ? null : near(inside, stories);
  return new UsageError(
    inside === null
      ? `--git ${revision}: ${story} lies outside the repository.`
      : `--git ${revision}: there is no ${story} in this revision.`,
    meant === null
      ? 'If it had another name then, give both: redthread COMMAND OLD NEW --git REV'
      : `Did you mean ${meant}? If it had another name then, give both: redthread COMMAND OLD NEW --git REV`,
  );
}
