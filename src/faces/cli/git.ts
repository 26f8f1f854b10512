import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, posix, relative, resolve } from 'node:path';
import { UsageError } from './args.ts';
import { storyPath } from './files.ts';

/** More than this git never has to say about a story. */
const MOST_BYTES = 200_000_000;

/** The git repository that a file lies in, or lay in. */
export class Repository {
  /** The nearest folder of the file that is still there. */
  readonly #folder: string;
  /** That folder's path in the repository, with a slash at its end; empty for its root. */
  readonly #prefix: string;

  /** Throws a `UsageError` where there is no git, or no repository. */
  constructor(file: string) {
    let folder = resolve(dirname(file));
    while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
    this.#folder = folder;
    const asked = this.#ask('rev-parse', '--is-inside-work-tree', '--show-prefix');
    const [inside, prefix = ''] = asked.out.toString().split('\n');
    if (asked.said !== null || inside !== 'true') throw noRepository(file, asked.said);
    this.#prefix = prefix;
  }

  /** The full name of the commit that a revision means. Throws a `UsageError` where it means none. */
  commit(revision: string): string {
    const named = this.#commitOrNull(revision);
    if (named !== null) return named;
    const { out } = this.#ask('rev-parse', '--is-shallow-repository');
    throw new UsageError(
      `--git ${revision}: this repository knows no revision ${revision}.`,
      out.toString().trim() === 'true'
        ? 'Only a part of its history was fetched. All of it comes with: git fetch --unshallow'
        : 'A revision is a branch, a tag or a commit, such as main, v1.2, HEAD~1 or 83ef460.',
    );
  }

  /** The commit from which two revisions went their own ways. Throws a `UsageError` where there is none. */
  fork(one: string, other: string): string {
    const { out, said } = this.#ask('merge-base', this.commit(one), this.commit(other));
    if (said === null) return out.toString().trim();
    throw new UsageError(`--git ${one}...${other}: these two revisions have no commit in common.`);
  }

  /** The path of a file or folder in the repository, `.` for its root; null where it lies outside. */
  pathOf(path: string): string | null {
    const way = storyPath(relative(this.#folder, resolve(path)));
    const inside = posix.normalize(`${this.#prefix}${way}`).replace(/(?<=.)\/$/, '');
    return inside === '..' || inside.startsWith('../') ? null : inside;
  }

  /** All that a commit holds, by path. */
  tree(commit: string): ReadonlyMap<string, Blob> {
    const { out } = this.#ask('ls-tree', '-r', '-z', '-l', '--full-tree', commit);
    const blobs = new Map<string, Blob>();
    for (const entry of out.toString().split('\0')) {
      const [facts = '', ...path] = entry.split('\t');
      const [mode, type, name = '', size] = facts.split(/ +/);
      if (type === 'blob') blobs.set(path.join('\t'), { name, size: Number(size), isLink: mode === '120000' });
    }
    return blobs;
  }

  bytes({ name }: Blob): Uint8Array {
    return this.#ask('cat-file', 'blob', name).out;
  }

  #commitOrNull(revision: string): string | null {
    if (revision === '' || revision.startsWith('-')) return null;
    const { out, said } = this.#ask('rev-parse', '--verify', '--quiet', `${revision}^{commit}`);
    return said === null ? out.toString().trim() : null;
  }

  /** What git answers; `said` is its complaint where it fails. */
  #ask(...args: readonly string[]): { readonly out: Buffer; readonly said: string | null } {
    // in a hook git says which repository it is called from; this one is the story's
    const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, ...environment } = process.env;
    const env = { ...environment, LC_ALL: 'C' };
    const asked = spawnSync('git', ['-C', this.#folder, ...args], { env, maxBuffer: MOST_BYTES });
    if (asked.error !== undefined)
      throw new UsageError(
        `--git: git can't be run here: ${asked.error.message}.`,
        'Is it installed? https://git-scm.com',
      );
    return { out: asked.stdout, said: asked.status === 0 ? null : asked.stderr.toString().trim() };
  }
}

/** A file as git keeps it. */
export interface Blob {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Whether it is a link: then it holds the path that it leads to. */
  readonly isLink: boolean;
}

function noRepository(file: string, said: string | null): UsageError {
  if (said === null || said.includes('not a git repository'))
    return new UsageError(
      `--git: ${file} lies in no git repository.`,
      'Without git, compare two files: redthread COMMAND OLD NEW',
    );
  return new UsageError(`--git: git can't tell anything of ${file}: ${said.split('\n')[0]}`);
}
