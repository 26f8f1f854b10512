import type { LoadedChoice, Loading } from '../languages/ink/official/loading.ts';
import type { Official } from '../languages/ink/official/official.ts';
import { cutFrame, type Frame } from '../machine/frames.ts';
import type { Offer } from '../machine/machine.ts';
import type { Representatives } from './representatives.ts';

/** What becomes of a part of a save when ink's own engine loads it: of one choice, or of all but the choices. */
export interface Part {
  /** Why it can't be loaded, in the engine's words, or null. */
  readonly fault: string | null;
  readonly warnings: readonly string[];
  /** Null for what is no choice, or can't be loaded. */
  readonly choice: LoadedChoice | null;
}

/** A save in parts: its choices in the order in which they are offered, and all else. */
export interface SaveParts {
  readonly choices: readonly Part[];
  readonly rest: Part;
}

/** A save as far as its parts are looked at here. */
interface SaveFile {
  readonly currentFlowName: string;
  readonly flows: Readonly<Record<string, Flow>>;
}

interface Flow {
  readonly callstack: { readonly threads: readonly SavedThread[] };
  readonly currentChoices: readonly SavedChoice[];
}

interface SavedThread {
  readonly threadIndex: number;
  readonly callstack: readonly object[];
}

interface SavedChoice {
  readonly isInvisibleDefault: boolean;
  readonly originalThreadIndex: number;
}

/**
 * Has ink's own engine load parts of saves into the new version. How a part is loaded depends on its places alone and not on the values in
 * it, so each part is loaded once.
 */
export class Examiner {
  private readonly known = new Map<string, Part>();
  /** The parts that the choices of one exploration are, by the choices' numbers. */
  private byNumber = new Map<number, Part>();
  private readonly official: Official;

  constructor(official: Official) {
    this.official = official;
  }

  /** Another exploration begins, in which choices have other numbers. */
  begin(): void {
    this.byNumber = new Map();
  }

  /** All choices that were loaded so far. */
  get choices(): LoadedChoice[] {
    return [...this.known.values()].flatMap(({ choice }) => (choice === null ? [] : [choice]));
  }

  /** The parts of a state's save: the choices in the order in which they are offered, and all else. */
  parts(state: number, offers: readonly Offer[], noted: number, representatives: Representatives): SaveParts {
    const restKey = `noted ${noted}`;
    for (;;) {
      const choices = offers.map((offer) => this.part(offer));
      const rest = this.known.get(restKey);
      if (rest !== undefined && !choices.includes(undefined)) return { choices: choices as Part[], rest };
      this.examine([...offers.map(placesOf), restKey], representatives.save(state));
    }
  }

  private part(offer: Offer): Part | undefined {
    let part = this.byNumber.get(offer.number);
    if (part === undefined) {
      part = this.known.get(placesOf(offer));
      if (part !== undefined) this.byNumber.set(offer.number, part);
    }
    return part;
  }

  private examine(keys: readonly string[], json: string | null): void {
    const note = (i: number, part: Part): void => {
      if (!this.known.has(keys[i])) this.known.set(keys[i], part);
    };
    if (json === null) {
      const fault = "ink's own engine fails to write this save";
      for (const i of keys.keys()) note(i, { fault, warnings: [], choice: null });
      return;
    }
    const save = JSON.parse(json) as SaveFile;
    const { currentChoices } = save.flows[save.currentFlowName];
    const [unseen, seen] = [true, false].map((wanted) =>
      currentChoices.filter(({ isInvisibleDefault }) => isInvisibleDefault === wanted),
    );
    const whole = this.load(json);
    const isPlain = whole.fault === null && whole.warnings.length === 0;
    const loaded = whole.choices.filter(({ isFallback }) => !isFallback);
    seen.forEach((choice, i) => {
      const { fault, warnings, choices } = isPlain ? whole : this.load(JSON.stringify(onlyChoice(save, choice)));
      note(i, { fault, warnings, choice: isPlain ? loaded[i] : (choices[0] ?? null) });
    });
    const { fault, warnings } = isPlain ? whole : this.load(JSON.stringify(withChoices(save, unseen)));
    note(seen.length, { fault, warnings, choice: null });
  }

  private load(json: string): Loading {
    return this.official.load(json);
  }
}

function withChoices(save: SaveFile, currentChoices: readonly SavedChoice[]): SaveFile {
  const name = save.currentFlowName;
  return { ...save, flows: { ...save.flows, [name]: { ...save.flows[name], currentChoices } } };
}

/** A save with one choice alone: where the story stood last is none of its business. */
function onlyChoice(save: SaveFile, choice: SavedChoice): SaveFile {
  const name = save.currentFlowName;
  const flow = save.flows[name];
  const threads = flow.callstack.threads.map((thread) => {
    if (thread.threadIndex === choice.originalThreadIndex) return thread;
    const { threadIndex, callstack } = thread;
    return { threadIndex, callstack: callstack.map((element) => ({ ...element, cPath: undefined, idx: undefined })) };
  });
  const alone = { ...flow, callstack: { ...flow.callstack, threads }, currentChoices: [choice] };
  return { ...save, flows: { ...save.flows, [name]: alone } };
}

/** The places of a choice, without the values in its calls: choices of the same places are loaded alike. */
function placesOf({ point, thread }: Offer): string {
  const calls: string[] = [];
  for (let frame: Frame | null = thread.parent; frame !== null; frame = frame.parent)
    calls.push(frame === cutFrame ? '…' : `${frame.kind},${frame.pc},${frame.inExpression}`);
  return `${point}@${thread.previous} ${thread.kind} ${calls.join(' ')}`;
}
