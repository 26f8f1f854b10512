import type { Certificate } from '../../src/certificate/certificate.ts';
import { type Difference, type Tally, Verification } from '../../src/certificate/verify.ts';
import { claimsOf } from '../../src/claims/claims.ts';
import { Official } from '../../src/languages/ink/official/official.ts';
import { type Explored, type ExploreOptions, explore } from './explore.ts';
import type { Pair } from './routes.ts';

/** What came of checking one exploration with the official runtime. */
export interface Certified {
  readonly certificate: Certificate;
  readonly tally: Tally;
  readonly difference: Difference | null;
}

export function claims({ model, graph, exhaustive }: Explored): Certificate {
  return claimsOf(model, graph, model.program, { redthread: 'test', sha256: '', exhaustive });
}

export function verify({ story }: Pair, certificate: Certificate, seed = 1): Certified {
  const verification = new Verification(certificate, new Official(story, certificate.externals), seed);
  while (verification.step());
  const { tally, difference } = verification;
  return { certificate, tally, difference };
}

/** Explores a story, and has everything found checked by the official runtime. */
export function certify(pair: Pair, options: ExploreOptions = {}): Certified {
  return verify(pair, claims(explore(pair.program, options)));
}
