import type { Certified } from '../findings/types.ts';
import { certifiedLines } from './certified.ts';
import { wrap } from './layout.ts';
import { count } from './numbers.ts';
import { fileName, page as open, paragraph, type TextOptions } from './page.ts';

/** What a certificate claims, in figures. */
interface Claims {
  readonly file: string;
  readonly redthread: string;
  readonly states: number;
  readonly transitions: number;
  readonly exhaustive: boolean;
}

/** What ink's own engine says to a saved certificate. */
export function reportCertificate(claims: Claims, certified: Certified, options: TextOptions): string {
  const page = open(options);
  const { file, redthread, states, transitions, exhaustive } = claims;
  const facts = [
    fileName(options, file),
    `certificate of Redthread ${redthread}`,
    count(states, 'state'),
    count(transitions, 'step'),
  ];
  const covers = exhaustive
    ? 'It claims that every playthrough was followed.'
    : 'It does not claim that every playthrough was followed.';
  const lines = [
    ...wrap(facts.join(' · '), page.width, '', '  '),
    ...paragraph(page, covers, '  '),
    ...certifiedLines(page, certified),
  ];
  return `${lines.join('\n')}\n`;
}
