import { either, type Functions } from './code.ts';
import { isLeaf, type Learned, type Rule, type Tree } from './learned.ts';
import type { Live } from './live.ts';
import type { Slots } from './slots.ts';

/** What the exported `waits` says of a state. */
export const Waits = { ForChoice: 0, ForDraw: 1, Ended: 2, Stuck: 3, Unknown: 4 } as const;

/** Numbers the ways in which a story can be over, so that states which differ in that differ. */
export class Overs {
  private readonly numbers = new Map<string, number>();
  private readonly isEnding: (kind: number) => boolean;

  /** `isEnding` tells whether somebody meant a kind of rest to be an end. */
  constructor(isEnding: (kind: number) => boolean) {
    this.isEnding = isEnding;
  }

  /** How the story is over, as `waits` and `rest`. */
  of(over: Rule['over']): { readonly waits: number; readonly rest: number } {
    const key = over.join();
    let rest = this.numbers.get(key);
    if (rest === undefined) this.numbers.set(key, (rest = this.numbers.size));
    return { waits: this.isEnding(over[0]) ? Waits.Ended : Waits.Stuck, rest };
  }

  get size(): number {
    return this.numbers.size;
  }
}

/** Writes turns as C: a function for each learned stretch, from guard to effect, that gives the stretch which follows. */
export class Turns {
  private readonly learned: Learned;
  private readonly slots: Slots;
  private readonly live: Live;
  private readonly overs: Overs;
  private readonly mostOffers: number;
  private readonly hasFallbacks: boolean;

  constructor(learned: Learned, slots: Slots, live: Live, overs: Overs, mostOffers: number) {
    this.learned = learned;
    this.slots = slots;
    this.live = live;
    this.overs = overs;
    this.mostOffers = mostOffers;
    this.hasFallbacks = Array.from({ length: learned.offers }, (_, offer) => learned.isFallback(offer)).includes(true);
  }

  /** All of a turn as the function `turn`, from what was picked to the next rest. */
  addTo(functions: Functions): void {
    const { learned, live } = this;
    live.addTo(functions, this.hasFallbacks);
    functions.add('clear_offers', '', this.clearOffers());
    this.addRests(functions);
    for (const key of learned.relationKeys())
      functions.add(this.slots.relation(key), '', this.slots.relate(key, functions.short));
    for (const [stretch, tree] of learned.stretches.entries())
      if (tree !== null) functions.add(`stretch_${stretch}`, '', this.tree(tree, functions));
    functions.addSwitch(
      'stretch',
      learned.stretches.flatMap((tree, stretch) =>
        tree === null ? [] : [[stretch, [`return stretch_${stretch}();`]]],
      ),
    );
    functions.addSwitch(
      'outcomes',
      learned.draws.map((tree, middle) => [middle, this.draw(tree, functions)]),
    );
    functions.addSwitch(
      'chosen',
      Array.from({ length: learned.offers }, (_, offer) => [offer, [`return ${learned.stretchOf(offer)};`]]),
    );
    const clocks = [...learned.table.layout.clocks].filter((slot) => this.slots.has(slot));
    functions.add('turn', 'picked', [
      'int next = picked;',
      ...either(
        `now.waits == ${Waits.ForChoice}`,
        [
          ...clocks.flatMap((slot) => this.slots.raise(slot, true)),
          'next = chosen(now.offer[picked]);',
          'clear_offers();',
        ],
        ['now.waits = 0;', 'now.rest = 0;'],
      ),
      'while (next >= 0) {',
      '  next = stretch(next);',
      '}',
      ...either('next != RESTS', [`now.waits = ${Waits.Unknown};`]),
      'return 0;',
    ]);
  }

  private clearOffers(): string[] {
    return [
      'int i = 0;',
      'for (i = 0; i < now.count; i = i + 1) {',
      '  now.offer[i] = 0;',
      '}',
      'now.count = 0;',
      'return 0;',
    ];
  }

  /** The ways of coming to rest. */
  private addRests(functions: Functions): void {
    const { slots, learned } = this;
    const whenOver = new Set(learned.table.layout.whenOver);
    functions.add('rest_over', 'how', [
      'now.rest = how;',
      'clear_offers();',
      ...slots.used.filter((slot) => !whenOver.has(slot)).map((slot) => slots.drop(slot)),
      'return RESTS;',
    ]);
    if (learned.draws.length > 0)
      functions.add('rest_at_draw', 'middle', [
        `now.waits = ${Waits.ForDraw};`,
        'now.rest = middle;',
        'keep_in_turn(middle);',
        'return tidy();',
      ]);
    if (!this.hasFallbacks) return;
    for (const table of this.fallbackTables()) {
      const ways = learned.fallbacks(learned.table.fallbacks.data[table]);
      functions.addSwitch(
        `fallback_${table}`,
        ways.map(([offer, stretch]) => [offer, ['clear_offers();', `return ${stretch};`]]),
      );
    }
    functions.add('visible', '', [
      'int i = 0;',
      'int n = 0;',
      'for (i = 0; i < now.count; i = i + 1) {',
      '  if (is_fallback(now.offer[i]) == 0) {',
      '    n = n + 1;',
      '  }',
      '}',
      'return n;',
    ]);
    functions.add('rest_at_choice', '', [
      'int i = 0;',
      'int n = 0;',
      'int offer = 0;',
      'for (i = 0; i < now.count; i = i + 1) {',
      '  offer = now.offer[i];',
      '  now.offer[i] = 0;',
      '  if (is_fallback(offer) == 0) {',
      '    now.offer[n] = offer;',
      '    n = n + 1;',
      '  }',
      '}',
      'now.count = n;',
      'return tidy();',
    ]);
  }

  /** Tells, as the function `outcomes`, which record of outcomes a draw has. */
  private draw(tree: Tree, functions: Functions): string[] {
    if (tree === null) return ['return UNKNOWN;'];
    if (isLeaf(tree)) return [`return ${tree.leaf};`];
    return this.slots.ask(
      tree.key,
      tree.branches.map(([answer, branch]) => ({ answer, body: this.draw(branch, functions) })),
      functions.short,
    );
  }

  private tree(tree: Tree, functions: Functions): string[] {
    if (tree === null) return ['return UNKNOWN;'];
    if (isLeaf(tree)) return this.rule(this.learned.rule(tree.leaf));
    return this.slots.ask(
      tree.key,
      tree.branches.map(([answer, branch]) => ({ answer, body: functions.short(this.tree(branch, functions)) })),
      functions.short,
    );
  }

  private rule(rule: Rule): string[] {
    const { slots } = this;
    return [
      ...rule.sets.filter(([slot]) => slots.has(slot)).map(([slot, value]) => slots.set(slot, value)),
      ...rule.raises.filter((slot) => slots.has(slot)).flatMap((slot) => slots.raise(slot, false)),
      ...rule.updates.flatMap((number) => slots.update(number)),
      ...(rule.offers.length === 0
        ? []
        : either(`now.count > ${this.mostOffers - rule.offers.length}`, ['return UNKNOWN;'])),
      ...rule.offers.flatMap((offer) => [`now.offer[now.count] = ${offer};`, 'now.count = now.count + 1;']),
      ...this.ending(rule),
    ];
  }

  private ending({ next, middle, stack, fallbacks, always, over, offers }: Rule): string[] {
    if (next >= 0) return [`return ${next};`];
    if (middle >= 0) return [`return rest_at_draw(${middle});`];
    const { waits, rest } = this.overs.of(over);
    const stop = [`now.waits = ${waits};`, `return rest_over(${rest});`];
    if (always) return stop;
    const goesOn = stack !== 0 ? ['return UNKNOWN;'] : this.waiting(fallbacks);
    return offers.length > 0 ? goesOn : [...either('now.count == 0', stop), ...goesOn];
  }

  private waiting(fallbacks: number): string[] {
    if (!this.hasFallbacks) return ['return tidy();'];
    return [...either('visible() > 0', ['return rest_at_choice();']), `return fallback_${fallbacks}(now.offer[0]);`];
  }

  private fallbackTables(): number[] {
    const tables = new Set<number>();
    for (const { next, middle, stack, always, fallbacks } of this.learned.rules())
      if (next < 0 && middle < 0 && stack === 0 && !always) tables.add(fallbacks);
    return [...tables].sort((a, b) => a - b);
  }
}
