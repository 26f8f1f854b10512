import { describe, expect, it } from 'vitest';
import { check, expectTold } from './support/told.ts';

/** A scene of two, with one more choice in it. */
const scene = (choice: string, head = '# cast: ann, ben', declared = ''): string => `${head}
${declared}
-> room
=== room
They sit.
+ [Ann leaves. # by: ann] -> END
+ [Ben leaves. # by: ben] -> END
${choice}`;

describe('what is wrong with a cast is told', () => {
  it('nothing about a scene of two, in any letter case', async () => {
    expectTold(await check(scene('+ [Both wave. # by: ANN # will: {RANDOM(0, 1)}] -> room', '# Cast: Ann, ben')), []);
  });

  it('nothing about a story whose tags are about something else', async () => {
    expectTold(await check('# author: Ann\n-> a\n=== a\nA line. # by: nobody\n* [Go. # loud] -> END'), []);
  });

  it('a choice by nobody of the cast', async () => {
    expectTold(await check(scene('+ [Wave. # by: anne] -> END')), [
      'by-nobody 8 “” This choice is by anne, but nobody of the cast is called that: so it is the reader’s. The cast is ann, ben. [text]',
    ]);
    expectTold(await check(scene('+ [Wave. # by:] -> END')), [
      'by-nobody 8 “” This choice has an empty by tag: so it is the reader’s. The cast is ann, ben. [text]',
    ]);
    expectTold(await check(scene('+ [Wave. # by: the reader] -> END\n+ [Wait. # by: reader] -> END')), []);
  });

  it('a choice by nobody of the cast whose name is computed', async () => {
    const who = 'VAR who = "ann"';
    expectTold(await check(scene('+ [Wave. # by: {who}] -> END\n+ [Rise.]\n~ who = "anne"\n-> room', undefined, who)), [
      'by-nobody 8 “” This choice is by anne, … → Rise. [found]',
    ]);
    expectTold(await check(scene('+ [Wave. # by: {who}] -> END', undefined, who)), []);
  });

  it('a cast that is not named', async () => {
    const { findings } = await check(scene('', '# title: Two'));
    expect(findings.map(({ code, level, place }) => [code, level, place?.line])).toEqual([['no-cast', 'note', 6]]);
  });

  it('somebody who is in the cast twice', async () => {
    expectTold(await check(scene('', '# cast: ann, ben\n# cast: Ben')), [
      'cast-twice 2 “” Ben is in the cast twice. Name everybody once; letter case does not tell two people apart. [text]',
    ]);
  });

  it('somebody who never acts', async () => {
    expectTold(await check(scene('', '# cast: ann, ben, cid')), [
      'never-acts 1 “” cid is in the cast, but no choice is theirs. Say which are: + [Go. # by: cid] [text]',
    ]);
    expectTold(
      await check(scene('+ {room > 3} [Cid leaves. # by: cid] -> END', '# cast: ann, ben, cid')),
      [
        'unreached-choice 8 …',
        'never-acts 1 “” cid is in the cast, but never gets to act: no choice of theirs is ever offered. [proved]',
      ].sort((x, y) => (x < y ? -1 : 1)),
    );
  });

  it('a will that never holds', async () => {
    const declared = 'VAR trust = 0';
    const choice =
      '+ [Ben stays. # by: ben # will: {trust > 2}] -> END\n+ [Ann smiles. # by: ann]\n~ trust = (trust + 1) % 3\n-> room';
    expectTold(await check(scene(choice, undefined, declared)), [
      'never-willing 8 “” ben is never willing to make this choice: {trust > 2} is false whenever it is offered. In the whole story trust is only ever 0, 1, 2. [proved]',
    ]);
    expectTold(await check(scene(choice.replace('> 2', '> 1'), undefined, declared)), []);
    expectTold(await check(scene('+ [Ben stays. # by: ben # will: false] -> END')), [
      'never-willing 8 “” ben is never willing to make this choice: {false} is false …',
    ]);
  });

  it('nothing of that before everything was followed', async () => {
    const source = scene('+ [Ben counts. # by: ben # will: {n > 900}]\n~ n++\n-> room', undefined, 'VAR n = 0');
    expectTold(await check(source, {}, 50), ['growing …']);
  });

  it('a will without a name, and tags behind the brackets of a choice', async () => {
    expectTold(await check(scene('+ [Wave. # will: {room > 1}] -> END')), [
      'will-of-nobody 8 “” This choice says when somebody is willing to make it, but not who: a reader always is. Name them on the same choice: # by: somebody [text]',
    ]);
    expectTold(await check(scene('+ [Wave.] Ann waves. # by: ann\n-> END')), [
      'tag-on-line 8 “” This by tag stands on a line, not on a choice, and says nothing there. Put it inside the brackets of its choice, …',
    ]);
    expectTold(await check(scene('+ Wave[ at him]. # by: ann\n-> END')), ['tag-on-line 8 …']);
    expectTold(await check(scene('+ Wave # by: ann # will: true\n-> END')), []);
  });

  it('owners and what they own', async () => {
    const owns = (tags: string) =>
      scene('{key}', `# cast: ann, old ben\n${tags}`, 'VAR key = 0').replaceAll('by: ben', 'by: old ben');
    expectTold(await check(owns('# owns: old ben key')), []);
    expectTold(await check(owns('# owns: old ben keys')), [
      'owns-nothing 2 “” This says who owns keys, but the story has no variable of that name. It has key. [text]',
    ]);
    expectTold(await check(owns('# owns: ben key')), [
      'owned-by-nobody 2 “” This says what ben owns, but nobody of the cast is called that. The cast is ann, old ben. [text]',
    ]);
    expectTold(await check(owns('# owns: ann key\n# owns: old ben key')), ['owned-twice 3 “” key has two owners: …']);
  });

  it('a variable that somebody other than its owner sets, with the way there', async () => {
    const story = (by: string, change: string): string =>
      `${scene(`+ [Ann hums.] -> room\n+ [Somebody turns the key. # by: ${by}]\n${change}\n-> room`, '# cast: ann, ben\n# owns: ann key', 'VAR key = 0')}
${change.includes('turn') ? '=== function turn(ref k)\n~ k = 1 - k' : ''}`;
    for (const change of ['~ key = 1', '~ turn(key)', '~ key = RANDOM(0, 1)', '{~Left.|Right.}\n~ key = 1']) {
      expectTold(await check(story('ann', change)), []);
      expectTold(await check(story('ben', change)), [
        'meddled …key is ann’s alone to change, and a choice of ben sets it here. Let the choice be its owner’s, or take the variable out of the owns tag. → Somebody turns the key.…[found]',
      ]);
    }
    expectTold(await check(story('reader', '~ key = 1')), ['meddled …a choice of the reader sets it here. …']);
    const anybody = `# cast: ann, ben
# owns: ann key
VAR key = 0
-> room
=== room
<- turn("ann")
<- turn("ben")
+ {key} [They go.] -> END
-> DONE
=== turn(who)
+ [{who} turns the key. # by: {who}]
~ key = 1 - key
-> room`;
    expectTold(await check(anybody), ['meddled …a choice of ben sets it here. … → ben turns the key. [found]']);
    // what happens before anybody has chosen is the author's doing
    expectTold(await check(story('ann', '~ key = 1').replace('-> room', '~ key = RANDOM(0, 1)\n-> room')), []);
  });
});
