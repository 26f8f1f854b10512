import { eitherOf } from '../../reports/numbers.ts';
import type { Advise } from './advise.ts';
import type { Turn } from './core.ts';
import { type Look, showTaken, showTurn } from './pages.ts';
import type { Parts } from './parts.ts';
import type { Session } from './session.ts';
import { out } from './terminal.ts';

type Offered = Turn['choices'][number];

/** So many moves of others in a row, and nobody asked the player: they may well go on like that for ever. */
const mostMoves = 200;

/** A reading that people take part in: between two choices of the player the others act as they will, or wait visibly. */
export class Stage {
  readonly #session: Session;
  readonly #parts: Parts | null;
  readonly #look: Look;
  readonly #advise: Advise | null;
  /** After how many steps somebody other than the player chose. */
  readonly #others = new Set<number>();

  constructor(session: Session, parts: Parts | null, look: Look, advise: Advise | null) {
    this.#session = session;
    this.#parts = parts;
    this.#look = look;
    this.#advise = advise;
  }

  /** The choices that are the player's to make, in the order of their numbers. */
  get own(): readonly Offered[] {
    const parts = this.#parts;
    const { choices } = this.#session.turn;
    return parts === null ? choices : choices.filter((choice) => parts.isMine(choice));
  }

  /** Lets the others act for as long as it is their turn, and shows all of it. */
  go(letOthersGo = false): void {
    for (let moves = 0; moves < mostMoves; moves++) {
      const { turn } = this.#session;
      const next = this.#parts?.next(turn, letOthersGo && moves === 0) ?? null;
      if (next === null) return this.show();
      if (moves > 0 || !letOthersGo) out(showTurn({ ...turn, choices: [] }, this.#look));
      out(showTaken({ choice: next.index, text: next.text }, '', this.#look, this.#parts!.names[next.by]));
      this.#others.add(this.#session.steps.length);
      this.#session.choose(next.index);
    }
    this.show();
    out(`\nThat was ${mostMoves} moves in a row, and they may go on for ever. wait: let them.\n`);
  }

  /** Shows where the story stands. */
  show(): void {
    const { turn } = this.#session;
    const choices = this.#parts?.isOne === true ? this.own.map((choice) => ({ ...choice, by: 0 })) : this.own;
    out(showTurn({ ...turn, choices }, this.#look));
    if (this.#parts !== null) out(this.#waiting(this.#parts));
    if (this.#advise !== null) out(this.#advise(this.#session, this.own));
  }

  /** Takes the choice of that number among the player's own. */
  take(number: number): void {
    this.#others.delete(this.#session.steps.length);
    this.#session.choose(this.own[number - 1]!.index);
    this.go();
  }

  /** Goes back to before the player's last choice; false where there was none. */
  undo(): boolean {
    let undone = this.#session.undo();
    if (!undone) return false;
    while (undone && this.#others.has(this.#session.steps.length)) undone = this.#session.undo();
    this.show();
    return true;
  }

  restart(): void {
    this.#others.clear();
    this.#session.restart();
    this.go();
  }

  /** Lets the others go first; false where none of them would. */
  wait(): boolean {
    if (this.#parts === null || !this.#parts.othersWould(this.#session.turn)) return false;
    this.go(true);
    return true;
  }

  /** Who has something to choose and is not willing to choose any of it, with the reason. */
  #waiting(parts: Parts): string {
    const { turn, unwilling } = this.#session;
    if (turn.standing !== 'choice') return '';
    const nobody = this.own.length === 0 && !parts.othersWould(turn);
    const lines = nobody ? ['', 'Nobody has a move they are willing to make.'] : [];
    parts.names.forEach((name, by) => {
      const theirs = turn.choices.filter((choice) => choice.by === by && !parts.isMine(choice));
      if (theirs.length === 0 || theirs.some(({ willing }) => willing)) return;
      const why = [...new Set(unwilling.filter((move) => move.by === name).map(reason))];
      lines.push(`${name} waits${why.length === 0 ? '' : `: ${eitherOf(why)}`}`);
    });
    return lines.map((line) => `${line}\n`).join('');
  }
}

/** `her_grip != tight is false (her_grip is tight)`; what is false itself needs no value. */
function reason({ condition, lacks, reasons }: Session['unwilling'][number]): string {
  const missing = lacks.length > 0 ? lacks.join(' and ') : (condition ?? 'something');
  const said = `${missing} is false`;
  const values = reasons.map(({ name, value }) => `${name} is ${value}`).filter((value) => value !== said);
  return values.length === 0 ? said : `${said} (${values.join(', ')})`;
}
