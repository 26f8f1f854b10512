import { type Node, node, type Part } from './tree.ts';
import { callable, passed } from './values.ts';
import { type FlowPlan, type Label, labelPath, reachable, type Scope, variables, withStitches } from './world.ts';

/** A divert that leaves for good, fit for where it stands; null inside functions. */
export function plainDivert(scope: Scope): Node | null {
  const { random } = scope.world;
  if (scope.flow.kind === 'function') return null;
  if (scope.flow.kind === 'tunnel') return tunnelEnd(scope);
  if (scope.flow.kind === 'thread' && !scope.chosen) return node('divert', random.chance(0.9) ? '-> DONE' : '-> END');
  const flows = reachable(scope).filter((flow) => callable(scope, flow));
  const labels = scope.direct ? gathers(scope) : [];
  const held = scope.chosen && scope.world.profile.cycles ? variables(scope, 'target') : ownTargets(scope);
  const kind = random.weighted([
    [flows.length > 0 ? 6 : 0, 'flow'],
    [labels.length > 0 ? 2.5 : 0, 'label'],
    [held.length > 0 ? 1.5 : 0, 'held'],
    [flows.length > 0 ? scope.world.profile.weigh('chains', 0.8) : 0, 'chain'],
    [flows.length === 0 ? 2 : scope.world.profile.finite ? 0.3 : 0.7, 'END'],
    [scope.world.profile.finite ? 0.2 : 0.4, 'DONE'],
  ] as const);
  if (kind === 'END' || kind === 'DONE') return node('divert', `-> ${kind}`);
  if (kind === 'label') return node('divert', `-> ${labelPath(scope, random.pick(labels))}`);
  if (kind === 'held') return node('divert', `-> ${random.pick(held).name}`);
  const flow = random.pick(flows);
  const before = kind === 'chain' ? tunnelSteps(scope) : [];
  return node('divert', ...before, `-> ${flowPath(scope, flow)}`, passed(scope, flow));
}

function ownTargets(scope: Scope) {
  return scope.flow.parameters.filter((parameter) => parameter.type === 'target');
}

/** Gathers that a choice's body may go back to. */
function gathers(scope: Scope): Label[] {
  if (!scope.world.profile.cycles) return [];
  return scope.world.labels.filter(({ flow, gather }) => {
    const odd = scope.world.profile.on('slips') && scope.world.random.chance(0.1);
    return gather && (flow === scope.flow || (flow.kind === 'scene' && flow.parameters.length === 0) || odd);
  });
}

/** Inside its knot a stitch may go by its own name. */
function flowPath(scope: Scope, flow: FlowPlan): string {
  const near = flow.knot === scope.flow.knot && flow.path !== flow.name;
  return near && scope.world.random.chance(0.6) ? flow.name : flow.path;
}

function tunnelEnd(scope: Scope): Node {
  const { random, profile } = scope.world;
  const flows = reachable(scope).filter((flow) => callable(scope, flow));
  const targets = ownTargets(scope);
  const kind = random.weighted([
    [8, 'onwards'],
    [scope.flow.exits && flows.length > 0 ? 4 : 0, 'override'],
    [targets.length > 0 ? profile.weigh('overrides', 3) : 0, 'back'],
    [profile.weigh('chains', 0.7), 'chain'],
    [0.3, 'END'],
    [!profile.finite && flows.length > 0 && scope.chosen ? profile.weigh('slips', 0.6) : 0, 'leave'],
  ] as const);
  if (kind === 'override' || kind === 'leave') {
    const flow = random.pick(flows);
    return node('divert', `${kind === 'leave' ? '->' : '->->'} ${flow.path}`, passed(scope, flow));
  }
  if (kind === 'back') return node('divert', `->-> ${random.pick(targets).name}`);
  if (kind === 'chain') {
    const steps = tunnelSteps(scope);
    if (steps.length > 0) return node('divert', ...steps, '->->');
  }
  return node('divert', kind === 'END' ? '-> END' : '->->');
}

/** `-> tunnel ` parts, to be followed by an arrow; empty where no tunnel can be called. */
export function tunnelSteps(scope: Scope): Part[] {
  const { random, tunnels, tunnelTargets, profile } = scope.world;
  if (scope.flow.kind === 'function') return [];
  const open = tunnels.flatMap(withStitches).filter((plan) => {
    const later = plan.rank > scope.flow.rank || (scope.flow.kind !== 'tunnel' && !plan.exits);
    return plan !== scope.flow && later && callable(scope, plan);
  });
  if (open.length === 0) return [];
  const steps: Part[] = [];
  const count = profile.on('chains') && random.chance(0.3) ? 2 : 1;
  for (let i = 0; i < count; i++) {
    if (scope.flow.kind === 'scene' && tunnelTargets.length > 0 && random.chance(0.25)) {
      steps.push(`-> ${random.pick(tunnelTargets).name} `);
    } else {
      const plan = random.pick(open);
      steps.push(`-> ${plan.path}`, passed(scope, plan), ' ');
    }
  }
  return steps;
}

/** The tunnel calls itself again, with one less to go. */
export function again(scope: Scope): Node {
  return node('divert', `-> ${scope.flow.path}`, passed(scope, scope.flow), ' ->');
}
