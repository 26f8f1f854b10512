import { mkdtempSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError, Values } from '../src/faces/cli/args.ts';
import { type Version, versionsOf } from '../src/faces/cli/versions.ts';
import { loadProject } from '../src/project.ts';
import { TestRepository } from './support/gitstory.ts';

const repository = new TestRepository();
afterAll(() => repository.remove());

repository.write('tales/parts/cellar.ink', 'An old cellar.\n-> END\n');
repository.write('tales/redthread.json', '{"externals": {"weather": ["rain"]}}');
const story = repository.write('tales/house.ink', 'EXTERNAL weather()\nINCLUDE parts/cellar\n');
symlinkSync('house.ink', join(repository.folder, 'tales/link.ink'));
symlinkSync('tales', join(repository.folder, 'stories'));
const first = repository.commit('The house');
repository.git('branch', 'early');
repository.write('tales/parts/cellar.ink', 'A new cellar.\n-> END\n');
repository.commit('A new cellar');
repository.git('checkout', '--quiet', '-b', 'attic', 'early');
repository.write('tales/attic.ink', 'The attic.\n-> END\n');
repository.commit('An attic');
repository.git('checkout', '--quiet', 'main');
repository.write('tales/parts/cellar.ink', 'A cellar in the making.\n-> END\n');

const values = (git?: string): Values => new Values(new Map(git === undefined ? [] : [['git', [git]]]));
const versions = (git?: string, old = story, other = '') => versionsOf(old, values(git), other);

/** What the story's reader reads first. */
function words({ story, files }: Version): string {
  const { project, diagnostics } = loadProject(story, files);
  if (project === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return project.program.strings.filter((text) => text.trim() !== '').join();
}

function refusal(git: string, old = story): string {
  try {
    versions(git, old);
  } catch (error) {
    if (error instanceof UsageError) return `${error.message} ${error.hint}`;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('versions', () => {
  it('are a revision and what there is now, with everything that belongs to the story', () => {
    const { before, after } = versions('HEAD');
    expect([words(before), words(after)]).toEqual(['A new cellar.', 'A cellar in the making.']);
    expect([before.name, after.name]).toEqual([`${story} at HEAD`, story]);
    expect(loadProject(before.story, before.files).project?.settings.externals).toEqual({ weather: ['rain'] });
  });

  it.each([
    ['early..main', 'An old cellar.', 'A new cellar.'],
    ['early..', 'An old cellar.', 'A new cellar.'],
    [`${first}..HEAD~1`, 'An old cellar.', 'An old cellar.'],
    ['main..attic', 'A new cellar.', 'An old cellar.'],
    ['main...attic', 'An old cellar.', 'An old cellar.'],
  ])('can both be revisions: %s', (range, old, now) => {
    const { before, after } = versions(range);
    expect([words(before), words(after)]).toEqual([old, now]);
  });

  it('can be two files, also of different revisions', () => {
    const other = join(repository.folder, 'tales/attic.ink');
    const { before, after } = versions('early..attic', story, other);
    expect([words(before), words(after)]).toEqual(['An old cellar.', 'The attic.']);
    const plain = versions(undefined, story, repository.write('tales/other.ink', 'Other.\n-> END\n'));
    expect([words(plain.before), words(plain.after)]).toEqual(['A cellar in the making.', 'Other.']);
  });

  it('follow links, to files and to folders', () => {
    expect(words(versions('early', join(repository.folder, 'tales/link.ink')).before)).toBe('An old cellar.');
    const { before } = versions('early', join(repository.folder, 'stories/house.ink'));
    expect(words(before)).toBe('An old cellar.');
  });

  it('need not be there any more', () => {
    const path = repository.write('tales/gone/by.ink', 'Gone by.\n-> END\n');
    const commit = repository.commit('Gone by');
    repository.git('rm', '--quiet', '-r', 'tales/gone');
    expect(words(versions(commit, path).before)).toBe('Gone by.');
    repository.git('reset', '--quiet', '--hard', commit);
    unlinkSync(path);
  });

  it('take the promises that are named on the command line as they are now', () => {
    const promises = repository.write('tales/new.promises', 'always true\n');
    const named = new Values(
      new Map([
        ['git', ['early']],
        ['promises', [promises]],
      ]),
    );
    const { before } = versionsOf(story, named, '');
    expect(new TextDecoder().decode(before.files.read(promises) ?? undefined)).toBe('always true\n');
    expect(versions('early').before.files.read(promises)).toBe(null);
  });

  it('are refused in words', () => {
    expect(refusal('nowhere')).toContain('this repository knows no revision nowhere. A revision is a branch');
    expect(refusal('--all')).toContain('knows no revision --all');
    expect(refusal('early..nowhere')).toContain('knows no revision nowhere');
    expect(refusal('early', join(repository.folder, 'tales/hause.ink'))).toContain('Did you mean tales/house.ink?');
    expect(refusal('early', join(repository.folder, 'tales/other.ink'))).toContain('If it had another name then');
    repository.git('checkout', '--quiet', '--orphan', 'alone');
    repository.commit('Alone');
    expect(refusal('alone...early')).toContain('have no commit in common');
    repository.git('checkout', '--quiet', '--force', 'main');
  });

  it('are refused where there is no repository, or only a part of one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'redthread-plain-'));
    expect(refusal('HEAD', join(folder, 'house.ink'))).toContain('lies in no git repository');
    repository.git('clone', '--quiet', '--depth', '1', `file://${repository.folder}`, join(folder, 'shallow'));
    expect(refusal('HEAD~1', join(folder, 'shallow/tales/house.ink'))).toContain('git fetch --unshallow');
    rmSync(folder, { recursive: true });
  });
});
