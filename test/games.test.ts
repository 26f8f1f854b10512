import { describe, expect, it } from 'vitest';
import { canForce, chance, type Game, type Region } from '../src/graph/games.ts';
import { arenaOf, gameFault, marks } from './support/comparegames.ts';
import { type Board, randomBoard } from './support/naivegames.ts';
import { Random } from './support/random.ts';

/** A board from `from -who-> to` lines; states are named as they come, the first of them is the start. */
function boardOf(text: string, who: readonly string[]): { board: Board; names: readonly string[] } {
  const lines = text.split('\n').flatMap((line) => {
    const match = /^\s*(\S+) -(\S+)-> (\S+)\s*$/.exec(line);
    return match === null ? [] : [{ from: match[1], by: match[2], to: match[3] }];
  });
  const names = [...new Set(lines.flatMap(({ from, to }) => [from, to]))];
  const moves = lines
    .map(({ from, by, to }) => ({
      from: names.indexOf(from),
      to: names.indexOf(to),
      by: by === 'chance' ? chance : who.indexOf(by),
    }))
    .sort((a, b) => a.from - b.from);
  return { board: { states: names.length, players: who.length, moves, goals: [] }, names };
}

/** The game of a coalition for some states, all by name; `states` reads a region back as names. */
function play(text: string, who: readonly string[], coalition: readonly string[], goals: readonly string[]) {
  const { board, names } = boardOf(text, who);
  const arena = arenaOf(board);
  const game = canForce(
    arena,
    Uint8Array.from(who, (name) => (coalition.includes(name) ? 1 : 0)),
    Uint8Array.from(names, (name) => (goals.includes(name) ? 1 : 0)),
  );
  const states = ({ won }: Region): string[] => names.filter((_, s) => won[s] === 1).sort();
  const move = ({ move }: Region, state: string): string | null => {
    const t = move[names.indexOf(state)];
    return t < 0 ? null : names[arena.graph.targets.at(t)];
  };
  return { game, states, move, names };
}

const holds = (game: Game): Record<string, boolean> => ({
  surely: game.surely.won[0] === 1,
  almostSurely: game.almostSurely.won[0] === 1,
  withLuck: game.withLuck.won[0] === 1,
  prevented: game.prevented.won[0] === 1,
});

describe('games', () => {
  it('agree with plain fixpoints and with the trial of all strategies', () => {
    for (let seed = 0; seed < 400; seed++) expect(gameFault(seed, 6, 64)).toBe(null);
  });

  it('agree with plain fixpoints on larger boards', () => {
    for (let seed = 500; seed < 600; seed++) expect(gameFault(seed, 25, 1)).toBe(null);
  });
});

describe('the train and the controller (Alur, Henzinger, Kupferman 2002, figure 1)', () => {
  const model = `
    out -train-> out
    out -train-> requested
    requested -controller-> granted
    requested -controller-> out
    requested -controller-> requested
    granted -train-> out
    granted -train-> in
    in -controller-> in
    in -controller-> out`;
  const who = ['train', 'controller'];

  it('together they can bring the train in', () => {
    expect(holds(play(model, who, who, ['in']).game)).toMatchObject({ surely: true });
  });

  it('the train alone cannot, and the controller can keep it out', () => {
    expect(holds(play(model, who, ['train'], ['in']).game)).toMatchObject({ withLuck: false, prevented: true });
    expect(holds(play(model, who, ['controller'], ['in']).game)).toMatchObject({ surely: false, prevented: true });
  });

  it('once it has been granted, only the train can keep itself out', () => {
    const { game, states, move } = play(model, who, ['train'], ['in']);
    expect(states(game.surely)).toEqual(['granted', 'in']);
    expect(move(game.surely, 'granted')).toBe('in');
    expect(move(game.surely, 'requested')).toBe('out');
    const controller = play(model, who, ['controller'], ['in']);
    expect(controller.states(controller.game.prevented)).toEqual(['out', 'requested']);
    expect(controller.move(controller.game.prevented, 'requested')).toBe('out');
  });

  it('the train can get away only where it is its move: elsewhere the controller may keep it waiting', () => {
    const { game, states } = play(model, who, ['train'], ['out']);
    expect(states(game.surely)).toEqual(['granted', 'out']);
  });
});

describe('Nim (Bouton 1901)', () => {
  const heaps = [1, 2, 3];
  /** All positions of Nim from these heaps, with whose turn it is; whoever takes the last match wins. */
  function nim(): string {
    const lines: string[] = [];
    const seen = new Set<string>();
    const visit = (position: readonly number[], turn: number): string => {
      const name = `${turn}:${position.join()}`;
      if (seen.has(name)) return name;
      seen.add(name);
      position.forEach((heap, i) => {
        for (let left = 0; left < heap; left++) {
          const next = visit(position.with(i, left), 1 - turn);
          lines.push(`${name} -${'ab'[turn]}-> ${next}`);
        }
      });
      return name;
    };
    visit(heaps, 0);
    return lines.reverse().join('\n');
  }

  it('is won by whoever moves exactly where the heaps, added without carrying, are not nothing', () => {
    const { game, states, names } = play(nim(), ['a', 'b'], ['a'], ['1:0,0,0']);
    const wins = names.filter((name) => {
      const [turn, a, b, c] = name.split(/[:,]/).map(Number);
      return ((a ^ b ^ c) !== 0) === (turn === 0);
    });
    expect(names.length).toBe(40);
    expect(states(game.surely)).toEqual(wins.sort());
  });
});

describe('chance', () => {
  it('a coin that may be tossed again comes up heads almost surely, but not surely', () => {
    const coin = 'bet -me-> toss\ntoss -chance-> heads\ntoss -chance-> bet';
    const { game } = play(coin, ['me'], ['me'], ['heads']);
    expect(holds(game)).toEqual({ surely: false, almostSurely: true, withLuck: true, prevented: false });
  });

  it('a gambler who can be ruined may win, with luck', () => {
    const ruin = '2 -chance-> 1\n2 -chance-> 3\n1 -chance-> 0\n1 -chance-> 2\n3 -chance-> 2\n3 -chance-> 4';
    const { game, states } = play(ruin, ['me'], ['me'], ['4']);
    expect(holds(game)).toEqual({ surely: false, almostSurely: false, withLuck: true, prevented: false });
    expect(states(game.withLuck)).toEqual(['1', '2', '3', '4']);
  });

  it('a coin that somebody else may refuse to toss again promises nothing', () => {
    const coin = 'toss -chance-> heads\ntoss -chance-> tails\ntails -you-> toss\ntails -you-> gone';
    expect(holds(play(coin, ['me', 'you'], ['me'], ['heads']).game)).toMatchObject({
      almostSurely: false,
      withLuck: true,
    });
    expect(holds(play(coin, ['me', 'you'], ['you'], ['heads']).game)).toMatchObject({ almostSurely: true });
  });

  it('is taken away round by round where it can lead to what is lost', () => {
    const rounds = `
      a -chance-> goal
      a -me-> never
      a -chance-> b
      b -you-> a
      b -you-> c
      c -chance-> goal
      c -chance-> lost`;
    const { game, states } = play(rounds, ['me', 'you'], ['me'], ['goal']);
    expect(states(game.almostSurely)).toEqual(['goal']);
    expect(states(game.withLuck)).toEqual(['a', 'b', 'c', 'goal']);
  });
});

describe('the turn rule', () => {
  const table = 'table -me-> mine\ntable -you-> yours';
  const who = ['me', 'you'];

  it('lets the others move first', () => {
    const mine = play(table, who, ['me'], ['mine']);
    expect(holds(mine.game)).toMatchObject({ surely: false, withLuck: false });
    expect(mine.move(mine.game.surely, 'table')).toBe('yours');
    expect(holds(play(table, who, ['you'], ['mine']).game)).toMatchObject({ prevented: false });
    expect(holds(play(table, who, who, ['mine']).game)).toMatchObject({ surely: true });
  });

  it('lets the others wait for the coalition: nobody makes somebody else act by doing nothing', () => {
    const { game, move } = play(table, who, ['me'], ['yours']);
    expect(holds(game)).toMatchObject({ surely: false, withLuck: false });
    expect(move(game.surely, 'table')).toBe(null);
  });

  it('but not where the coalition has nothing to do', () => {
    const { game } = play('yours -you-> end', who, ['me'], ['end']);
    expect(holds(game)).toMatchObject({ surely: true, prevented: false });
  });

  it('counts on what comes about by each move of theirs and by one of its own', () => {
    const both = 'table -me-> mine\ntable -me-> other\ntable -you-> yours\nmine -me-> end\nyours -you-> end';
    const { game, move } = play(both, who, ['me'], ['end']);
    expect(holds(game)).toMatchObject({ surely: true });
    expect(move(game.surely, 'table')).toBe('mine');
  });

  it('does not let the coalition stop the story by not choosing, but it may leave it to the others', () => {
    expect(holds(play('alone -me-> end', who, ['me'], ['end']).game)).toMatchObject({ prevented: false });
    expect(holds(play(table, who, ['me'], ['mine']).game)).toMatchObject({ prevented: true });
  });

  it('never says both that one can force and that another can prevent', () => {
    for (let seed = 0; seed < 300; seed++) {
      const board = randomBoard(new Random(seed), 7);
      const arena = arenaOf(board);
      const ask = (members: number): Game =>
        canForce(
          arena,
          Uint8Array.from({ length: board.players }, (_, i) => (members >> i) & 1),
          marks(board.goals),
        );
      for (let members = 0; members < 1 << board.players; members++) {
        const { withLuck } = ask(members);
        const { prevented } = ask(((1 << board.players) - 1) & ~members);
        expect(withLuck.won.some((won, s) => won === 1 && prevented.won[s] === 1)).toBe(false);
      }
    }
  });
});
