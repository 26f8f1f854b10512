import type { Graph } from '../graph/graph.ts';
import { isOver, waitsForDraw } from '../machine/statebytes.ts';
import type { StoryModel } from '../machine/storymodel.ts';
import { placeAt } from '../program/program.ts';
import { Functions, indented } from './code.ts';
import { Learned, leaves, type Rule } from './learned.ts';
import { Live } from './live.ts';
import { Slots, typeFor } from './slots.ts';
import { Overs, Turns, Waits } from './turns.ts';

/** Why a story can't be exported. */
export type Obstacle = Exclude<StoryModel['unlearnable'] | StoryModel['watches'], null> | 'unfinished' | 'turn';

/** What another model checker should come to, by its own counting. */
export interface Expected {
  /** States stored: those of the story, the one before it starts, and one behind all its endings. */
  readonly states: number;
  /** Transitions, those into the start and out of the endings included. */
  readonly transitions: number;
  /** States that are over without an end that somebody meant: "invalid end states". */
  readonly stuck: number;
}

export type Exported =
  | { readonly obstacle: null; readonly text: string; readonly expected: Expected }
  | { readonly obstacle: Obstacle };

/**
 * The learned rules of a story as a model in Promela, the language of the model checker SPIN (Holzmann, The SPIN Model Checker, 2003):
 * one process, whose states at rest are those of the exploration, one for one.
 */
export function exportPromela(model: StoryModel, graph: Graph): Exported {
  const obstacle = model.unlearnable ?? model.watches;
  if (obstacle !== null) return { obstacle };
  if (graph.expanded < graph.states || !model.isWhole) return { obstacle: 'unfinished' };
  const mostOffers = learnAll(model, graph);
  if (mostOffers === null) return { obstacle: 'turn' };
  const learned = new Learned(model.codec.table);
  const starts = Array.from({ length: graph.initial }, (_, state) => startOf(model, graph, state));
  const slots = new Slots(
    model,
    learned,
    starts.map((start) => start.slots),
  );
  const live = new Live(learned, slots);
  const overs = new Overs((kind) => model.codec.isEnding(kind));
  const functions = new Functions();
  new Turns(learned, slots, live, overs, mostOffers).addTo(functions);
  const begins = starts.map((start) => indented(beginning(start, slots, overs)));
  const expected = expectedOf(model, graph);
  const text = [
    ...heading(model, learned, expected),
    '',
    ...variables(learned, slots, overs, mostOffers),
    '',
    ...['c_code {', 'static const int RESTS = -1;', 'static const int UNKNOWN = -2;', ...live.declarations(), '}', ''],
    ...functions.lines(),
    'active proctype story() {',
    ...indented(
      process(
        learned,
        slots,
        mostOffers,
        graph.starts.map((state) => begins[state]),
      ),
    ),
    '}',
    '',
  ];
  return { obstacle: null, expected, text: text.join('\n') };
}

/** The one process: states are only stored where it comes to its loop. */
function process(learned: Learned, slots: Slots, mostOffers: number, begins: readonly (readonly string[])[]): string[] {
  const offers = Array.from({ length: mostOffers }, (_, i) => i);
  const zero = [
    'waits',
    'rest',
    'count',
    ...offers.map((i) => `offer[${i}]`),
    ...slots.used.map((slot) => slots.name(slot)),
  ];
  return [
    '/* how the story starts */',
    'if',
    ...begins.flatMap((lines) => [':: d_step {', ...indented(lines), '   }']),
    'fi;',
    '',
    '/* a turn: something is picked, and all that follows from it is one step */',
    'do',
    ':: atomic {',
    '     if',
    ...offers.map((i) => `     :: d_step { waits == ${Waits.ForChoice} && count > ${i}; pick = ${i} }`),
    ...draws(learned).map((line) => `     ${line}`),
    '     fi;',
    '     c_code { turn(now.pick); now.pick = 0; }',
    '   }',
    ':: d_step {',
    `     waits == ${Waits.Ended};`,
    ...zero.map((name) => `     ${name} = 0;`),
    '   } -> break',
    `:: waits == ${Waits.Unknown} -> assert(false)`,
    'od;',
    'end:',
    '  false',
  ];
}

/** What chance can pick. */
function draws(learned: Learned): string[] {
  const records = new Set(learned.draws.flatMap((tree) => [...leaves(tree)]));
  if (records.size === 0) return [];
  return [
    `:: waits == ${Waits.ForDraw} ->`,
    '   c_code { now.pick = outcomes(now.rest); };',
    '   if',
    ...[...records].flatMap((record) => [
      `   :: pick == ${record} ->`,
      '      if',
      ...learned.outcomes(record).map(({ outcome, stretch }) => `      :: pick = ${stretch}  /* ${outcome} */`),
      '      fi',
    ]),
    '   fi',
  ];
}

function heading({ program, codec }: StoryModel, learned: Learned, expected: Expected): string[] {
  const choices = Array.from({ length: learned.offers }, (_, offer) => {
    const { address, path } = program.choices[codec.canon.pointOf(offer)];
    const place = placeAt(program, address);
    return ` * ${String(offer).padStart(4)}  ${path}${place === null ? '' : `   ${place.file}:${place.line}`}`;
  });
  return [
    `/* ${program.file}, as Redthread has learned it. To have SPIN go through all of it:`,
    ' *',
    ' *   spin -a story.pml && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -c0 -m1000000',
    ' *',
    ' * Its states are those of the story, and one before the start; and one behind the last word, if there is one. An invalid end state',
    ' * (an error) is one in which the story stops though nobody wrote an end. The beginning counts as a transition, too.',
    ` * Expected: ${expected.states} states, stored; ${expected.transitions + 1} transitions; errors: ${expected.stuck}`,
    ' *',
    ' * The choices, by their numbers in `offer`:',
    ' *',
    ...choices,
    ' */',
  ];
}

/** All that a state consists of. */
function variables(learned: Learned, slots: Slots, overs: Overs, mostOffers: number): string[] {
  return [
    'byte waits;  /* 0 for a choice, 1 for chance; 2 the story has ended, 3 it has stopped, 4 no rule says what comes */',
    `${typeFor(Math.max(overs.size, learned.draws.length))} rest;  /* for which draw, or how the story is over */`,
    `${typeFor(mostOffers + 1)} count;  /* how many choices are on offer, and which */`,
    `${typeFor(learned.offers + 1)} offer[${mostOffers}];`,
    'int pick;',
    ...slots.used.map((slot) => slots.declaration(slot)),
  ];
}

/** A state that the story starts in. */
interface Start {
  /** How the story is over in it; null where it goes on. */
  readonly over: Rule['over'] | null;
  readonly isDraw: boolean;
  readonly offers: readonly number[];
  readonly rest: number;
  readonly slots: Int32Array;
}

function startOf({ codec: { bytes }, machine }: StoryModel, graph: Graph, state: number): Start {
  let over: Start['over'] = null;
  graph.store.with(state, (buffer, from, length) => {
    bytes.read(buffer, from, length);
    if (isOver(buffer.subarray(from, from + length))) over = [bytes.kind, bytes.address, bytes.message];
  });
  return {
    over,
    isDraw: bytes.kind === waitsForDraw,
    offers: over === null ? [...bytes.numbers.subarray(0, bytes.count)] : [],
    rest: bytes.rest,
    slots: machine.slots.slice(),
  };
}

/** Puts the model into a state. */
function beginning({ over, isDraw, offers, rest, slots: values }: Start, slots: Slots, overs: Overs): string[] {
  const own = over === null ? { waits: isDraw ? Waits.ForDraw : Waits.ForChoice, rest } : overs.of(over);
  return [
    `waits = ${own.waits};`,
    `rest = ${own.rest};`,
    `count = ${offers.length};`,
    ...offers.map((offer, i) => `offer[${i}] = ${offer};`),
    ...slots.used.map((slot) => `${slots.assign(slot, values[slot])};`),
  ];
}

/** Goes through all turns once more by the rules alone, and learns what is missing; gives how many choices a turn offers at most, null where a turn can't be learned. */
function learnAll(model: StoryModel, graph: Graph): number | null {
  let most = 1;
  let known = true;
  for (let state = 0; state < graph.states && known; state++)
    graph.store.with(state, (bytes, from, length) => {
      const offered = model.repeat(bytes, from, length);
      most = Math.max(most, offered, model.codec.bytes.count);
      known = offered >= 0;
    });
  return known ? most : null;
}

function expectedOf(model: StoryModel, graph: Graph): Expected {
  let [ended, stuck] = [0, 0];
  for (let state = 0; state < graph.states; state++)
    graph.store.with(state, (bytes, from, length) => {
      if (!isOver(bytes.subarray(from, from + length))) return;
      if (model.codec.isEnding(bytes[from])) ended++;
      else stuck++;
    });
  return {
    states: graph.states + 1 + (ended > 0 ? 1 : 0),
    transitions: graph.transitions + graph.starts.length + ended,
    stuck,
  };
}
