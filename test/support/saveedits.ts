/** One kind of edit: a story before and after it, and what becomes of its readers' saves. */
export interface Edit {
  readonly edit: string;
  readonly before: string;
  readonly after: string;
  /** The codes of all findings, each once, in alphabetical order. */
  readonly codes: readonly string[];
}

const quay = `VAR gold = 0
-> quay
=== quay
The quay. {Again.|And again.|}
* [Take the lamp]
  A lamp.
  ~ gold = gold + 2
  -> quay
* [Ask the pilot]
  He shrugs.
  -> quay
+ [Leave]
  You leave.
  -> boat
=== boat
The boat.
* {gold > 1} [Pay]
  Paid.
  -> END
+ [Wait]
  You wait.
  -> boat
+ [Swim]
  Splash.
  -> END
`;

const labelled = quay
  .replace('* [Take the lamp]', '* (lamp) [Take the lamp]')
  .replace('* [Ask the pilot]', '* (pilot) [Ask the pilot]')
  .replace('+ [Leave]', '+ (leave) [Leave]');

const house = `-> house.hall
=== house
= hall
The hall.
+ [Upstairs]
  Up.
  -> attic
+ [Out]
  Out.
  -> END
= attic
The attic.
+ [Down]
  Down.
  -> hall
=== garden
Green.
-> END
`;

const tunnel = `-> day
=== day
Morning.
-> dream ->
Noon.
* [Sleep]
  You sleep.
  -> END
=== dream
A dream.
* [Wake]
  You wake.
  ->->
`;

const moods = `LIST mood = glad, calm, sad
VAR now = glad
-> room
=== room
You are {now}.
* [Rest]
  You rest.
  ~ now = sad
  -> room
+ {now == sad} [Cry]
  Tears.
  -> END
+ [Go]
  You go, {now}.
  {now == sad: It rains.}
  -> END
`;

const gathers = `-> talk
=== talk
Hello.
* [Ask]
  An answer.
* [Nod]
  You nod.
- Then it is quiet.
* [Wait]
  You wait.
* [Cough]
  You cough.
- The bell.
-> END
`;

const waiting = `VAR after = -> street
-> street
=== street
The street.
* [Home]
  ~ after = -> home
  -> corner
+ [On]
  -> corner
=== corner
The corner.
+ [Go on]
  You go on.
  -> after
=== home
Home.
-> END
`;

const dice = `-> table
=== table
A game.
+ [Play]
  {~Heads.|Tails.}
  -> table
+ [Stop]
  -> END
`;

const edit = (edit: string, before: string, change: (story: string) => string, ...codes: string[]): Edit => {
  const after = change(before);
  if (after === before && edit !== 'nothing is changed') throw new Error(`nothing is changed: ${edit}`);
  return { edit, before, after, codes };
};

const swap =
  (one: string, other: string) =>
  (story: string): string =>
    story.replace(one, other);
const rename =
  (one: string, other: string) =>
  (story: string): string =>
    story.replaceAll(one, other);
const pilot = '* [Ask the pilot]\n  He shrugs.\n  -> quay\n';

export const edits: readonly Edit[] = [
  edit('nothing is changed', quay, (story) => story),
  edit('prose is corrected', quay, swap('A lamp.', 'An old lamp.')),
  edit('a choice is corrected', quay, swap('[Ask the pilot]', '[Ask the old pilot]')),
  edit('a choice is written anew', quay, swap('[Ask the pilot]', '[Look at the water]')),
  edit('a line comes before the choices', quay, swap('The boat.', 'The boat.\nIt is small.')),
  edit('a line comes after a choice', quay, swap('  You wait.', '  You wait.\n  It rains.')),
  edit('a knot is added', quay, (story) => `${story}=== shore\nSand.\n-> END\n`),
  edit('a knot is renamed', quay, rename('boat', 'ship'), 'save-unloadable'),
  edit(
    'a knot is renamed, and a stub of the old name leads on',
    quay,
    (story) => `${story.replaceAll('boat', 'ship')}=== boat\n-> ship\n`,
    'choice-nearest',
  ),
  edit(
    'a knot is deleted',
    quay,
    (story) => `${story.slice(0, story.indexOf('=== boat')).replace('-> boat', '-> END')}`,
    'save-unloadable',
  ),
  edit('a knot in which nobody can save is deleted', house, (story) => story.slice(0, story.indexOf('=== garden'))),
  edit('a stitch is renamed', house, rename('attic', 'loft'), 'choice-nearest', 'load-warns'),
  edit('a knot becomes a stitch', quay, (story) => story.replace('=== boat', '= boat'), 'save-unloadable'),
  edit('stitches change places', house, (story) => {
    const [hall, attic, garden] = [story.indexOf('= hall'), story.indexOf('= attic'), story.indexOf('=== garden')];
    return story.slice(0, hall) + story.slice(attic, garden) + story.slice(hall, attic) + story.slice(garden);
  }),
  edit(
    'a choice is inserted before others',
    quay,
    swap('* [Take', '* [Listen]\n  Gulls.\n  -> quay\n* [Take'),
    'choice-elsewhere',
    'count-moved',
  ),
  edit('a choice is inserted after others', quay, swap('=== boat', '+ [Listen]\n  Gulls.\n  -> quay\n=== boat')),
  edit(
    'the last choice is deleted',
    quay,
    swap('+ [Swim]\n  Splash.\n  -> END\n', ''),
    'choice-nearest',
    'save-locked',
  ),
  edit('a choice is deleted', quay, swap(pilot, ''), 'choice-elsewhere', 'choice-nearest'),
  edit(
    'choices change places',
    quay,
    (story) => story.replace(pilot, '').replace('* [Take', `${pilot}* [Take`),
    'choice-elsewhere',
    'count-moved',
  ),
  edit('a choice gets a label', quay, swap('* [Ask', '* (pilot) [Ask')),
  edit('a label is renamed', labelled, rename('(pilot)', '(captain)')),
  edit(
    'labelled choices change places',
    labelled,
    (story) =>
      story
        .replace(pilot.replace('[', '(pilot) ['), '')
        .replace('* (lamp)', `${pilot.replace('[', '(pilot) [')}* (lamp)`),
    'choice-elsewhere',
    'count-moved',
  ),
  edit(
    'a labelled choice is inserted before labelled ones',
    labelled,
    swap('* (lamp)', '* (gulls) [Listen]\n  Gulls.\n  -> quay\n* (lamp)'),
    'choice-elsewhere',
    'count-moved',
  ),
  edit('a once-only choice becomes sticky', quay, swap('* [Ask', '+ [Ask')),
  edit('a sticky choice becomes once-only', quay, swap('+ [Wait]', '* [Wait]')),
  edit(
    'a gather is inserted',
    gathers,
    swap('- Then it is quiet.', '- A pause.\n* [Yawn]\n  You yawn.\n- Then it is quiet.'),
    'choice-elsewhere',
    'choice-nearest',
  ),
  edit('a gather is deleted', gathers, swap('- Then it is quiet.\n', ''), 'choice-nearest'),
  edit('a gather gets a label', gathers, swap('- Then', '- (quiet) Then'), 'choice-nearest'),
  edit('a sequence is inserted before another', quay, swap('The quay.', 'The {old|new} quay.'), 'count-moved'),
  edit('a variable is renamed', quay, rename('gold', 'coins'), 'variable-lost'),
  edit(
    'a variable is deleted',
    quay,
    (story) => story.replace('VAR gold = 0\n', '').replace('  ~ gold = gold + 2\n', '').replace('{gold > 1} ', ''),
    'variable-lost',
  ),
  edit(
    'a variable becomes a constant',
    quay,
    (story) => story.replace('VAR', 'CONST').replace('  ~ gold = gold + 2\n', ''),
    'variable-lost',
  ),
  edit('a variable is added', quay, (story) => `VAR name = "Ines"\n${story.replace('The boat.', 'The boat, {name}.')}`),
  edit('a variable gets another first value', quay, swap('gold = 0', 'gold = 1'), 'variable-reset'),
  edit(
    'a variable gets another kind of value',
    quay,
    (story) =>
      story.replace('gold = 0', 'gold = "none"').replace('gold + 2', '"some"').replace('gold > 1', 'gold == "some"'),
    'variable-reset',
    'variable-type',
  ),
  edit('an item is added to a list', moods, swap('calm, sad', 'calm, sad, cross')),
  edit('an item is inserted into a list', moods, swap('calm, sad', 'calm, cross, sad'), 'list-item-number'),
  edit('an item is renamed', moods, rename('sad', 'low'), 'list-item-gone'),
  edit(
    'an item is deleted',
    moods,
    (story) => story.replace(', sad', '').replace('now = sad', 'now = calm').replaceAll('now == sad', 'now == calm'),
    'list-item-gone',
  ),
  edit('a list is renamed', moods, rename('mood', 'feeling'), 'list-item-gone'),
  edit(
    'a choice asks for what older readers can’t have',
    quay,
    (story) =>
      story
        .replace('VAR', 'VAR met = false\nVAR')
        .replace('~ gold', '~ met = true\n  ~ gold')
        .replace('+ [Swim]', '+ {met} [Swim]')
        .replace('+ [Leave]', '+ {met} [Leave]')
        .replace('{gold > 1}', '{met}'),
    'save-error',
    'save-locked',
  ),
  edit('a choice asks how often a knot was visited', quay, swap('+ [Swim]', '+ {quay > 1} [Swim]')),
  edit(
    'a choice asks how long ago a knot was visited',
    quay,
    swap('+ [Swim]', '+ {TURNS_SINCE(-> quay) > 0} [Swim]'),
    'count-moved',
  ),
  edit(
    'the way out is closed',
    quay,
    (story) =>
      story.replace('  Splash.\n  -> END', '  Splash.\n  -> boat').replace('  Paid.\n  -> END', '  Paid.\n  -> boat'),
    'save-locked',
  ),
  edit('a fault is made that everybody meets', quay, swap('  Splash.\n  -> END', '  Splash.'), 'save-locked'),
  edit(
    'a line comes before a tunnel',
    tunnel,
    swap('Morning.', 'Morning.\nRain.'),
    'return-elsewhere',
    'save-error',
    'save-locked',
  ),
  edit('a line comes after a tunnel', tunnel, swap('Noon.', 'Noon.\nSun.')),
  edit('a tunnel is renamed', tunnel, rename('dream', 'vision'), 'save-unloadable'),
  edit(
    'who called the tunnel is renamed',
    tunnel,
    rename('day', 'date'),
    'load-warns',
    'return-elsewhere',
    'save-error',
    'save-locked',
    'save-unloadable',
  ),
  edit('a knot is renamed that a variable leads to', waiting, rename('home', 'house'), 'place-gone'),
  edit('a shuffle gets another element', dice, swap('Tails.', 'Tails.|Neither.')),
  edit(
    'prose goes into a knot of its own',
    `Hello.\n* [Go]\n  Gone.\n-> END\n`,
    (story) => `-> start\n=== start\n${story}`,
    'choice-nearest',
  ),
  edit(
    'a temporary variable is renamed',
    `-> door\n=== door\n~ temp tries = 1\nA door.\n* [Knock]\n  Knock {tries}.\n  {tries > 0: Hello?}\n  -> END\n`,
    rename('tries', 'knocks'),
    'save-warning',
  ),
  edit(
    'a whole number is divided',
    `VAR oil = 1.0\n-> lamp\n=== lamp\nOil.\n* [Fill]\n  ~ oil = 5.0\n  -> lamp\n+ [Go]\n  {oil / 2 > 2: Bright.}\n  -> END\n`,
    swap('Bright.', 'Very bright.'),
    'whole-float',
  ),
  edit(
    'more is asked of older readers’ choices',
    quay,
    (story) =>
      story
        .replace('VAR', 'VAR met = false\nVAR')
        .replace('~ gold', '~ met = true\n  ~ gold')
        .replace('+ [Wait]', '+ {met} [Wait]')
        .replace('+ [Swim]', '+ {met} [Swim]')
        .replace('+ [Leave]', '+ {met} [Leave]'),
    'save-error',
  ),
];
