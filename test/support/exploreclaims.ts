import type { Analysis, Finding } from '../../src/findings/types.ts';
import { Op } from '../../src/program/opcodes.ts';
import type { Program } from '../../src/program/program.ts';
import type { Naive } from './naive.ts';

/**
 * What an analysis claims to be never reached though a search by the official runtime came there. Prose and choices are compared by their
 * own words, wherever the source has them only once; knots, stitches and conditions by where they lie.
 */
export function refutedClaims(analysis: Analysis, naive: Naive, program: Program, source: string): string[] {
  return analysis.findings.flatMap((finding) => {
    if (finding.evidence !== 'proved') return [];
    const what = refuted(finding, naive, program, source);
    return what === null ? [] : [`${finding.code} ${finding.place?.line}: ${what}`];
  });
}

function refuted(finding: Finding, naive: Naive, program: Program, source: string): string | null {
  const { code, message, quote } = finding;
  if (quote.length > 3 && source.split(quote).length === 2 && /^unreached|^always-false/.test(code)) {
    for (const shown of [...naive.lines, ...naive.choices]) if (shown.includes(quote)) return `“${shown}” is shown`;
  }
  const named = /^The (?:knot|stitch|function) (\S+) is never/.exec(message);
  if (named !== null) {
    const container = program.passages.find((passage) => passage.name === named[1])?.container ?? -1;
    if (container < 0) return 'it has no such passage';
    return isVisited(program, naive, container) ? 'it is visited' : null;
  }
  const here = [...program.op.keys()].filter((pc) => isAt(program, pc, finding));
  const asked = here.filter((pc) => (naive.covered[pc] & 6) !== 0);
  if (code === 'always-true')
    return asked.length > 0 && asked.every((pc) => (naive.covered[pc] & 4) !== 0) ? 'it fails' : null;
  if (code === 'always-false')
    return asked.length > 0 && asked.every((pc) => (naive.covered[pc] & 2) !== 0) ? 'it holds' : null;
  const choices = here.filter((pc) => program.op[pc] === Op.Choice);
  if (code === 'unreached-choice' && choices.length > 0)
    return choices.every((pc) => (naive.covered[pc] & 8) !== 0) ? 'it is offered' : null;
  if (code === 'unreached-line') return here.every((pc) => naive.covered[pc] !== 0) ? 'it is shown' : null;
  return null;
}

function isVisited(program: Program, naive: Naive, container: number): boolean {
  return program.op.some((op, pc) => {
    if (op === Op.Enter || naive.covered[pc] === 0) return false;
    let c = program.home[pc];
    while (c > container) c = program.containers[c].parent;
    return c === container;
  });
}

function isAt(program: Program, pc: number, { place }: Finding): boolean {
  const index = program.placeOf[pc];
  if (place === null || index < 0 || program.op[pc] === Op.Enter) return false;
  const { file, line, column } = program.places[index];
  return file === place.file && line === place.line && column === place.column;
}
