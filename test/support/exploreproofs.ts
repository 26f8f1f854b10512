import { Proofs } from '../../src/findings/verdicts.ts';
import { atOnce } from '../../src/machine/bits.ts';
import { contextOf, type Explored, lostStates } from './explore.ts';

/** Ways to be over that an abstraction tells by their addresses. */
const told: ReadonlySet<string> = new Set(['end', 'done', 'ran-out', 'no-choices', 'error', 'crash']);

/**
 * What an abstraction says against what a whole exploration found: all that happens must be possible, and where nobody is ever stuck, nobody may be. Null where
 * they agree, or where the abstraction gave up; `spoil` changes what it says, to see that this is noticed;
 * `closer` tells whether to look more closely, too.
 */
export function proofFault(
  explored: Explored,
  spoil: (proofs: Proofs) => Proofs = (proofs) => proofs,
  closer = true,
  honest = Proofs.of(explored.model),
): string | null {
  if (honest === null) return null;
  const context = contextOf(explored);
  const { op } = explored.model.program;
  // all that doesn't happen, and some of what does
  if (closer)
    atOnce(
      honest.lookingCloser(
        Uint8Array.from(op, (_, pc) => honest.covered(pc) & (pc % 29 === 0 ? 15 : ~context.covered(pc))),
      ),
    );
  if (closer) atOnce(honest.lookingAtEnds());
  const proofs = spoil(honest);
  for (let pc = 0; pc < op.length; pc++) {
    const more = context.covered(pc) & ~proofs.covered(pc);
    if (more !== 0) return `address ${pc}: ${more} happens, and is called impossible`;
  }
  for (const warning of explored.model.warned.keys())
    if (!proofs.mayWarn(warning)) return `${warning} is warned of, and that is called impossible`;
  let stops = 0;
  for (const { kind, address } of context.finals()) {
    if (kind !== 'end' && kind !== 'done') stops++;
    if (told.has(kind) && !proofs.mayBeOverAt(address))
      return `the story is over at ${address} (${kind}), and that is called impossible`;
  }
  const lost = lostStates(context);
  for (let s = 0; s < explored.graph.states; s++) {
    let isLost = false;
    explored.graph.store.with(s, (bytes, from, length) => {
      isLost = proofs.isLost(explored.model, bytes, from, length);
    });
    if (isLost && lost[s] === 0) return `an ending can be reached from state ${s}, and that is called impossible`;
  }
  if (!proofs.neverStuck) return null;
  if (stops > 0) return 'nobody is said to be stuck, but the story stops';
  return lost.includes(1) ? 'nobody is said to be stuck, but there are states without hope' : null;
}
