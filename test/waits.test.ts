import { describe, expect, it } from 'vitest';
import type { Standoff } from '../src/findings/types.ts';
import { check } from './support/told.ts';

async function onlyStandoff(source: string): Promise<Standoff> {
  const { cast } = await check(source);
  expect(cast!.standoffs.filter(({ asTheyWill }) => asTheyWill)).toHaveLength(1);
  return cast!.standoffs[0];
}

/** Two who each wait for what the other would do; what they do stands in `deed`. */
const two = (deed: (own: string) => string, head = ''): string => `# cast: ann, ben
${head}
VAR a = 0
VAR b = 0
-> room
=== room
They sit.
+ {a == 0} [Ann gives in. # by: ann # will: {b == 1}]
${deed('a')}
-> room
+ {b == 0} [Ben gives in. # by: ben # will: {a == 1}]
${deed('b')}
-> room
+ {a == 1 and b == 1} [They leave.] -> END
=== function give(ref grip)
~ grip = 1`;

describe('who waits for whom', () => {
  const deeds: Readonly<Record<string, (own: string) => string>> = {
    'a plain assignment': (own) => `~ ${own} = 1`,
    'an assignment after chance has decided something': (own) => `{~Well.|So.}\n~ ${own} = 1`,
    'an assignment through a reference': (own) => `~ give(${own})`,
    'a value that chance decides': (own) => `~ ${own} = MAX(1, RANDOM(0, 1))`,
    'an assignment in a turn that goes on by itself': (own) => `* * -> on_${own}\n- - (on_${own})\n~ ${own} = 1`,
  };
  for (const head of ['', '# owns: ann a\n# owns: ben b']) {
    for (const [what, deed] of Object.entries(deeds)) {
      it(`is known from ${what}, ${head === '' ? 'without' : 'with'} owners`, async () => {
        const { waits, cycles, unwilling } = await onlyStandoff(two(deed, head));
        expect(waits).toEqual([
          { who: 'ann', for: 'ben' },
          { who: 'ben', for: 'ann' },
        ]);
        expect(cycles).toEqual([['ann', 'ben']]);
        expect(unwilling.flatMap(({ reasons }) => reasons.map(({ owned }) => owned))).toEqual(
          Array(2).fill(head !== ''),
        );
      });
    }
  }

  it('is told of the part of a condition that is false, of counts and of parameters', async () => {
    const { unwilling } = await onlyStandoff(`# cast: ann, ben
VAR a = 1
VAR b = 0
-> room
=== room
They sit.
<- moves(3)
+ [Ann leaves. # by: ann # will: {a == 1 and (b == 1 or a == 2) and not room}] -> END
-> DONE
=== moves(n)
+ [Ben rises. # by: ben # will: {n < a}]
~ b = 1
-> room`);
    expect(
      unwilling.map(({ by, condition, lacks, reasons }) => [
        by,
        condition,
        lacks,
        reasons.map((each) => `${each.name} ${each.value}`),
      ]),
    ).toEqual([
      ['ben', 'n < a', ['n < a'], ['a 1']],
      ['ann', 'a == 1 and (b == 1 or a == 2) and not room', ['b == 1 or a == 2', 'not room'], ['b 0', 'a 1', 'room 1']],
    ]);
  });

  it('is told after a shortest way, which need not keep to anybody’s will before the move that nobody is willing to make', async () => {
    const { cast } = await check(`# cast: ann, ben
VAR at = 0
-> room
=== room
They sit.
+ {at == 0} [Jump. # by: ann # will: {at > 5}]
~ at = 2
-> room
+ {at == 0} [Walk. # by: ann]
~ at = 1
-> room
+ {at == 1} [Walk on. # by: ann]
~ at = 2
-> room
+ {at == 2} [Leave. # by: ann] -> END
+ {at == 2} [Sulk. # by: ben # will: {at > 5}]
~ at = 3
-> room
+ {at == 3} [Give in. # by: ben # will: {at > 5}] -> END`);
    const { asTheyWill, playthrough } = cast!.standoffs[0];
    expect(asTheyWill).toBe(false);
    expect(playthrough.map((step) => 'text' in step && step.text)).toEqual(['Jump.', 'Sulk.']);
  });
});
