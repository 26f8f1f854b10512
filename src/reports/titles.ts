import type { Evidence, Finding } from '../findings/types.ts';
import { listed } from './numbers.ts';

/** What a report calls each finding. Every code has a section in docs/findings.md. */
export const TITLES: Readonly<Record<string, string>> = {
  'dead-end': 'dead end',
  'no-choices-left': 'no choices left',
  'runtime-error': 'runtime error',
  'runtime-warning': 'runtime warning',
  'soft-lock': 'soft-lock: lost without knowing',
  'endless-turn': 'endless loop within a turn',
  'forced-loop': 'forced loop: no way out',
  'no-ending': 'no ending',
  'nothing-from-the-top': 'nothing happens from the top',
  'unreached-knot': 'knot never reached',
  'unreached-stitch': 'stitch never reached',
  'unreached-label': 'label never reached',
  'unreached-choice': 'choice never offered',
  'unreached-line': 'line never shown',
  'unreached-branch': 'branch never taken',
  'always-true': 'condition always true',
  'always-false': 'condition always false',
  'broken-promise': 'promise broken',
  'promise-fault': 'promise without an answer',
  'never-read': 'variable never read',
  'never-changed': 'variable never changed',
  'no-cast': 'no cast',
  'cast-twice': 'in the cast twice',
  'by-nobody': 'by nobody of the cast',
  'will-of-nobody': 'will of nobody',
  'tag-on-line': 'tag of a choice on a line',
  'owned-by-nobody': 'owned by nobody of the cast',
  'owns-nothing': 'owns what does not exist',
  'owned-twice': 'two owners',
  'never-acts': 'never acts',
  'never-willing': 'never willing',
  meddled: 'changed by another than its owner',
  'assumed-external': 'host function assumed',
  growing: 'keeps growing',
  'not-represented': 'not represented',
  'not-yet-knot': 'knot not reached yet',
  'not-yet-stitch': 'stitch not reached yet',
  'not-yet-label': 'label not reached yet',
  'not-yet-choice': 'choice not offered yet',
  'not-yet-line': 'line not shown yet',
  'not-yet-branch': 'branch not taken yet',
};

export function title(code: string): string {
  return TITLES[code] ?? code.replaceAll('-', ' ');
}

/** How a report says what is known. The legend in docs/findings.md uses the same words. */
export const EVIDENCE: Readonly<Record<Evidence, string>> = {
  proved: 'proved',
  found: 'found in play',
  unknown: 'not known yet',
  text: 'seen in the text',
};

/** `proved, assuming has_item() returns false or true` */
export function howSure({ evidence, assuming = [] }: Pick<Finding, 'evidence' | 'assuming'>): string {
  return EVIDENCE[evidence] + (assuming.length > 0 ? `, assuming ${listed(assuming)}` : '');
}
