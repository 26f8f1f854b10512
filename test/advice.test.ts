import { describe, expect, it } from 'vitest';
import { type Adviser, adviserFor } from '../src/findings/advice.ts';
import type { Context } from '../src/findings/context.ts';
import { endStates } from '../src/findings/endings.ts';
import type { Advice, Step } from '../src/findings/types.ts';
import { Player } from '../src/machine/player.ts';
import { adviceText } from '../src/reports/advice.ts';
import { castStory } from './support/caststories.ts';
import { contextOf, explore } from './support/explore.ts';
import { Random } from './support/random.ts';
import { pairOf } from './support/routes.ts';

function contextFor(source: string): Context {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  return contextOf(explore(pair.program));
}

function adviser(context: Context, players: readonly number[], ending: string): Adviser {
  const found = adviserFor(context, players, ending);
  if ('problem' in found) throw new Error(found.message);
  return found;
}

const steps = (...choices: number[]): Step[] => choices.map((choice) => ({ choice, text: '' }));

/** Ada can go once the door is open; Ben can open it, and will once she has asked. */
const door = `# cast: ada, ben
VAR asked = false
-> room
=== room
A door.
+ [Ask him to open it. # by: ada]
    ~ asked = true
    -> ben_is_asked
+ [Sit down. # by: ada] -> stays
=== ben_is_asked
+ [He opens it. # by: ben # will: {asked}] -> open
+ [He locks it. # by: ben # will: false] -> stays
=== open
+ [Go. # by: ada] -> gone
+ [Sit down. # by: ada] -> stays
=== gone
Gone.
-> END
=== stays
Still here.
-> END`;

describe('advice', () => {
  const context = contextFor(door);
  const advise = (players: number[], ending: string, ...choices: number[]): Advice | null =>
    adviser(context, players, ending).after(steps(...choices), 0);

  it('is the choice of a strategy, with how sure it is and who could thwart it', () => {
    expect(advise([1], 'gone')).toEqual({ how: 'surely', asTheyWill: true, choice: 0, counter: null });
    expect(advise([1], 'stays')).toEqual({ how: 'surely', asTheyWill: false, choice: 1, counter: null });
    expect(advise([1], 'gone', 0, 0)).toEqual({ how: 'surely', asTheyWill: false, choice: 0, counter: null });
  });

  it('is to leave it to the others where they have the choice', () => {
    const counter = { by: 'ben', choice: 1 };
    expect(advise([1], 'gone', 0)).toEqual({ how: 'surely', asTheyWill: true, choice: null, counter });
    expect(advise([2], 'gone')).toMatchObject({ how: 'in reach', choice: null, counter: { by: 'ada', choice: 1 } });
  });

  it('says when it is too late, and nothing where the story is over', () => {
    expect(advise([2], 'stays', 0, 1)).toBe(null);
    const late = contextFor(
      door.replace('-> stays\n=== open', '-> locked\n=== locked\n+ [Wait. # by: ada] -> stays\n=== open'),
    );
    expect(adviser(late, [1], 'gone').after(steps(0, 1), 0)).toMatchObject({ how: 'out of reach', choice: null });
  });

  it('is given in words', () => {
    const offered = [
      { text: 'Pull.', number: 2 },
      { text: 'Hold on.', number: null },
    ];
    const counter = { by: 'he', choice: 1 };
    const words = (advice: Advice, exhaustive = true): string => adviceText(advice, 'gone', exhaustive, offered);
    expect(words({ how: 'surely', asTheyWill: false, choice: 0, counter: null })).toBe(
      'Advice: 2. [Pull.] Then gone comes about, whatever the others do.',
    );
    expect(words({ how: 'almost surely', asTheyWill: true, choice: null, counter })).toBe(
      'Advice: wait, and leave it to the others. Then gone comes about almost surely, as long as the others do only what they are willing to. he could keep it away: [Hold on.]',
    );
    expect(words({ how: 'in reach', asTheyWill: false, choice: 0, counter: null })).toContain('if the others help');
    const lost: Advice = { how: 'out of reach', asTheyWill: false, choice: null, counter: null };
    expect(words(lost)).toBe("gone can't happen any more.");
    expect(words(lost, false)).toBe('No way to gone was found from here.');
  });

  it('follows a reading with everything chance does in it, and keeps what it promises', () => {
    let [asked, kept] = [0, 0];
    for (let seed = 0; seed < 20; seed++) {
      const source = castStory(seed, { rounds: 4, chance: true })
        .replaceAll('Gone.\n-> END', '-> gone')
        .concat('\n== gone\nGone.\n-> END');
      const context = contextFor(source);
      if (!endStates(context).some(({ passage }) => passage === 'gone')) continue;
      const random = new Random(seed);
      const advised = adviser(context, [1, 2], 'gone');
      const player = new Player(context.program, { seed });
      const taken: Step[] = [];
      let promised = false;
      let turn = player.turn();
      for (; turn.standing === 'choice'; turn = player.turn()) {
        const advice = advised.after(taken, seed)!;
        asked++;
        expect(advice).not.toBe(null);
        if (promised) expect(advice.how).toBe('surely');
        promised = advice.how === 'surely' && !advice.asTheyWill;
        const { index } = turn.choices[advice.choice ?? random.below(turn.choices.length)];
        taken.push({ choice: index, text: turn.choices[index].text });
        player.choose(index);
      }
      if (!promised) continue;
      kept++;
      expect(turn.lines.map((line) => line.text.trim())).toContain('Gone.');
    }
    expect(asked).toBeGreaterThan(20);
    expect(kept).toBeGreaterThan(2);
  });
});
