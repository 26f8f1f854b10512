import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/**
 * Who may know whom, from the bottom up. ARCHITECTURE.md tells it in prose; this is the same as a table, and it is the one that counts.
 * (That everything below the faces also does without Node and the DOM is what `npm run types` checks, by tsconfig.core.json.)
 */

interface Layer {
  /** A folder of src/, ending in a slash, or one file. */
  readonly at: string;
  /** Folders and files of other layers that it may import. */
  readonly may: readonly string[];
  /** Packages that it may import; `node:` stands for all that Node brings along. */
  readonly packages?: readonly string[];
  readonly because: string;
}

const layers: readonly Layer[] = [
  { at: 'text/', may: [], because: 'files, places and diagnostics are what everything else talks about' },
  { at: 'model.ts', may: [], because: 'the waist: what can be explored knows nothing of stories' },
  {
    at: 'program/',
    may: ['text/'],
    because: 'a compiled story knows where its lines stand, and not which language they were in',
  },
  {
    at: 'languages/ink/',
    may: ['text/', 'program/'],
    packages: ['inkjs'],
    because:
      'a language ends at the program; nothing above it ever sees an object of inkjs, and no language sees another',
  },
  {
    at: 'graph/',
    may: ['model.ts'],
    because: 'it explores byte strings, so it works for whatever becomes a model',
  },
  {
    at: 'machine/',
    may: ['text/', 'model.ts', 'program/'],
    because: 'it makes a model of a program and never sees a graph',
  },
  { at: 'diagrams/', may: [], because: 'sets of vectors are sets of vectors, whatever the vectors stand for' },
  {
    at: 'symbolic/',
    may: ['machine/', 'diagrams/'],
    because: 'it takes turns with whole sets of states by what was learned of single ones, and judges nothing',
  },
  { at: 'promises/', may: ['text/'], because: 'the forms of promises are the same for every language' },
  {
    at: 'certificate/',
    may: ['languages/ink/official/'],
    because: "it checks what an exploration claims, so it knows ink's own engine and nothing of Redthread's machine",
  },
  {
    at: 'claims/',
    may: ['program/', 'languages/ink/official/', 'graph/', 'machine/', 'certificate/'],
    because: 'it says what the states of the machine keep in terms that a certificate has, and judges nothing',
  },
  {
    at: 'promela/',
    may: ['program/', 'graph/', 'machine/'],
    because: 'it says what was learned in the words of another model checker, and judges nothing',
  },
  {
    at: 'findings/',
    may: ['text/', 'model.ts', 'program/', 'graph/', 'machine/', 'diagrams/', 'symbolic/', 'promises/'],
    because:
      'to judge a state one has to take it apart again, and to show a way to it one has to play it: both are the machine',
  },
  {
    at: 'entries.ts',
    may: ['text/', 'program/', 'languages/', 'machine/'],
    because: 'a part of the project: what redthread.json says, in terms of the program',
  },
  {
    at: 'promised.ts',
    may: ['text/', 'program/', 'languages/', 'machine/', 'promises/', 'findings/'],
    because: 'a part of the project: what is promised, in terms of the program',
  },
  {
    at: 'helper.ts',
    may: ['graph/', 'machine/'],
    because: 'what runs on another thread: it knows rules and states, and no story',
  },
  {
    at: 'team.ts',
    may: ['graph/', 'machine/'],
    because: 'a part of the project: one thread or several, the result is the same',
  },
  {
    at: 'lookout.ts',
    may: ['program/', 'graph/', 'machine/', 'findings/'],
    because: 'a part of the project: what is proved and searched for beside an exploration',
  },
  {
    at: 'project.ts',
    may: [
      'text/',
      'model.ts',
      'program/',
      'languages/',
      'graph/',
      'machine/',
      'certificate/',
      'claims/',
      'promela/',
      'findings/',
      'entries.ts',
      'team.ts',
      'promised.ts',
      'lookout.ts',
    ],
    because: 'the pipeline itself, the only thing that sees all of it',
  },
  {
    at: 'readings.ts',
    may: ['text/', 'machine/', 'findings/', 'project.ts'],
    because: 'the pipeline once more, for those who ask what is shown and not only what can happen',
  },
  {
    at: 'measures/',
    may: ['text/', 'program/', 'graph/', 'machine/', 'findings/'],
    because: 'it counts and compares in an exploration with its words, and says nothing of how that came about',
  },
  {
    at: 'changes/',
    may: ['text/', 'program/', 'graph/', 'machine/', 'findings/', 'measures/figures.ts'],
    because: 'it compares what was found in two versions, and explores nothing by itself',
  },
  {
    at: 'statistics.ts',
    may: ['text/', 'machine/', 'measures/', 'project.ts', 'readings.ts'],
    because: 'the readings of a story, and what a writer counts in them',
  },
  {
    at: 'certify.ts',
    may: ['languages/ink/official/', 'certificate/', 'findings/types.ts', 'project.ts'],
    because: 'what a check claims and what is saved of it, in the hands of the checker',
  },
  {
    at: 'saves/',
    may: ['text/', 'program/', 'languages/ink/official/', 'graph/', 'machine/', 'findings/', 'model.ts'],
    because:
      "it takes states of one version over into another as ink's own loader does, and knows no files and no options",
  },
  {
    at: 'saves.ts',
    may: ['languages/ink/official/', 'machine/', 'findings/', 'saves/', 'project.ts'],
    because: 'two versions explored one after the other, in the hands of those who compare them',
  },
  {
    at: 'reports/',
    may: [
      'text/',
      'findings/types.ts',
      'measures/types.ts',
      'measures/figures.ts',
      'measures/covertypes.ts',
      'measures/stringtypes.ts',
      'changes/types.ts',
      'saves/types.ts',
    ],
    because: 'a report says what was found; it has no way to look for more',
  },
  {
    at: 'faces/cli/',
    may: [
      'text/',
      'machine/player.ts',
      'measures/',
      'changes/',
      'project.ts',
      'readings.ts',
      'statistics.ts',
      'team.ts',
      'helper.ts',
      'certify.ts',
      'saves.ts',
      'reports/',
    ],
    packages: ['node:'],
    because: 'a face hands files to the project, shows reports and plays stories; faces never see each other',
  },
];

/** What a file imports, of types and of values, once for each mention. */
function importsOf(code: string): string[] {
  return [...code.matchAll(/\b(?:from|import)\s*\(?\s*(['"])([^'"\s]+)\1/g)].map((match) => match[2]);
}

const covers = (at: string, file: string): boolean => (at.endsWith('/') ? file.startsWith(at) : file === at);
const layerOf = (file: string): Layer | undefined => layers.find(({ at }) => covers(at, file));

/** The imports of one file that its layer doesn't allow, in words. Files are named from src/ on. */
function offences(file: string, code: string): string[] {
  const layer = layerOf(file);
  if (layer === undefined) return [`${file} belongs to no layer`];
  return importsOf(code).flatMap((wanted) => {
    if (!wanted.startsWith('.')) {
      const allowed = (layer.packages ?? []).some((name) =>
        name.endsWith(':') ? wanted.startsWith(name) : covers(`${name}/`, `${wanted}/`),
      );
      return allowed ? [] : [`${file} imports the package ${wanted}`];
    }
    const target = posix.join(dirname(file), wanted);
    if (covers(layer.at, target) || layer.may.some((at) => covers(at, target))) return [];
    return [`${file} imports ${target}, which ${layer.at} may not: ${layer.because}`];
  });
}

const src = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => relative('.', name).replaceAll(sep, '/'));
const read = (file: string): string => readFileSync(join(src, file), 'utf8');

describe('layers', () => {
  test('no file imports upward or sideways', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((file) => offences(file, read(file)))).toEqual([]);
  });

  test('the table itself only looks down', () => {
    layers.forEach(({ at, may }, row) => {
      for (const wanted of may) {
        const below = layers.slice(0, row).some((other) => covers(other.at, wanted) || covers(wanted, other.at));
        expect(below, `${at} may import ${wanted}`).toBe(true);
      }
    });
  });

  test('every layer of the table is there', () => {
    expect(layers.filter(({ at }) => !files.some((file) => covers(at, file)))).toEqual([]);
  });

  test.each([
    ['upward', 'graph/explore.ts', "import { judge } from '../findings/judge.ts';"],
    ['upward, only for a type', 'machine/print.ts', "import type { Graph } from '../graph/graph.ts';"],
    ['upward, through a list of names', 'text/place.ts', "import {\n  Op,\n} from '../program/opcodes.ts';"],
    ['upward, handed on', 'model.ts', "export * from './project.ts';"],
    ['upward, later', 'program/flow.ts', "const machine = await import('../machine/machine.ts');"],
    ['sideways', 'languages/ink/lower.ts', "import { parse } from '../yarn/parse.ts';"],
    ['between faces', 'faces/cli/play.ts', "import { panel } from '../studio/panel.ts';"],
    ['past what a report may see', 'reports/text.ts', "import { judge } from '../findings/judge.ts';"],
    ['past what a face may see', 'faces/cli/check.ts', "import { Explorer } from '../../graph/explore.ts';"],
    [
      'into the machine, where only the official engine counts',
      'certificate/verify.ts',
      "import '../machine/machine.ts';",
    ],
    ['Node', 'findings/judge.ts', "import { readFileSync } from 'node:fs';"],
    ["inkjs outside ink's folder", 'machine/machine.ts', "import { Story } from 'inkjs/engine/Story';"],
    ['a package nobody asked for', 'faces/cli/main.ts', "import 'left-pad';"],
    ['no layer at all', 'helpers.ts', ''],
  ])('an offence would be caught: %s', (_, file, code) => {
    expect(offences(file, code)).toHaveLength(1);
  });

  test.each([
    ['program/print.ts', "import { showPlace } from '../text/place.ts';\nimport { Op } from './opcodes.ts';"],
    ['languages/ink/inkjs.ts', "import 'inkjs/engine/Container';"],
    ['faces/cli/main.ts', "import { run } from './run.ts';\nimport process from 'node:process';"],
  ])('what is allowed is let through: %s', (file, code) => {
    expect(importsOf(code).length).toBeGreaterThan(0);
    expect(offences(file, code)).toEqual([]);
  });
});

test('no file is too long to read in one go', () => {
  const lengths = files.map((file) => ({ file, lines: read(file).trimEnd().split('\n').length }));
  expect(lengths.filter(({ lines }) => lines > 500)).toEqual([]);
});
