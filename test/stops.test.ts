import { type Cases, describeCases } from './support/told.ts';

const cases: Cases = {
  'where no ending can be reached any more': {
    'two choices into one trap': {
      story:
        '-> a\n=== a\n* [North] -> trap\n* [South] -> trap\n* [Home] -> END\n=== trap\n+ [Cry] -> trap\n+ [Laugh] -> trap',
      told: ['soft-lock 3 “North” …for ever. Other choices lead there too: story.ink:4. → North'],
    },
    'two traps': {
      story: `-> a
=== a
* [North] -> trap
* [South] -> mire
* [Home] -> END
=== trap
+ [Cry] -> trap
+ [Laugh] -> trap
=== mire
+ [Sink] -> mire
+ [Swim] -> mire`,
      told: ['soft-lock 3 “North” … → North', 'soft-lock 4 “South” … → South'],
    },
    'one trap, whatever is remembered in it': {
      story: `VAR coat = false
-> hub
=== hub
* [Take the coat]
  ~ coat = true
  -> hub
+ [Fall] -> pit
+ [Home] -> END
=== pit
+ [Cry] {coat: Warm.|Cold.} -> pit
+ [Sing] -> pit`,
      told: ['soft-lock 7 “Fall” … → Fall'],
    },
    'not where the dead end after one more choice tells it': {
      story: '-> k\n=== k\n* [Left]\n  * * [On]\n      Thorns.\n* [Home] -> END',
      told: ['dead-end 5 “Thorns.” … → Left, On'],
    },
    'but where two more choices follow': {
      story: '-> k\n=== k\n* [Left]\n  * * [On]\n    * * * [On and on]\n          Thorns.\n* [Home] -> END',
      told: [
        'soft-lock 3 “Left” …for up to 2 more choices before it stops. → Left',
        'dead-end 6 … → Left, On, On and on',
      ],
    },
    'only one way round': {
      story: '* [Home] -> END\n* [Maze] -> maze\n=== maze\nHedges.\n+ [On] -> maze',
      told: ['forced-loop 2 “Maze” …there is only one way on each time… → Maze'],
    },
    'no ending at all': {
      story: '-> a\n=== a\n+ [Left] -> a\n+ [Right] -> a',
      told: ['no-ending - “” However this story is played, it never comes to an end'],
    },
    'none where a way out remains, however long': {
      story: 'VAR n = 0\n-> a\n=== a\n~ n = n + 1\n+ [Round] -> a\n+ {n > 20} [Out] -> END',
      told: [],
    },
  },
  'what was asked where the story ran out': {
    'by the cases of a conditional with a gap': {
      story: `VAR x = 0.0
* [Half]
  ~ x = 0.5
* [Whole]
  ~ x = 1.0
* [None]
- -> weigh
=== weigh
{
- x <= 0: -> light
- x >= 1: -> END
}
=== light
Light. -> END`,
      told: ['dead-end 9 …Just before, the story asks {x <= 0} and {x >= 1}: x is 0.5 then. → Half [found]'],
    },
    'but not where an else branch was there': {
      story: 'VAR x = 0\nHm. -> k\n=== k\n{\n- x > 5: -> END\n- else: No.\n}',
      told: [
        'dead-end 4 “No.” The story runs out: there is nothing to choose, and no -> END. →  [found]',
        'always-false 5 …',
      ],
    },
    'by a switch': {
      story: 'VAR x = 3\nHm. -> k\n=== k\n{x:\n- 1: -> END\n- 2: -> END\n}',
      told: [
        'dead-end … the story asks {x == 1} and {x == 2}: x is 3 then.',
        'unreached-branch 5 …',
        'unreached-branch 6 …',
      ],
    },
    'by choices': {
      story: 'VAR mood = "glad"\nHm. -> k\n=== k\n* {mood == "sad"} [Weep] -> END\n* {mood == "angry"} [Shout] -> END',
      told: [
        'no-choices-left … The choices here ask {mood == "sad"} and {mood == "angry"}: mood is "glad" then.',
        'unreached-choice 4 …',
        'unreached-choice 5 …',
      ],
    },
  },
  'turns without end': {
    plain: { story: '* [Go] -> a\n* [Stay] -> END\n=== a\n-> b\n=== b\n-> a', told: ['endless-turn 4 … → Go'] },
    'from the top, before a word is shown': { story: '-> a\n=== a\n-> a', told: ['endless-turn 3 …'] },
    'though something is counted': {
      story: 'VAR n = 0\n* [Go] -> a\n* [Stay] -> END\n=== a\n~ n = n + 1\n{n > 3: On.|Off.}\n-> a',
      told: ['endless-turn 6 … → Go'],
    },
    'whatever chance gives': {
      story: '* [Go] -> a\n* [Stay] -> END\n=== a\n{RANDOM(1, 2) == 1: -> a}\n-> a',
      told: ['endless-turn 1 “Go” …whatever chance gives… → Go'],
    },
    'none where chance leads out': {
      story: 'VAR last = 1\n-> draw\n=== draw\n~ temp c = RANDOM(1, 2)\n{c == last: -> draw}\nNew.\n-> END',
      told: [],
    },
    'none where it ends after hundreds of rounds': {
      story: 'VAR n = 0\n-> a\n=== a\n~ n = n + 1\n{n < 300: -> a}\n{n}\n-> END',
      told: [],
    },
    'perhaps, so that nothing is said to be lost before it': {
      story: `VAR n = 0
Hi. -> hub
=== hub
+ [Stay] -> hub
+ [Sing] -> hub
+ [Count] -> count
=== count
~ n = n + 1
{n < 30000:
-> count
}
-> END`,
      told: ['endless-turn … whether it ever stops is not known. … → Count [found]'],
    },
    'perhaps, where it goes on and on: then nothing is claimed of what comes after': {
      story: 'VAR n = 0\n-> a\n=== a\n~ n = n + 1\n{n < 30000:\n-> a\n}\nAt last.\n-> END',
      told: [
        'endless-turn … whether it ever stops is not known.',
        'not-yet-line 8 “At last.” This line has not been reached yet.',
      ],
    },
  },
  'where nothing happens': {
    'from the top': {
      story: 'VAR gold = 1\n-> END\n=== shop\nA bell. -> END',
      told: ['nothing-from-the-top - …Knots that could be entries: shop. …--entry shop'],
    },
    'not where the top stops with an error': {
      story: 'VAR x = "a"\n~ x = LIST_VALUE(x)\n-> a\n=== a\n-> END',
      told: ['runtime-error 2 …', 'unreached-knot 4 …'],
    },
  },
};

describeCases(cases);
