import type { Story } from 'inkjs/engine/Story';
import { nodeFiles } from '../../src/faces/cli/files.ts';
import type { InkInput } from '../../src/languages/ink/input.ts';
import { readInk } from '../../src/languages/ink/input.ts';
import { lower } from '../../src/languages/ink/lower.ts';
import { lowerInk } from '../../src/languages/ink/lowerink.ts';
import type { Program } from '../../src/program/program.ts';
import type { Files } from '../../src/text/files.ts';
import { compileInk } from './oracle.ts';

/** The same story for the official runtime and for the machine. */
export interface Pair {
  readonly story: Story;
  readonly program: Program;
}

/** A pair, or why there is none. */
export type Read = Pair | { readonly refused: string };

/**
 * How the machine comes by a story: lowered from the very objects that the official runtime plays; read from the source by our own reader;
 * or loaded from compiled JSON.
 */
export type Route = 'shared' | 'read' | 'json';
export const routes: readonly Route[] = ['shared', 'read', 'json'];

export function pairOf(source: string, route: Route): Read {
  if (route === 'json') return jsonPairOf(source);
  const { story, errors } = compileInk(source);
  if (story === null) return { refused: `the official compiler: ${errors[0]}` };
  if (route === 'shared') return { story, program: lower(story, 'story.ink', []) };
  return programFor(story, readInk('story.ink', oneFile('story.ink', source)));
}

/** The same by way of compiled JSON. */
export function jsonPairOf(source: string, files: Record<string, string> = {}): Read {
  const { story, errors } = compileInk(source, files);
  return story === null ? { refused: `the official compiler: ${errors[0]}` } : compiledPair(story);
}

/** A story from disk, INCLUDEs and all. */
export function pairFromFile(path: string): Read {
  const files = nodeFiles();
  if (path.endsWith('.json')) return jsonPair(path, files);
  const read = readInk(path, files);
  const sources = Object.fromEntries(read.sources.map((source) => [source.name, source.text]));
  const { story, errors } = compileInk(read.sources[0]?.text ?? '', sources, read.sources[0]?.name);
  return story === null ? { refused: `the official compiler: ${errors[0]}` } : programFor(story, read);
}

function compiledPair(story: Story): Read {
  return jsonPair('story.ink.json', oneFile('story.ink.json', String(story.ToJson())));
}

/** Compiled JSON, loaded twice: the official loader damages numbers on some versions of Node, so both sides use ours. */
function jsonPair(path: string, files: Files): Read {
  const official = readInk(path, files);
  return official.story === null ? refusal(official) : programFor(official.story, readInk(path, files));
}

function programFor(story: Story, read: InkInput): Read {
  if (read.story === null) return refusal(read);
  const { program, diagnostics } = lowerInk(read.story, 'story.ink', read.sources);
  return program === null ? { refused: diagnostics[0].message } : { story, program };
}

function refusal({ diagnostics }: InkInput): Read {
  const error = diagnostics.find(({ level }) => level === 'error');
  return { refused: `our reader: ${error?.code} ${error?.message}` };
}

function oneFile(name: string, text: string): Files {
  const bytes = new TextEncoder().encode(text);
  return { read: (path) => (path === name ? bytes : null), list: () => [name] };
}
