import { describe, expect, it } from 'vitest';
import { type Cases, check, describeCases } from './support/told.ts';

/** Shows the text twice. */
const twice = (text: string): string => `-> k\n=== k\n${text}\n{k < 2: -> j}\n-> END\n=== j\n-> k`;

const cases: Cases = {
  'never reached, told once, the largest unit first': {
    'a knot with all that is in it': {
      story: `The lane. -> END
=== cellar
= top
Dark.
* [Down] -> below
* [Up] Light.
- Enough. -> END
= below
{top: Seen.|Unseen.} -> END`,
      told: [
        'unreached-knot 2 “Dark.” The knot cellar is never reached (2 choices and 5 lines). Nothing diverts here.',
      ],
    },
    'stitches of a knot that is reached': {
      story: `-> house
=== house
= kitchen
You stand. -> END
= cellar
* [Down] Cold.
* [Up] Warm.
- -> END
= attic
Dust. -> END`,
      told: [
        'unreached-stitch 5 “Down” The stitch house.cellar is never reached (2 choices and 2 lines). Nothing diverts here.',
        'unreached-stitch 9 “Dust.” The stitch house.attic…',
      ],
    },
    'knots that only lead to each other': {
      story: 'Top. -> END\n=== a\nOne. -> b\n=== b\nTwo. -> a',
      told: [
        'unreached-knot 2 …The only way in, story.ink:5:8, is never reached: it stands in b.',
        'unreached-knot 4 …The only way in, story.ink:3:8, is never reached: it stands in a.',
      ],
    },
    'a knot that only leads to itself': {
      story: 'Top. -> END\n=== a\nOne. -> a',
      told: ['unreached-knot 2 …Nothing diverts here but the knot itself (story.ink:3:8).'],
    },
    'a function, but not the one that stands for a host’s': {
      story: `EXTERNAL ring(x)
{ring(1): Yes.} -> END
=== function ring(x)
~ return x > RANDOM(0, 1)
=== function unused(x)
~ return x`,
      told: ['unreached-knot 5 “” The function unused is never called. Nothing calls it.'],
    },
    'a label': {
      story: '* [Go] Gone. -> END\n* [Stay] Still here. -> END\n- (later) Rain. -> END',
      told: ['unreached-label 3 “Rain.” The label later is never reached.'],
    },
    'lines after a divert and after an end': {
      story: '-> one\n=== one\nOne.\n-> two\nNever.\n=== two\nTwo.\n-> END\nNever again.',
      told: [
        'unreached-line 5 “Never.” This line is never shown. It comes after a divert.',
        'unreached-line 9 “Never again.” …It comes after the story has already ended or gone back.',
      ],
    },
    'a fallback where a choice always remains': {
      story: '-> k\n=== k\n* [One] -> k\n+ [Wait] -> END\n* ->\n  Never needed. -> END',
      told: ['unreached-line 6 “Never needed.” This line is never shown.'],
    },
  },
  'the reason': {
    'the condition on the only way in, with the values of its variables': {
      story: `VAR gold = 1
* [Work]
  ~ gold = gold + 2
* [Sleep]
- {gold > 5: -> inn} -> END
=== inn
A bed. -> END`,
      told: [
        'always-false 5 “” {gold > 5} is never true. …gold is only ever 1, 3.',
        'unreached-knot 6 …The only way in, story.ink:5:16, is under {gold > 5}, which is never true. …gold is only ever 1, 3.',
      ],
    },
    'not x == y': {
      story: 'VAR x = 0\n* [One]\n  ~ x = 1\n* [Two]\n  ~ x = 2\n- {not x == 2: It is not two.}\n-> END',
      told: ['always-false 6 …ink reads this as (not x) == 2. Did you mean {x != 2} ? …x is only ever 0, 1, 2.'],
    },
    'a variable that changes elsewhere': {
      story: 'VAR lit = false\n{lit: Bright.|Dark.}\n* [Light the lamp]\n- ~ lit = true\n{not lit: Still dark.} -> END',
      told: [
        'always-false 2 …lit is true at some places of the story and false at others, but always the same where this is asked.',
        'always-false 5 …lit is true at some places of the story',
      ],
    },
    'with strings and lists as a writer writes them': {
      story: `LIST things = rope, lamp
VAR mood = ""
* [Smile]
  ~ mood = "glad"
  ~ things = (rope, lamp)
* [Take the lamp]
  ~ things = lamp
- {mood == "sad": Alas.} {things == (rope): A rope.} -> END`,
      told: [
        'always-false 8 …mood is only ever "", "glad".',
        'always-false 8 …things is only ever (), (rope, lamp), lamp.',
      ],
    },
    'a choice’s condition': {
      story: `-> hall
=== hall
* [Once] -> back
* {back} [Later] -> END
* {back > 1} [Never] This is lost. -> END
+ [Leave] -> END
=== back
-> hall`,
      told: ['unreached-choice 5 “Never” …{back > 1} is false in every playthrough. …1 line can never be seen.'],
    },
    'a choice that the end of the story takes back': {
      story: `VAR late = 0
-> hall
=== hall
<- window
{late == 3: The night is over. -> END}
+ [Stay]
  ~ late = late + 1
  -> hall
+ [Leave] -> END
=== window
* {late == 3} [Watch the moon] Never. -> END
- -> DONE`,
      told: [
        'unreached-choice 11 “Watch the moon” …It is put on offer, but each time the story is over later in the same turn, before a reader can see it. …1 line can never be seen.',
      ],
    },
    'a condition before it that always leads away': {
      story: 'VAR day = 1\n-> k\n=== k\nMorning.\n{day < 5:\n  -> noon\n}\nNight.\n-> END\n=== noon\nNoon.\n-> END',
      told: [
        'always-true 5 …',
        'unreached-line 8 “Night.” …Before it, in line 5, {day < 5} is always true and leads away.',
      ],
    },
  },
  'conditions with the same answer every time': {
    'on chance': {
      story: '~ temp die = RANDOM(1, 6)\n{die > 6: Seven.}\n{die >= 1: Some.}\n{die == 6: Six.}\n-> END',
      told: [
        'always-false 2 “Seven.” {die > 6} is never true',
        'always-true 3 “” {die >= 1} is true every time it is asked.',
      ],
    },
    'hide all that stands under them': {
      story: 'VAR key = false\n-> door\n=== door\n{key:\n  It opens.\n  * [In] Inside. -> END\n}\n+ [Wait] -> END',
      told: [
        'always-false 4 “It opens.” {key} is never true, so 1 choice and 2 lines can never be seen. key is false in every playthrough: nothing ever changes it.',
      ],
    },
    'as branches of one question': {
      story: `VAR x = 1
* [A]
  ~ x = 2
* [B]
- {
- x == 1: One.
- x == 2: Two.
- x == 3: Three.
- else: Four.
}
{x:
- 3: Tre.
- 1: Uno.
- 2: Due.
}
-> END`,
      told: [
        'unreached-branch 8 “Three.” This branch and the one after it are never taken (2 lines). …at the latest the one under {x == 2}.',
        'unreached-branch 12 “Tre.” {x == 3} is never true, so 1 line can never be seen.',
      ],
    },
    'and none where both answers are given': {
      story: '-> k\n=== k\n{k < 3: Early.|Late.}\n+ [Again] -> j\n+ [Stop] -> END\n=== j\n{j < 3: -> k}\n-> END',
      told: [],
    },
  },
  'parts of alternatives': {
    ...Object.fromEntries(
      ['', '&', '!'].map((kind) => [
        `{${kind}a|b|c} shown twice`,
        {
          story: twice(`{${kind}One.|Two.|Three.}`),
          told: ['unreached-branch 3 “Three.” Part 3 of this alternative never gets its turn.'],
        },
      ]),
    ),
    'any part of a shuffle may come first': { story: twice('{~One.|Two.|Three.}'), told: [] },
    'but the last one of shuffle stopping not': {
      story: 'Hello.\n{shuffle stopping:\n- One.\n- Two.\n- Three.\n}\n-> END',
      told: ['unreached-branch 2 “Three.” Part 3 …'],
    },
    'what one part hides': {
      story: twice('{One {k > 1: never} told.|Two.}'),
      told: ['always-false 3 “never” {k > 1} is never true'],
    },
  },
  'what a host does': {
    'assumed where nothing is said': {
      story: 'EXTERNAL has(x)\n{has(1): Yes.|No.}\n-> END',
      told: ['assumed-external 2 …has() returns; it was assumed to be false or true'],
    },
    'in a switch, which yes or no don’t answer': {
      story: 'EXTERNAL worth()\n{worth():\n- 2: Two.\n- else: More or less.\n}\n-> END',
      told: [
        'always-false 3 “Two.” {worth() == 2} …[proved, assuming worth() returns false or true]',
        'assumed-external 2 …',
      ],
    },
    declared: {
      story: 'EXTERNAL has(x)\n{has(1): Yes.|No.}\n-> END',
      settings: { externals: { has: [0] } },
      told: ['always-false 2 “Yes.” {has(1)} is never true…[proved]'],
    },
    'each entry starts afresh': {
      story:
        'VAR gold = 1\n-> END\n=== shop\n~ gold = 2\nHi. -> END\n=== park\n{gold == 1: As ever.|Changed.}\n+ [On] -> END',
      settings: { entries: ['shop', 'park'] },
      told: ['always-true 7 …[proved, assuming each entry starts afresh]'],
    },
    'an entry with values': {
      story: 'VAR gold = 1\nTop. -> END\n=== shop\n{gold > 3: Rich. -> END}\nPoor. -> END\n=== lost\nLost. -> END',
      settings: { entries: [{ knot: 'shop', set: { gold: [0, 4] } }] },
      told: ['unreached-knot 6 …'],
    },
  },
};

describeCases(cases);

describe('variables', () => {
  it('that nothing reads, and that nothing changes', async () => {
    const { findings } = await check(`VAR seen = false
VAR winter = true
VAR n = 0
CONST most = 3
~ n = n + 1
~ seen = true
{winter: Snow.|Sun.} -> END`);
    expect(
      findings.map(({ code, place, level, evidence, message }) => [code, place?.line, level, evidence, message]),
    ).toEqual([
      ['always-true', 7, 'warning', 'proved', '{winter} is true every time it is asked.'],
      ['never-read', 1, 'note', 'text', 'The variable seen is never read: the story sets it, and nothing asks for it.'],
      ['never-changed', 2, 'note', 'text', 'The variable winter is never changed: it stays true.'],
      ['never-read', 3, 'note', 'text', 'The variable n is never read: the story sets it, and nothing asks for it.'],
    ]);
  });
});

describe('promises', () => {
  it('are kept under what was assumed of the host', async () => {
    const source = `// promise: never coins > 1
EXTERNAL worth()
VAR coins = 0
~ coins = worth()
You have {coins}.
+ [Go] -> END`;
    const known = async (settings: object): Promise<unknown> => {
      const { promises } = await check(source, settings);
      return promises.map(({ verdict, evidence, assuming = [] }) => [verdict, evidence, ...assuming]);
    };
    expect(await known({})).toEqual([['kept', 'proved', 'worth() returns false or true']]);
    expect(await known({ externals: { worth: [0, 1] } })).toEqual([['kept', 'proved']]);
    expect(await known({ externals: { worth: [0, 2] } })).toEqual([['broken', 'found']]);
  });
});
