import type { Graph } from '../graph/graph.ts';
import type { Program } from '../program/program.ts';
import { forgottenCount } from './machine.ts';
import { allReductions, Kept } from './reduction.ts';
import type { StoryModel } from './storymodel.ts';
import { isForgotten } from './values.ts';

/** What a state of this story consists of: every slot, and how finely it is kept while it matters. */
export function showState(program: Program): string {
  const kept = new Kept(program, allReductions);
  const lines = [
    'A state is taken where the story waits for a choice or for chance. While they still matter, it keeps:',
    '',
  ];
  program.slots.forEach((slot, i) => {
    const { kind, name } = slot;
    const fine =
      kept.least[i] > 1 << 20
        ? 'in full'
        : `0 to ${kept.least[i] - 1} apart, then ${kept.period[i] === 1 ? 'as one' : `by turns of ${kept.period[i]}`}`;
    lines.push(`  ${String(i).padStart(5)}  ${kind.padEnd(8)} ${name || '(top)'}   ${fine}`);
  });
  return `${lines.join('\n')}\n`;
}

/** The explored states, each with what it keeps and where its steps lead. */
export function showGraph(model: StoryModel, graph: Graph): string {
  const lines = [`${graph.states} states, ${graph.transitions} steps`];
  for (let s = 0; s < graph.states; s++) {
    lines.push('', `${s}${s < graph.initial ? ' (start)' : ''}  ${describe(model, graph, s)}`);
    if (s >= graph.expanded) {
      lines.push('  not followed further');
      continue;
    }
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++)
      lines.push(`  ${graph.labels.at(t)} -> ${graph.targets.at(t)}`);
  }
  return `${lines.join('\n')}\n`;
}

function describe(model: StoryModel, graph: Graph, state: number): string {
  const { program, machine, codec } = model;
  let text = '';
  graph.store.with(state, (bytes, from, length) => {
    const { kind, offers, address, message } = model.read(bytes, from, length);
    if (kind !== 'choice' && kind !== 'draw') {
      text = `${kind} at ${address}${message < 0 ? '' : `: ${codec.messages[message]}`}`;
      return;
    }
    const kept: string[] = [];
    machine.slots.forEach((value, slot) => {
      const isGlobal = slot < program.globals;
      if (isGlobal ? isForgotten(value) : value === forgottenCount) return;
      kept.push(`${program.slots[slot].name}=${isGlobal ? machine.values.show(value) : value}`);
    });
    const choices = offers.map((offer) => program.choices[offer.point].path).join(' | ');
    text = `${kind}${choices === '' ? '' : `: ${choices}`}${kept.length === 0 ? '' : `   ${kept.join(' ')}`}`;
  });
  return text;
}
