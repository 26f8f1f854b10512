import { existsSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { count, listed } from '../../reports/numbers.ts';
import { showStep } from '../../reports/playthrough.ts';
import type { Advise } from './advise.ts';
import type { Step } from './core.ts';
import { type Look, showTaken, showTurn } from './pages.ts';
import type { Parts } from './parts.ts';
import type { Session } from './session.ts';
import { Stage } from './stage.ts';
import { near } from './suggest.ts';
import { colourOn, out, ownName, shellWord, widthOf } from './terminal.ts';
import { VERSION } from './version.ts';

export interface Reading {
  readonly story: string;
  readonly seed: number;
  /** What to play before the reader takes over. */
  readonly playthrough: readonly Step[];
  /** Who acts: 0 is the reader, from 1 on the cast. */
  readonly names: readonly string[];
  /** Who plays whom; null where every choice is the reader's to make. */
  readonly parts: Parts | null;
  /** What to do for an ending; null where nobody asked. */
  readonly advise: Advise | null;
}

const WIDEST = 80;

const HELP = `  a number   take this choice
  wait       let the others go first (with --as)
  undo       go back to before the last choice
  restart    begin again
  save FILE  keep this reading; redthread play --replay FILE goes on with it
  steps      the choices so far
  quit
`;

/** Reads with a person, or with a pipe that gives one command a line. Returns the exit code. */
export async function converse(session: Session, reading: Reading): Promise<number> {
  const person = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const look: Look = {
    colour: colourOn(process.stdout),
    width: process.stdout.isTTY === true ? Math.min(widthOf(process.stdout), WIDEST) : null,
    names: reading.names,
  };
  const stage = new Stage(session, reading.parts, look, reading.advise);
  const failed = begin(stage, session, reading, look);
  const lines = createInterface({ input: process.stdin, output: person ? process.stdout : undefined, prompt: '\n> ' });
  lines.on('SIGINT', () => lines.close());
  if (person) {
    out('\n(a number to choose; undo, restart, save, steps, help, quit)\n');
    lines.prompt();
  }
  for await (const line of lines) {
    if (!answer(line.trim(), stage, session, reading)) break;
    if (person) lines.prompt();
  }
  lines.close();
  return failed ? 2 : 0;
}

/** Plays what is to be played before the reader takes over; true when that failed on the way. */
function begin(stage: Stage, session: Session, { playthrough }: Reading, look: Look): boolean {
  const { events, failure, reworded, unused } = session.replay(playthrough);
  for (const { step, turn, remark } of events) {
    if (step !== null) out(showTaken(step, remark, look));
    if (turn === session.turn) stage.go();
    else out(showTurn({ ...turn, choices: [] }, look));
  }
  const odd = [
    ...(reworded > 0
      ? [`${count(reworded, 'choice')} of this playthrough ${reworded === 1 ? 'reads' : 'read'} otherwise now`]
      : []),
    ...(unused > 0 ? [`${count(unused, 'outcome')} of chance in it ${unused === 1 ? 'was' : 'were'} not needed`] : []),
  ];
  if (odd.length > 0) out(`\n! ${listed(odd)}: it was made with another version of the story.\n`);
  if (failure !== null) out(`\n! ${failure} You can go on from here.\n`);
  return failure !== null;
}

type Answer = (stage: Stage, session: Session, reading: Reading, argument: string) => void;

const ANSWERS: Readonly<Record<string, Answer>> = {
  wait: (stage) => {
    if (!stage.wait()) out('There is nobody else with a move they are willing to make.\n');
  },
  undo: (stage) => {
    if (!stage.undo()) out('This is where it began.\n');
  },
  restart: (stage) => {
    out('\n');
    stage.restart();
  },
  save: (_stage, session, reading, file) => save(session, reading, file),
  steps: (_stage, session) => {
    for (const step of session.steps) out(`  ${showStep(step)}\n`);
  },
  help: () => out(HELP),
};

/** Does what one line of input says; false when the reader is done. */
function answer(line: string, stage: Stage, session: Session, reading: Reading): boolean {
  if (line === '') return true;
  const [word = '', ...rest] = line.split(/\s+/);
  if (/^\d+$/.test(word)) {
    choose(Number(word), stage);
    return true;
  }
  const names = [...Object.keys(ANSWERS), 'quit'];
  const name = names.find((name) => name === word.toLowerCase() || name[0] === word.toLowerCase());
  if (word === '?') out(HELP);
  else if (name === 'quit' || word === 'exit') return false;
  else if (name === undefined) out(unknown(word, names));
  else ANSWERS[name]!(stage, session, reading, rest.join(' '));
  return true;
}

function choose(number: number, stage: Stage): void {
  const offered = stage.own.length;
  if (number >= 1 && number <= offered) {
    out('\n');
    stage.take(number);
  } else if (offered === 0) {
    out('There is nothing to choose here. You can undo, restart or quit.\n');
  } else {
    out(`There is no choice ${number} here: 1 to ${offered}.\n`);
  }
}

function unknown(word: string, names: readonly string[]): string {
  const suggestion = near(word, names);
  return `“${word}” means nothing here.${suggestion === null ? ' Type help to see what does.' : ` Did you mean ${suggestion}?`}\n`;
}

/** A saved reading is the steps that led to it, so it survives most edits of the story and can be read by people. */
function save(session: Session, { story, seed }: Reading, argument: string): void {
  const file = argument === '' ? freeName(basename(story).replace(/(\.ink)?\.\w+$/i, '')) : argument;
  const data = { redthread: VERSION, story: basename(story), seed, playthrough: session.steps };
  try {
    writeFileSync(file, `${JSON.stringify(data, null, 2)}\n`);
  } catch {
    out(`${file} can't be written.\n`);
    return;
  }
  out(`Saved. Go on with it: ${ownName()} play ${shellWord(story)} --replay ${shellWord(file)}\n`);
}

function freeName(story: string): string {
  for (let number = 1; ; number++) {
    const name = `${story}.save${number === 1 ? '' : `-${number}`}.json`;
    if (!existsSync(name)) return name;
  }
}
