import { readFileSync } from 'node:fs';
import type { Story } from 'inkjs/engine/Story';
import { describe, expect, test } from 'vitest';
import type { Lifetime, WhyNot } from '../src/findings/types.ts';
import { whyNot } from '../src/findings/whynot.ts';
import { contextOf, explore } from './support/explore.ts';
import { checkAt } from './support/golden.ts';
import { compileInk } from './support/oracle.ts';
import { Random } from './support/random.ts';
import { pairFromFile } from './support/routes.ts';

/** What the stories with casts are there to show. They are watched in the official runtime, which knows nothing of casts. */

interface Watched {
  readonly text: string;
  /** Whether somebody has something to choose. */
  readonly goesOn: boolean;
  /** Everyone whose tags said that a choice is theirs; "nobody" for a choice without. */
  readonly who: ReadonlySet<string>;
}

const tagged = (tags: readonly string[] | null, key: string): string | undefined =>
  tags?.find((tag) => tag.startsWith(`${key}: `))?.slice(key.length + 2);

/** Plays until the story is over, or until nobody is willing to go on. */
function watch(story: Story, random: Random, asTheyWill: boolean): Watched {
  story.ResetState();
  let text = '';
  const who = new Set<string>();
  for (;;) {
    text += story.ContinueMaximally();
    const offered = story.currentChoices;
    for (const { tags } of offered) who.add(tagged(tags, 'by') ?? 'nobody');
    const choices = asTheyWill ? offered.filter(({ tags }) => tagged(tags, 'will') !== 'false') : offered;
    if (choices.length === 0) return { text, goesOn: offered.length > 0, who };
    const { index, text: chosen } = random.pick(choices);
    text += `> ${chosen}\n`;
    story.ChooseChoiceIndex(index);
  }
}

const storyOf = (name: string): Story => compileInk(readFileSync(`stories/${name}/story.ink`, 'utf8')).story!;

describe.each([
  ['held', ['ikram', 'he'], 'the timer of the light.', [['ikram', 'he']]],
  [
    'pier',
    ['bodil', 'casimir', 'noor'],
    "There's a heron on Casimir's.",
    [
      ['bodil', 'noor'],
      ['casimir', 'noor'],
    ],
  ],
  ['hare', ['nell', 'bram', 'suki', 'guard'], 'Nobody\'s asking for for ever," said Nell.', [['suki', 'guard']]],
] as const)('%s', (name, cast, last, cycles) => {
  test('every choice is made by somebody of the cast', () => {
    const story = storyOf(name);
    const random = new Random(1);
    const who = new Set<string>();
    for (let run = 0; run < 100; run++) for (const each of watch(story, random, false).who) who.add(each);
    expect([...who].sort()).toEqual([...cast].sort());
  });

  test('watched, they come to a stop, always with the same words', () => {
    const story = storyOf(name);
    const random = new Random(2);
    for (let run = 0; run < 60; run++) {
      const { text, goesOn } = watch(story, random, true);
      expect(goesOn).toBe(true);
      expect(text.trimEnd().split('\n').at(-1)).toContain(last);
    }
  });

  test('no line is empty, whatever is chosen', () => {
    const story = storyOf(name);
    const random = new Random(3);
    for (let run = 0; run < 200; run++)
      expect(watch(story, random, false).text.trimEnd().split('\n')).not.toContain('');
  });

  test('what its promises quote can be read in it', () => {
    const [ink, promises] = ['ink', 'promises'].map((kind) => readFileSync(`stories/${name}/story.${kind}`, 'utf8'));
    const quoted = [...promises.matchAll(/(?:said|offered)\("(.*?)"\)/g)].map(([, words]) => words);
    expect(quoted.length).toBeGreaterThan(0);
    for (const words of quoted) expect(ink).toContain(words);
  });

  test('it keeps what it promises', async () => {
    const { promises } = (await checkAt(`stories/${name}/story.ink`)).analysis!;
    expect(promises.length).toBeGreaterThan(8);
    expect(promises.filter(({ verdict }) => verdict !== 'kept')).toEqual([]);
  });

  test('the check names the standoff and who waits for whom; each of them could end it by one move', async () => {
    const { analysis } = await checkAt(`stories/${name}/story.ink`);
    const { endingsAsTheyWill, standoffs } = analysis!.cast!;
    expect(endingsAsTheyWill).toEqual([]);
    expect(standoffs).toHaveLength(1);
    const [standoff] = standoffs;
    expect(standoff).toMatchObject({ kind: 'standoff', asTheyWill: true, cycles, allWaysOut: true });
    const alone = standoff.waysOut.filter(({ moves }) => moves.length === 1).map(({ moves }) => moves[0].by);
    expect([...new Set(alone)].sort()).toEqual([...cast].sort());
  });
});

test('held has every lifetime that it should; he could always have asked her to stay, and she can make nothing happen', async () => {
  const { analysis } = await checkAt('stories/held/story.ink');
  expect(analysis!.endings.map(({ passage }) => passage).sort()).toEqual([
    'both_hands_open',
    'both_let_go',
    'he_asks_her_to_stay',
    'he_lets_go_first',
    'nobody_moves',
    'she_keeps_her_word',
    'she_pulls_free',
  ]);
  const alone = analysis!.force!.flatMap(({ passage, coalitions }) =>
    coalitions.filter(({ who }) => who.length === 1).map(({ who }) => [who[0], passage]),
  );
  expect(alone).toEqual([['he', 'he_asks_her_to_stay']]);
});

describe('it never happened, but it could have', () => {
  const pair = pairFromFile('stories/held/story.ink');
  if ('refused' in pair) throw new Error(pair.refused);
  const context = contextOf(explore(pair.program));
  const ask = (ending: string): WhyNot => {
    const answer = whyNot(context, ending, null);
    if ('problem' in answer) throw new Error(answer.message);
    return answer;
  };
  const texts = ({ moments }: Lifetime): string[] =>
    moments.map(({ step, changed }) => (changed ? '≠ ' : '') + ('text' in step ? step.text : ''));

  test.each([
    ['he_asks_her_to_stay', 'He pulls me back.'],
    ['he_lets_go_first', 'He lets go.'],
    ['she_keeps_her_word', 'He loosens his grip.'],
    ['she_pulls_free', 'Pull as if I meant it.'],
    ['nobody_moves', 'Stand there.'],
  ])('%s was one choice away at the very end', (ending, choice) => {
    const { happened, instead, shared } = ask(ending);
    expect(shared).toBe(happened.moments.length);
    expect(texts(instead!).filter((text) => text.startsWith('≠'))).toEqual([`≠ ${choice}`]);
  });

  test('but when she asks for less than letting go, it is too late for both to let go', () => {
    const { happened, closedBy } = ask('both_let_go');
    expect(texts(happened)[closedBy!]).toBe('"Only loosen it."');
  });
});
