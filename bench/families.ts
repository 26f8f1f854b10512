/** Stories that grow with a number. */
export interface Family {
  /** Those that lie in `bench/stories`, and those that the plot of growth has a point for. */
  readonly sizes: readonly number[];
  readonly plotted: readonly number[];
  /** What grows how, for whoever opens the file. */
  readonly about: (n: number) => string;
  readonly story: (n: number) => string;
}

const between = (n: number, by: string, part: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => part(i)).join(by);
const each = (n: number, line: (i: number) => string): string => between(n, '\n', line);

const errands = [
  ...['lamp', 'rope', 'map', 'kettle', 'blanket', 'knife', 'letter', 'apples'],
  ...['compass', 'candles', 'boots', 'flute', 'needle', 'salt', 'mirror', 'whistle'],
];

const thing = (i: number): string => errands[i] ?? `parcel number ${i - errands.length + 1}`;

const hub: Family = {
  sizes: [4, 8, 12, 16, 60],
  plotted: [2, 4, 6, 8, 10, 12, 14, 16],
  about: (n) => `${n} choices that can each be taken once, or left: 2 to the power of ${n} bags.`,
  story: (n) => `Tomorrow you leave. The bag stands open on the kitchen table.
-> kitchen

=== kitchen
${each(n, (i) => `*   [Pack the ${thing(i)}.]\n    In goes the ${thing(i)}.\n    -> kitchen`)}
+   [Close the bag.]
    It closes, just.
    -> END
`,
};

const steps = 12;
const corridor: Family = {
  sizes: [2, 4, 6, 8],
  plotted: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  about: (n) => `${steps} doors along a corridor, and at each one of ${n} counters goes up by one.`,
  story: (n) => `${each(n, (i) => `VAR bell_${i + 1} = 0`)}
VAR door = 0

A corridor with ${n} bells on a board, and ${steps} doors.
-> corridor

=== corridor
{ door == ${steps}:
    -> board
}
~ door = door + 1
Door {door}.
${each(n, (i) => `+   [Ring bell ${i + 1}.]\n    ~ bell_${i + 1} = bell_${i + 1} + 1\n    -> corridor`)}

=== board
${each(n, (i) => `Bell ${i + 1}: {bell_${i + 1}}.`)}
{ ${between(n, ' and ', (i) => `bell_${i + 1} > 0`)}:
    Somebody comes.
    -> END
}
Nobody comes.
-> END
`,
};

const dice: Family = {
  sizes: [2, 4, 6],
  plotted: [2, 3, 4, 5, 6, 7],
  about: (n) => `${n} dice, each remembered to the end: 6 to the power of ${n} throws.`,
  story: (n) => `${each(n, (i) => `VAR die_${i + 1} = 0`)}

${n} dice in a leather cup.
${each(n, (i) => `+   [Throw the ${i === 0 ? 'first' : 'next'}.]\n    ~ die_${i + 1} = RANDOM(1, 6)\n    {die_${i + 1}}.\n-`)}
{ ${between(n - 1, ' and ', (i) => `die_${i + 1} == die_${i + 2}`)}:
    All alike. Nobody at the table says a word.
    -> END
}
{ ${between(n, ' + ', (i) => `die_${i + 1}`)} > ${4 * n}:
    Enough to stay in.
- else:
    Not enough.
}
-> END
`,
};

const names = ['Anna', 'Bero', 'Cilla', 'Dov', 'Ennio', 'Fadime', 'Gus'];
const crowd: Family = {
  sizes: [3, 5, 7],
  plotted: [2, 3, 4, 5, 6, 7],
  about: (n) =>
    `${n} guests, each a tunnel, who introduce one another: the calls that wait, in their order, are part of the state.`,
  story: (n) => `The door opens. ${n} people turn round.
-> party

=== party
${each(n, (i) => `+   {not guest_${i + 1}} [Walk up to ${names[i]}.]\n    -> guest_${i + 1} ->\n    -> party`)}
+   [Go home.]
    -> END
${each(n, (i) => guest(n, i))}`,
};

function guest(n: number, i: number): string {
  const others = Array.from({ length: n }, (_, k) => k).filter((k) => k !== i);
  const lines = others.map(
    (k) =>
      `+   {not guest_${k + 1}} [“And who is that?”]\n    “${names[k]}. Come.”\n    -> guest_${k + 1} ->\n    -> talk`,
  );
  return `
=== guest_${i + 1}
${names[i]} holds out a hand.
-> talk
= talk
${lines.join('\n')}
+   [Thank ${names[i]}.]
    ->->
`;
}

const shelves = ['north', 'east', 'south', 'west'];
const lists: Family = {
  sizes: [1, 2, 3],
  plotted: [1, 2, 3, 4],
  about: (n) => `${n} list${n > 1 ? 's' : ''} of four items, every item put up and taken down at will.`,
  story: (n) => `${each(n, (i) => `LIST ${shelves[i]} = jar_${i}, bowl_${i}, tin_${i}, cup_${i}`)}

A wall with shelves, and a box of things to put on them.
-> shelves

=== shelves
${each(n, (i) => between(4, '\n', (k) => toggle(shelves[i], `${['jar', 'bowl', 'tin', 'cup'][k]}_${i}`)))}
+   { ${between(n, ' and ', (i) => `LIST_COUNT(${shelves[i]}) == ${(i % 3) + 1}`)} } [Stand back.]
    It will do.
    -> END
`,
};

const toggle = (shelf: string, item: string): string =>
  `+   {${shelf} !? ${item}} [Put something on the ${shelf} shelf.]\n    ~ ${shelf} += ${item}\n    -> shelves\n` +
  `+   {${shelf} ? ${item}} [Take something off the ${shelf} shelf.]\n    ~ ${shelf} -= ${item}\n    -> shelves`;

const rooms = ['kitchen', 'garden', 'attic'];
const clock: Family = {
  sizes: [4, 12],
  plotted: [2, 4, 6, 8, 10, 12, 14, 16],
  about: (n) => `${rooms.length} rooms, and a clock that goes on by ten minutes at every step, for ${n} hours.`,
  story: (n) => `VAR minutes = 0

The train leaves in ${n} hours.
-> kitchen
${each(rooms.length, (i) => room(n, i))}
=== station
{ minutes > ${60 * n}:
    The platform is empty.
- else:
    The train stands there with its doors open.
}
-> END
`,
};

function room(n: number, i: number): string {
  const others = rooms.filter((_, k) => k !== i);
  return `
=== ${rooms[i]}
~ minutes = minutes + 10
{ minutes >= ${60 * n}:
    -> station
}
It is ten minutes later, in the ${rooms[i]}.
${others.map((other) => `+   [Go to the ${other}.]\n    -> ${other}`).join('\n')}
+   [Stay.]
    -> ${rooms[i]}
+   {minutes > 60} [Leave for the station.]
    -> station
`;
}

export const families: Readonly<Record<string, Family>> = { hub, corridor, clock, dice, crowd, lists };

/** One story of a family, with what it is about in front. */
export const storyOf = ({ about, story }: Family, size: number): string => `// ${about(size)}\n\n${story(size)}`;
