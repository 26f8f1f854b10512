/**
 * What anyone would write first: breadth-first search that saves and restores ink's own engine at every choice, and tells states apart by
 * what is saved. `node inkjs.js STORY SECONDS` prints one line of JSON, a `Search`.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Compiler, CompilerOptions } from 'inkjs/compiler/Compiler';
import type { Story } from 'inkjs/engine/Story';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { loadProject, type Project } from '../src/project.ts';
import { watch } from './child.ts';

export interface Search {
  readonly states: number;
  readonly transitions: number;
  readonly seconds: number;
  /** The same in processor time. */
  readonly processor: number;
  readonly finished: boolean;
  /** Characters of a saved state, on average. */
  readonly characters: number;
  /** Whether the story asks for chance: then only what one seed gives was followed. */
  readonly chance: boolean;
}

class Endless extends Error {}
const maxSteps = 10_000;

/** As inkle's compiler does it unless told otherwise: only visits that somebody asks for are counted. That makes fewer states. */
function compile(path: string): Story {
  const files = {
    ResolveInkFilename: (name: string) => join(dirname(path), name),
    LoadInkFileContents: (name: string) => readFileSync(name, 'utf8'),
  };
  const source = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  return new Compiler(source, new CompilerOptions(basename(path), [], false, null, files)).Compile();
}

/** Fallbacks and the first declared values stand in for the host; errors end a playthrough; a turn without end is cut. */
function prepare(story: Story, project: Project): { play(): void } {
  story.allowExternalFunctionFallbacks = true;
  for (const [name, values] of Object.entries(project.settings.externals)) {
    story.BindExternalFunction(name, () => values[0], true);
  }
  story.onError = () => {};
  let steps = 0;
  const step = story.Step.bind(story);
  story.Step = () => {
    if (++steps > maxSteps) throw new Endless();
    step();
  };
  return {
    play: () => {
      steps = 0;
      while (story.canContinue) story.Continue();
    },
  };
}

/**
 * The saved state without what changes at every turn and means nothing: the numbers that threads were given, the order in which places
 * were first seen, and the turn, unless the story asks for it.
 */
function keyOf(saved: string, keepTurn: boolean): string {
  const names = new Map<string, number>();
  const name = (thread: string): number => {
    if (!names.has(thread)) names.set(thread, names.size);
    return names.get(thread)!;
  };
  const renamed = saved
    .replace(/"threadCounter":\d+/, '"threadCounter":0')
    .replace(/("(?:threadIndex|originalThreadIndex)":)(\d+)/g, (_, before, thread) => `${before}${name(thread)}`)
    .replace(/"(\d+)":\{"callstack"/g, (_, thread) => `"${name(thread)}":{"callstack"`);
  const state = JSON.parse(renamed) as { visitCounts: object; turnIndices: object; turnIdx: number };
  const sorted = (counts: object): object => Object.entries(counts).sort();
  const { visitCounts, turnIndices, turnIdx } = state;
  const turn = keepTurn ? turnIdx : 0;
  return JSON.stringify({
    ...state,
    visitCounts: sorted(visitCounts),
    turnIndices: sorted(turnIndices),
    turnIdx: turn,
  });
}

function search(story: Story, project: Project, bound: number): Search {
  const { play } = prepare(story, project);
  const compiled = String(story.ToJson());
  const asked = /"turns?"/.test(compiled);
  const chance = /"(?:rnd|lrnd|seq)"/.test(compiled);
  const known = new Set<string>();
  let frontier: string[] = [];
  let next: string[] = [];
  let characters = 0;
  let transitions = 0;
  const arrive = (): void => {
    story.state.ResetOutput();
    const saved = story.state.ToJson();
    const key = createHash('sha1').update(keyOf(saved, asked)).digest('base64');
    if (known.has(key)) return;
    known.add(key);
    characters += saved.length;
    if (story.currentChoices.length > 0) next.push(saved);
  };
  const attempt = (act: () => void): void => {
    try {
      act();
      play();
    } catch {
      story.state.ForceEnd();
    }
    arrive();
  };
  const { seconds, processor, isPast } = watch();
  for (const entry of project.entries) {
    story.ResetState();
    story.state.storySeed = 1;
    attempt(() => {
      for (const [variable, value] of Object.entries(entry.sets)) story.variablesState.$(variable, value);
      if (entry.path !== '') story.ChoosePathString(entry.path);
    });
  }
  while (next.length > 0) {
    frontier = next;
    next = [];
    for (const saved of frontier) {
      story.state.LoadJson(saved);
      const choices = story.currentChoices.length;
      for (let i = 0; i < choices; i++) {
        if (i > 0) story.state.LoadJson(saved);
        attempt(() => story.ChooseChoiceIndex(i));
        transitions++;
      }
      if (isPast(bound)) return result(false);
    }
  }
  return result(true);

  function result(finished: boolean): Search {
    return {
      states: known.size,
      transitions,
      seconds: seconds(),
      processor: processor(),
      finished,
      characters: characters / known.size,
      chance,
    };
  }
}

/** Seconds for which it searches beforehand: Redthread, too, is measured once Node has made machine code of what is used most. */
const warmUp = 1;

const [path, bound] = process.argv.slice(2);
const { project } = loadProject(path, nodeFiles());
if (project !== null) {
  search(compile(path), project, warmUp);
  process.stdout.write(`${JSON.stringify(search(compile(path), project, Number(bound)))}\n`);
}
