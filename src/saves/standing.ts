import type { Listener } from '../machine/listener.ts';
import type { Machine } from '../machine/machine.ts';

/**
 * Notes of every state that waits for a choice what its save holds besides choices and values, as far as ink's loader can stumble over it:
 * where the story stood last, and the fallback choices that wait unseen.
 */
export class Standing implements Listener {
  readonly hears = false;
  private readonly numbers = new Map<string, number>();

  begins(): number {
    return 0;
  }

  ends(): number {
    return 0;
  }

  rests({ offers, previous, program }: Machine): number {
    const isFallback = (point: number): boolean => program.choices[point].isFallback;
    if (offers.every(({ point }) => isFallback(point))) return 0;
    const unseen = offers.flatMap(({ point, thread }, i) =>
      isFallback(point) ? [`${i}:${point}:${thread.previous}`] : [],
    );
    const key = [previous, ...unseen].join();
    let number = this.numbers.get(key);
    if (number === undefined) this.numbers.set(key, (number = this.numbers.size + 1));
    return number;
  }
}
