import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Compiler, CompilerOptions } from 'inkjs/compiler/Compiler';
import { afterAll, describe, expect, test } from 'vitest';
import { folder, ROOT, redthread, story } from './support/commandline.ts';
import { TestRepository } from './support/gitstory.ts';

const OLD = `VAR gold = 0
-> quay
=== quay
The quay.
* [Take the lamp]
  ~ gold = gold + 2
  -> quay
+ [Leave]
  -> boat
=== boat
The boat.
+ {gold > 1} [Pay]
  Paid.
  -> END
+ [Swim]
  Splash.
  -> END
`;
const NEW = OLD.replace('+ [Leave]', '* [Look around]\n  Gulls.\n  -> quay\n+ [Leave]').replaceAll('boat', 'ship');

const old = story('saves-old.ink', OLD);
const now = story('saves-new.ink', NEW);
const broken = story('saves-broken.ink', '-> nowhere\n');

const repository = new TestRepository();
afterAll(() => repository.remove());
repository.write('quay.ink', OLD);
const path = repository.write('main.ink', 'INCLUDE quay.ink\n');
repository.commit('A quay');
repository.write('quay.ink', NEW);

/** The save of a game that has done this. */
function saveOf(source: string, ...choices: number[]): string {
  const game = new Compiler(source, new CompilerOptions(null, [], true)).Compile();
  game.ContinueMaximally();
  for (const choice of choices) {
    game.ChooseChoiceIndex(choice);
    game.ContinueMaximally();
  }
  return game.state.ToJson();
}

describe('redthread saves', () => {
  test('says what does not survive, and with which save that can be seen', () => {
    const { code, out, err } = redthread(['saves', old, now, '--write', 'lost']);
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/^saves-old\.ink → saves-new\.ink\n\n {2}4 of 4 kinds of saves do not survive whole\./);
    expect(out).toContain("Confirmed by ink's own engine: 4 saves loaded");
    expect(out).toContain('✗ save can’t be loaded   saves-old.ink:10:1 → saves-new.ink:13:1   2 kinds of saves');
    expect(out).toContain('✗ choice leads to other content   saves-old.ink:8:1');
    expect(out).toContain('It is in lost');
    const written = readdirSync(join(folder, 'lost')).sort();
    expect(written).toContain('02-choice-elsewhere.json');
    // a game can load what was written
    const game = new Compiler(NEW, new CompilerOptions(null, [], true)).Compile();
    game.state.LoadJson(readFileSync(join(folder, 'lost', '02-choice-elsewhere.json'), 'utf8'));
    expect(game.currentChoices.map(({ text }) => text)).toContain('Leave');
  });

  test('says so where all survive', () => {
    const { code, out } = redthread(['saves', old, old]);
    expect(code).toBe(0);
    expect(out).toContain('Every save survives.\n  4 kinds of saves, all that readers of the old version can have');
  });

  test('says where not all was followed, and takes that seriously if asked to', () => {
    const few = redthread(['saves', old, old, '--max-states', '2']);
    expect(few.out).toContain('Nothing is wrong with the saves so far.');
    expect(few.out).toContain('The old version was not explored to its end: stopped at 2 states (--max-states).');
    expect(few.code).toBe(0);
    expect(redthread(['saves', old, old, '--max-states', '2', '--strict']).code).toBe(1);
  });

  test('writes JSON that keeps its contract', () => {
    const ajv = new Ajv2020({ allowUnionTypes: true });
    const read = (name: string) => JSON.parse(readFileSync(join(ROOT, 'docs', name), 'utf8'));
    ajv.addSchema(read('analysis.schema.json'), 'analysis.schema.json');
    const valid = ajv.compile(read('saves.schema.json'));
    const save = story('schema-save.json', saveOf(OLD, 1));
    for (const args of [
      [old, now],
      [old, now, '--save', save],
      [now, '--save', save],
      [old, broken],
      [old, old, '--max-states', '1'],
    ]) {
      valid(JSON.parse(redthread(['saves', ...args, '--format', 'json']).out));
      expect(valid.errors).toBeNull();
    }
  });

  test('every code stands in the papers and has a title', async () => {
    const { SAVE_TITLES } = await import('../src/reports/saves.ts');
    const schema = JSON.parse(readFileSync(join(ROOT, 'docs/saves.schema.json'), 'utf8'));
    const codes: string[] = schema.$defs.finding.properties.code.enum;
    const paper = readFileSync(join(ROOT, 'docs/saves.md'), 'utf8');
    const headed = [...paper.matchAll(/^### (.*)$/gm)].flatMap(([, heading]) => heading.split(', '));
    expect(headed.sort()).toEqual([...codes].sort());
    expect(Object.keys(SAVE_TITLES).sort()).toEqual([...codes].sort());
  });

  test('takes a revision, with the files that the story includes', () => {
    const { code, out } = redthread(['saves', path, '--git', 'HEAD']);
    expect(code).toBe(1);
    expect(out).toContain(`${path} at HEAD → ${path}\n`);
    expect(out).toMatch(/because\s+there is no knot boat any more/);
    expect(redthread(['saves', path, '--git', 'HEAD..HEAD']).code).toBe(0);
  });

  test('says what is wrong with the versions', () => {
    const cases: [string[], RegExp][] = [
      [[old, broken], /There is no knot, stitch or label called 'nowhere'.*saves-broken\.ink could not be read/s],
      [[broken, old], /saves-broken\.ink could not be read/],
      [[old, 'saves-newer.ink'], /There is no file saves-newer\.ink.*saves-newer\.ink could not be read/s],
      [[old], /which new\?\nredthread saves OLD NEW/],
      [[path, '--git', 'v9'], /this repository knows no revision v9/],
      [[old, '--git', 'main'], /lies in no git repository/],
      [[old, now, '--promises', 'x'], /redthread saves has no option --promises/],
      [[old, now, '--format', 'xml'], /this has to be text or json/],
      [[old, now, '--write', join(old, 'x')], /nothing can be written there/],
    ];
    for (const [args, complaint] of cases) {
      const { code, err } = redthread(['saves', ...args]);
      expect(err).toMatch(complaint);
      expect(code).toBe(2);
    }
  });
});

describe('redthread saves --save', () => {
  test('judges one save', () => {
    const save = story('quay.json', saveOf(OLD));
    const alone = redthread(['saves', now, '--save', save]);
    expect(alone.out).toMatch(/^saves-new\.ink\n\n {2}This save survives: it loads, and an ending can be reached\./);
    expect(alone.out).toContain('After [Leave] it says “Gulls. The quay.”');
    expect(alone.code).toBe(0);
    const both = redthread(['saves', old, now, '--save', save]);
    expect(both.out).toContain('A reader who stands before [Leave] gets other content than it says.');
    expect(both.code).toBe(1);
  });

  test('says what it has lost', () => {
    const gone = redthread(['saves', now, '--save', story('boat.json', saveOf(OLD, 1))]);
    expect(gone.out).toContain('This save can’t be loaded.');
    expect(gone.code).toBe(1);
    const poor = story('poor.ink', OLD.replaceAll('gold', 'coins'));
    const lost = redthread(['saves', poor, '--save', story('rich.json', saveOf(OLD, 0, 0))]);
    expect(lost.out).toContain('What the variable gold holds is lost');
    const closed = story('closed.ink', OLD.replace('  Splash.\n  -> END', '  -> boat').replace('gold > 1', 'gold > 9'));
    const locked = redthread(['saves', closed, '--save', story('shore.json', saveOf(OLD, 1))]);
    expect(locked.out).toContain('✗ soft-lock after loading');
  });

  test('says what it can’t tell of a save', () => {
    const game = new Compiler(OLD, new CompilerOptions(null, [], true)).Compile();
    const middle = story('middle.json', game.state.ToJson());
    expect(redthread(['saves', old, '--save', middle]).out).toMatch(
      /This save loads\..*in the\s+middle\s+of\s+a\s+turn/s,
    );
    game.ContinueMaximally();
    game.SwitchFlow('aside');
    game.SwitchToDefaultFlow();
    const flows = redthread(['saves', old, '--save', story('flows.json', game.state.ToJson())]);
    expect(flows.out).toMatch(/This save loads\..*has\s+several\s+flows/s);
    expect(redthread(['saves', old, '--save', 'flows.json', '--strict']).code).toBe(1);
    const over = redthread(['saves', old, '--save', story('over.json', saveOf(OLD, 1, 0))]);
    expect(over.out).toContain('This save loads; the story is over there.');
  });

  test('refuses what is no save', () => {
    const cases: [string, RegExp][] = [
      ['', /this is not JSON/],
      ['[]', /this is JSON, but no save\./],
      ['{"gold": 3}', /no save: it has no inkSaveVersion/],
      ['{"inkVersion": 21, "root": []}', /this is a compiled story, not a save/],
      ['{"inkSaveVersion": 10}', /this save is damaged: it has no variables/],
      ['{"inkSaveVersion": 10, "variablesState": {}}', /this save is damaged, or too old/],
      ['{"inkSaveVersion": 3, "variablesState": {}}', /too old.*minimum is 8/],
    ];
    for (const [text, complaint] of cases) {
      const { code, err } = redthread(['saves', old, '--save', story('no.json', text)]);
      expect(err).toMatch(complaint);
      expect(code).toBe(2);
    }
    expect(redthread(['saves', old, '--save', 'nothing.json']).err).toContain('there is no such file');
  });
});
