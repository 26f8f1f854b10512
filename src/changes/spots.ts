import { comparePlaces, type Place } from '../text/place.ts';
import type { Version } from './version.ts';

/** Where something stands among the pieces of its version: the last one before it and the first from it on; -1 for none. */
export interface Spot {
  readonly after: number;
  readonly upTo: number;
}

const nowhere: Spot = { after: -1, upTo: -1 };

/** Finds places among the pieces of a version. */
export class Spots {
  /** The positions of the pieces of each file, in the order of their places. */
  private readonly files = new Map<string, number[]>();
  readonly version: Version;

  constructor(version: Version) {
    this.version = version;
    version.pieces.forEach(({ place }, i) => {
      if (place === null) return;
      const known = this.files.get(place.file);
      if (known === undefined) this.files.set(place.file, [i]);
      else known.push(i);
    });
    for (const positions of this.files.values())
      positions.sort((x, y) => comparePlaces(version.pieces[x].place!, version.pieces[y].place!));
  }

  of(place: Place | null): Spot {
    const positions = place === null ? undefined : this.files.get(place.file);
    if (place === null || positions === undefined) return nowhere;
    let low = 0;
    let high = positions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (comparePlaces(this.version.pieces[positions[middle]].place!, place) < 0) low = middle + 1;
      else high = middle;
    }
    return { after: positions[low - 1] ?? -1, upTo: positions[low] ?? -1 };
  }
}
