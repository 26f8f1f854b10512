import { Compiler, CompilerOptions } from 'inkjs/compiler/Compiler';
import type { Story } from 'inkjs/engine/Story';
import { describe, expect, it } from 'vitest';
import { loadProject, type Project } from '../src/project.ts';
import { Confirming } from '../src/saves/confirm.ts';
import type { SaveFinding, SavesReport } from '../src/saves/types.ts';
import { compareSaves, officialOf, surveySaves } from '../src/saves.ts';
import type { Files } from '../src/text/files.ts';
import { generateStory } from './support/generate.ts';
import { edits } from './support/saveedits.ts';

function filesOf(text: string): Files {
  const bytes = new TextEncoder().encode(text);
  return {
    read: (path) => (path === 'story.ink' ? bytes : null),
    list: (path) => (path === '.' ? ['story.ink'] : null),
  };
}

function projectOf(text: string): Project {
  const { project, diagnostics } = loadProject('story.ink', filesOf(text));
  if (project === null) throw new Error(diagnostics.map(({ message }) => message).join());
  return project;
}

const clock = (): number => performance.now() / 1000;
const compare = (before: string, after: string): Promise<SavesReport> =>
  compareSaves(projectOf(before), projectOf(after), { clock });
const codesOf = ({ findings }: SavesReport): string[] => [...new Set(findings.map(({ code }) => code))].sort();

/** The story in ink's own engine, as a game has it; what it complains of is collected. */
function gameOf(source: string): { readonly story: Story; readonly said: string[] } {
  const story = new Compiler(source, new CompilerOptions(null, [], true)).Compile();
  const said: string[] = [];
  story.onError = (message) => said.push(message);
  return { story, said };
}

const offersOf = (story: Story): string[] => story.currentChoices.map(({ text }) => text);

function read(story: Story): string[] {
  const lines: string[] = [];
  while (story.canContinue) lines.push((story.Continue() ?? '').trimEnd());
  return lines.filter((line) => line !== '');
}

/** Loads the save of a finding as a game would, and does what the finding says. */
function replay(source: string, { save, then }: SaveFinding): void {
  const { story, said } = gameOf(source);
  if (then.fault !== null) {
    expect(() => story.state.LoadJson(save!)).toThrow(then.fault);
    return;
  }
  story.state.LoadJson(save!);
  expect(offersOf(story)).toEqual(then.offers);
  let lines: string[] = [];
  for (const step of then.steps) {
    if (!('choice' in step)) throw new Error('chance');
    expect(offersOf(story)[step.choice]).toBe(step.text);
    if (then.stop === 'ink throws an exception' && step === then.steps.at(-1)) {
      expect(() => story.ChooseChoiceIndex(step.choice)).toThrow();
      return;
    }
    story.ChooseChoiceIndex(step.choice);
    lines = read(story);
  }
  expect(lines).toEqual(then.lines);
  expect(then.steps.length === 0 ? [] : offersOf(story)).toEqual(then.choices);
  const message = /error: (.*)$/.exec(then.stop ?? '')?.[1];
  if (message !== undefined) expect(said.join('\n')).toContain(message);
}

/** Every save that a reader can make within a few choices, found by playing alone. */
function allSaves(source: string, most = 40): string[] {
  const { story } = gameOf(source);
  const saves = new Map<string, string>();
  const keep = (): void => {
    read(story);
    if (story.currentChoices.length === 0) return;
    const json = story.state.ToJson();
    const key = json.replace(/"(?:turnIdx|storySeed|previousRandom|threadCounter)":-?\d+/g, '');
    if (!saves.has(key)) saves.set(key, json);
  };
  keep();
  for (const json of saves.values()) {
    if (saves.size > most) break;
    story.state.LoadJson(json);
    const { length } = story.currentChoices;
    for (let i = 0; i < length; i++) {
      story.state.LoadJson(json);
      story.ChooseChoiceIndex(i);
      keep();
    }
  }
  return [...saves.values()];
}

/** What a game meets at once that loads these saves. */
function met(source: string, saves: readonly string[]): Set<string> {
  const found = new Set<string>();
  const { story } = gameOf(source);
  const warned = (): number => (story.state.currentWarnings ?? []).length;
  for (const json of saves) {
    story.ResetState();
    try {
      story.state.LoadJson(json);
    } catch {
      found.add('save-unloadable');
      continue;
    }
    if (warned() > 0) found.add('load-warns');
    const { length } = story.currentChoices;
    for (let i = 0; i < length; i++) {
      story.ResetState();
      story.state.LoadJson(json);
      const before = warned();
      try {
        story.ChooseChoiceIndex(i);
        if (warned() > before) found.add('choice-nearest');
      } catch {
        found.add('choice-gone');
      }
    }
  }
  return found;
}

const atOnce = ['choice-gone', 'choice-nearest', 'load-warns', 'save-unloadable'];

/** Whether some way of going on from a save comes to an end without an error, as far as a few hundred states tell. */
function canEnd(source: string, save: string): boolean {
  const { story, said } = gameOf(source);
  const seen = new Set([save]);
  for (const json of seen) {
    story.ResetState();
    story.state.LoadJson(json);
    const { length } = story.currentChoices;
    for (let i = 0; i < length && seen.size < 300; i++) {
      story.ResetState();
      story.state.LoadJson(json);
      said.length = 0;
      story.ChooseChoiceIndex(i);
      read(story);
      if (story.currentChoices.length > 0) seen.add(story.state.ToJson());
      else if (!said.some((message) => message.includes('ERROR'))) return true;
    }
  }
  return false;
}

describe('what an edit does to saves', () => {
  it('is told of at least thirty kinds of edits', () => {
    expect(new Set(edits.map(({ edit }) => edit)).size).toBe(edits.length);
    expect(edits.length).toBeGreaterThanOrEqual(30);
  });

  it.each(edits)('$edit', async ({ before, after, codes }) => {
    const report = await compare(before, after);
    expect(codesOf(report)).toEqual(codes);
    expect(report.stoppedBefore).toBeNull();
    expect(report.stoppedAfter).toBeNull();
    expect(report.broken === 0).toBe(report.findings.every(({ level }) => level === 'note'));
    expect(report.clean).toBeLessThanOrEqual(report.saves - report.broken);
    expect(report.clean + report.broken + report.unfollowed).toBeGreaterThanOrEqual(report.saves);
    // ink's own engine, all by itself
    expect(report.confirmed.difference).toBeNull();
    expect(report.confirmed.saves).toBe(report.saves);
    for (const finding of report.findings) {
      replay(after, finding);
      if (finding.code === 'save-locked') expect(canEnd(after, finding.save!)).toBe(false);
    }
    const saves = allSaves(before);
    expect(saves.length).toBeGreaterThan(0);
    const found = met(after, saves);
    expect(atOnce.filter((code) => found.has(code))).toEqual(atOnce.filter((code) => codes.includes(code)));
  });
});

const editNamed = (name: string) => {
  const found = edits.find(({ edit }) => edit === name);
  if (found === undefined) throw new Error(name);
  return found;
};

describe('the comparison with ink’s own engine', () => {
  const { before, after } = editNamed('a choice is inserted before others');

  it('finds no difference where there is none', async () => {
    const project = projectOf(after);
    const survey = await surveySaves(projectOf(before), project, { clock });
    const confirming = new Confirming(survey, officialOf(project));
    for (let c = 0; c < survey.classes.length; c++) expect(confirming.check(c)).toBe(true);
  });

  it.each([
    ['a save that is taken for another', 1],
    ['a save that is taken for a new reading', 2],
  ])('finds %s', async (_, by) => {
    const project = projectOf(after);
    const survey = await surveySaves(projectOf(before), project, { clock });
    const wrong = survey.classes.map((each, c, all) => ({
      ...each,
      start: by === 2 ? 0 : all[(c + 1) % all.length].start,
    }));
    const confirming = new Confirming({ ...survey, classes: wrong }, officialOf(project));
    expect(wrong.every((_, c) => confirming.check(c))).toBe(false);
    expect(confirming.result.difference).not.toBeNull();
  });

  it('finds values that were not carried over', async () => {
    const project = projectOf(after);
    const survey = await surveySaves(projectOf(before), project, { clock });
    const { bridge } = survey;
    const forgetful = {
      ...survey,
      bridge: Object.assign(Object.create(bridge) as typeof bridge, {
        arrive: (...given: Parameters<typeof bridge.arrive>) => {
          const arrival = bridge.arrive(...given);
          survey.after.context.model.machine.slots.fill(0);
          return arrival;
        },
      }),
    };
    const confirming = new Confirming(forgetful, officialOf(project));
    expect(survey.classes.every((_, c) => confirming.check(c))).toBe(false);
  });
});

/** Lines of a story changed by chance: left out, put in, swapped, doubled, names changed. */
function changed(source: string, seed: number): string {
  const lines = source.split('\n');
  let state = seed * 2654435761;
  const below = (n: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % n;
  };
  const renamed = (pattern: RegExp): void => {
    const names = lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
    if (names.length === 0) return;
    const name = new RegExp(`\\b${names[below(names.length)]}\\b`, 'g');
    lines.forEach((line, i) => {
      lines[i] = line.replace(name, '$&_anew');
    });
  };
  for (let edits = 1 + below(3); edits > 0; edits--) {
    const [at, other] = [below(lines.length), below(lines.length)];
    const kind = below(7);
    if (kind === 0) lines.splice(at, 1);
    else if (kind === 1) lines.splice(at, 0, 'A new line.');
    else if (kind === 2) lines.splice(at, 0, '* [A new choice] Indeed.');
    else if (kind === 3) [lines[at], lines[other]] = [lines[other], lines[at]];
    else if (kind === 4) lines.splice(at, 0, lines[other]);
    else if (kind === 5) renamed(/^=+ *(\w+)/);
    else renamed(/^ *VAR +(\w+)/);
  }
  return lines.join('\n');
}

describe('generated stories, edited by chance', () => {
  it('are loaded as ink’s own engine loads them', { timeout: 120_000 }, async () => {
    let saves = 0;
    for (let seed = 0; seed < 10; seed++) {
      const { source } = generateStory(seed, { size: 1 });
      const [before, after] = [source, changed(source, seed)].map(
        (text) => loadProject('story.ink', filesOf(text)).project,
      );
      if (before === null || after === null) continue;
      const survey = await surveySaves(before, after, { clock, maxStates: 100 });
      const confirming = new Confirming(survey, officialOf(after));
      for (let c = 0; c < survey.classes.length && c < 20; c++) confirming.check(c);
      expect({ seed, difference: confirming.result.difference }).toEqual({ seed, difference: null });
      saves += confirming.result.saves;
    }
    expect(saves).toBeGreaterThan(40);
  });
});

const textsOf = (report: SavesReport, code: string): string[] | undefined =>
  report.findings
    .find((finding) => finding.code === code)
    ?.playthrough?.map((step) => ('text' in step ? step.text : ''));

describe('what the old version must keep', () => {
  it('is what the new one asks for', async () => {
    // once inside, nothing of the old version asks for the bell again
    const before = `VAR bell = 0
-> house
=== house
A house.
+ {bell < 3} [Ring]
  ~ bell = bell + 1
  -> house
+ [In]
  -> hall
=== hall
A hall.
+ [On]
  -> cellar
=== cellar
A cellar.
+ [Out]
  -> END
`;
    const report = await compare(
      before,
      before.replace('+ [Out]', '+ {bell != 2} [Out]').concat('+ [Wait]\n  -> cellar\n'),
    );
    expect(codesOf(report)).toEqual(['save-locked']);
    expect(textsOf(report, 'save-locked')).toEqual(['Ring', 'Ring', 'In']);
    expect(report.findings[0].saves).toBe(1);
  });

  it('is how often, as finely as the new one counts', async () => {
    const before = `-> yard
=== yard
A yard.
+ {yard < 2} [Round]
  -> lane
+ {yard > 1} [Round again]
  -> lane
+ [Home]
  -> home
=== lane
A lane.
-> yard
=== home
Home.
+ [Sleep]
  -> bed
=== bed
A bed.
+ [Wake]
  -> END
`;
    const report = await compare(
      before,
      before.replace('+ [Wake]', '+ {yard != 5} [Wake]').concat('+ [Turn]\n  -> bed\n'),
    );
    expect(codesOf(report)).toEqual(['save-locked']);
    expect(textsOf(report, 'save-locked')).toEqual(['Round', ...new Array(3).fill('Round again'), 'Home']);
  });

  it('is what the new one only shows', async () => {
    const before = `VAR name = "Ada"
-> gate
=== gate
Who is there?
* [Ben]
  ~ name = "Ben"
  -> gate
+ [In]
  -> END
`;
    const after = before.replaceAll('name', 'who').replace('  -> END', '  Come in, {who}.\n  -> END');
    const report = await compare(before.replace('  -> END', '  Come in, {name}.\n  -> END'), after);
    expect(codesOf(report)).toEqual(['variable-lost']);
    expect(textsOf(report, 'variable-lost')).toEqual(['Ben']);
  });
});

describe('a compiled story', () => {
  it('may not have counted what is asked for now', async () => {
    const { before, after } = editNamed('a choice asks how often a knot was visited');
    const compiled = String(new Compiler(before, new CompilerOptions(null, [], false)).Compile().ToJson());
    const bytes = new TextEncoder().encode(compiled);
    const { project } = loadProject('story.ink.json', {
      read: (path) => (path === 'story.ink.json' ? bytes : null),
      list: (path) => (path === '.' ? ['story.ink.json'] : null),
    });
    const report = await compareSaves(project!, projectOf(after), { clock });
    expect(codesOf(report)).toEqual(['count-moved']);
    expect(report.confirmed.difference).toBeNull();
  });
});

describe('what was not finished', () => {
  const counting = `VAR n = 0
-> on
=== on
On.
+ [On]
  ~ n = n + 1
  -> on
+ {n == 1000000} [Out]
  -> END
+ [Stop]
  -> END
`;

  it('is told, and nothing more is claimed than was seen', async () => {
    const [before, after] = [counting, counting.replace('On.', 'Onward.')].map(projectOf);
    const report = await compareSaves(before, after, { clock, maxStates: 50 });
    expect(report.stoppedBefore?.kind).toBe('states');
    expect(report.saves).toBeLessThan(60);
    expect(report.findings).toEqual([]);
  });

  it('ends when it is told to', async () => {
    const [before, after] = [projectOf(counting), projectOf(counting)];
    const report = await compareSaves(before, after, { clock, signal: { aborted: true } });
    expect(report.stoppedBefore?.kind).toBe('interrupted');
    expect(report.stoppedAfter?.kind).toBe('interrupted');
  });
});
