import { choiceBlock } from './blocks.ts';
import { boolean } from './booleans.ts';
import { plainDivert } from './diverts.ts';
import { prose, tags, wordsOf } from './prose.ts';
import { boundedLoop, divertLine, labelName, proseLine, statements } from './statements.ts';
import { isNode, type Node, node, type Part } from './tree.ts';
import { callable, passed } from './values.ts';
import { type Ahead, type Maker, type Scope, withStitches } from './world.ts';

const DEEPEST = 3;

/** Text, choices and gathers at one depth of bullets. When `open`, falling off the end leads on to an outer gather. */
export function weave(scope: Scope, open: boolean): Node[] {
  const { random, profile } = scope.world;
  const outermost = scope.bullets === 1;
  const sections = outermost && random.chance(0.45) ? random.between(1, profile.size > 3 ? 3 : 2) : 1;
  const made: Node[] = [];
  let here = scope;
  for (let i = 0; i < sections; i++) {
    const last = i === sections - 1;
    const gathered = !last || random.chance(open ? 0.35 : 0.6);
    const ahead =
      gathered && profile.on('labels') && random.chance(0.6) ? { name: labelName(here), used: false } : null;
    const within = { ...here, ahead };
    if (profile.on('labels') && !here.inner && random.chance(0.1)) {
      made.push(gatherLine(here, { name: labelName(here), used: false }));
    }
    if (outermost) made.push(...statements(within, random.between(0, 2)));
    if (profile.on('loops') && !scope.inner && random.chance(0.25)) made.push(...boundedLoop(within));
    made.push(...threadLines(within));
    const group = choices(within, gathered || open);
    made.push(...group.made);
    const chosen = here.chosen || (!group.passes && !ahead?.used);
    here = { ...here, chosen, direct: false, ahead: null };
    if (gathered) made.push(gatherLine(here, ahead));
    if (gathered && last) {
      made.push(...statements(here, random.between(0, 2)));
      if (!open || random.chance(0.2)) made.push(...ending(here));
    } else if (last && !open && random.chance(0.2)) {
      made.push(...ending(here));
    }
  }
  return made;
}

/** What closes a flow; now and then the writer forgets it. */
export function ending(scope: Scope): Node[] {
  const { random, profile } = scope.world;
  if (profile.on('slips') && !scope.inner && random.chance(0.04)) return [];
  const divert = plainDivert(scope);
  return divert === null ? [] : [divertLine(scope, divert)];
}

function gatherLine(scope: Scope, ahead: Ahead | null): Node {
  const { random, labels } = scope.world;
  const parts: Part[] = [
    scope.indent,
    random.chance(0.5) ? '- '.repeat(scope.bullets) : `${'-'.repeat(scope.bullets)} `,
  ];
  if (ahead !== null) {
    labels.push({ name: ahead.name, flow: scope.flow, gather: true });
    parts.push(`(${ahead.name}) `);
  }
  // Without any text of its own the gather takes up the line below.
  parts.push(random.chance(0.75) ? prose(scope, 'line', 1) : '', ...tags(scope, 0.1), '\n');
  return node('gather', ...parts);
}

function threadLines(scope: Scope): Node[] {
  const { random, threads, profile } = scope.world;
  if (threads.length === 0 || scope.inner) return [];
  const open = threads.flatMap(withStitches).filter((plan) => {
    const later = plan.rank > scope.flow.rank || (profile.cycles && scope.flow.kind === 'scene');
    const frames = scope.flow.kind !== 'tunnel' || !profile.finite;
    return plan !== scope.flow && later && frames && callable(scope, plan);
  });
  if (open.length === 0 || !random.chance(scope.flow.kind === 'scene' ? 0.4 : 0.12)) return [];
  return Array.from({ length: random.chance(0.25) ? 2 : 1 }, () => {
    const plan = random.pick(open);
    return node('line', scope.indent, `<- ${plan.path}`, passed(scope, plan), '\n');
  });
}

interface Group {
  readonly made: Node[];
  /** A fallback may lead past these choices without anyone choosing. */
  readonly passes: boolean;
}

function choices(scope: Scope, open: boolean): Group {
  const { random, profile } = scope.world;
  const made: Node[] = [];
  const count = random.weighted([
    [profile.finite ? 1 : 2.5, 1],
    [4, 2],
    [2, 3],
    [0.6, 4],
  ] as const);
  for (let i = 0; i < count; i++) {
    if (!scope.inner && profile.on('choiceBlocks') && random.chance(0.15)) {
      made.push(choiceBlock(scope, (within) => choice(within, false)));
    } else {
      made.push(choice(scope, open));
    }
    if (profile.on('whitespace') && random.chance(0.2)) made.push(node('line', '\n'));
  }
  const lasting = made.some((offer) => lasts(scope, offer));
  const passes = random.chance(profile.on('fallback') ? (lasting ? 0.25 : 0.9) : lasting ? 0 : 0.4);
  if (passes) made.push(fallback(scope, open));
  return { made, passes };
}

/** Whether a choice is there whenever the flow comes by. */
function lasts(scope: Scope, offer: Node): boolean {
  if (offer.kind !== 'choice' || offer.parts.some((part) => isNode(part) && part.kind === 'condition')) return false;
  const again = scope.world.profile.cycles || scope.flow.kind !== 'scene';
  return !again || String(offer.parts[1]).startsWith('+');
}

function bullet(scope: Scope): string {
  const { random, profile } = scope.world;
  const mark = profile.on('sticky') && random.chance(0.4) ? '+' : '*';
  return random.chance(0.5) ? `${mark} `.repeat(scope.bullets) : `${mark.repeat(scope.bullets)} `;
}

function conditions(scope: Scope, probability: number): Part[] {
  const { random, profile } = scope.world;
  if (!profile.on('conditions') || !random.chance(probability)) return [];
  const count = random.weighted([
    [5, 1],
    [2, 2],
    [1, 3],
  ] as const);
  const gap = random.pick([' ', ' ', '', `\n${scope.indent}    `]);
  return Array.from({ length: count }, (_, i) =>
    node('condition', i > 0 ? gap : '', '{', boolean(scope, 2), i === count - 1 ? '} ' : '}'),
  );
}

function choice(scope: Scope, open: boolean): Node {
  const { random, profile, labels } = scope.world;
  const parts: Part[] = [scope.indent, bullet(scope)];
  if (profile.on('labels') && random.chance(0.3)) {
    const name = labelName(scope);
    labels.push({ name, flow: scope.flow, gather: false });
    parts.push(node('label', `(${name}) `));
    if (random.chance(0.1)) parts.push('\n', `${scope.indent}  `);
  }
  parts.push(...conditions(scope, 0.35), ...choiceText(scope));
  return node('choice', ...parts, choiceBody({ ...scope, chosen: true, direct: true }, open));
}

/** `start [only] after`: any of the three may be missing. */
function choiceText(scope: Scope): Part[] {
  const { random, profile } = scope.world;
  const text = () => prose(scope, 'choice', 1);
  const inner = () => prose(scope, 'inChoice', 1);
  const marked = (least: number) => tags(scope, least);
  const plain: Maker = () => node('prose', text(), ...marked(0.1));
  if (!profile.on('brackets')) return [plain()];
  const form = random.weighted([
    [3, 'start'],
    [3, '[only]'],
    [2, 'start[]after'],
    [2, 'start[only]after'],
    [1, '[only]after'],
    [1, 'start[only]'],
  ] as const);
  if (form === 'start') return [plain()];
  const start = form.startsWith('start') ? [text(), ...marked(0.07)] : [];
  const only = form.includes('only') ? [inner(), ...marked(0.12)] : [];
  const after = form.endsWith('after') ? [inner(), ...marked(0.07)] : [];
  return [...start, '[', ...only, ']', ...after];
}

function choiceBody(scope: Scope, open: boolean): Node {
  const { random, profile } = scope.world;
  const within = { ...scope, indent: `${scope.indent}    `, temporaries: [...scope.temporaries] };
  const nested = !scope.inner && profile.on('nesting') && scope.bullets < DEEPEST && random.chance(0.25);
  if (!nested && !open && random.chance(0.35)) {
    const divert = plainDivert(within);
    if (divert !== null) return node('body', ' ', divert, '\n');
  }
  const lines = statements(within, random.weighted([[3, 0] as const, [4, 1] as const, [1.5, 2] as const]));
  if (nested) lines.push(...weave({ ...within, bullets: scope.bullets + 1 }, open));
  else if (!open || random.chance(0.2)) lines.push(...ending(within));
  return node('body', '\n', ...lines);
}

/** The choice that is taken by itself when nothing else is left. */
function fallback(scope: Scope, open: boolean): Node {
  const { random } = scope.world;
  const head = [scope.indent, bullet(scope), ...conditions(scope, 0.15)];
  const form = random.pick(['divert', 'text', 'gather']);
  if (form === 'gather' && open) return node('choice', ...head, '->\n');
  const divert = plainDivert({ ...scope, direct: false }) ?? node('divert', '-> DONE');
  if (form !== 'text') return node('choice', ...head, divert, '\n');
  const within = { ...scope, indent: `${scope.indent}    `, direct: false };
  return node('choice', ...head, '->\n', node('body', proseLine(within), divertLine(within, divert)));
}

/** A scene with nothing but threads to offer. */
export function hub(scope: Scope): Node[] {
  const lines = threadLines(scope);
  if (lines.length === 0) return [];
  return [node('line', scope.indent, `${wordsOf(scope)}.\n`), ...lines, node('line', scope.indent, '-> DONE\n')];
}
