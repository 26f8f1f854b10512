import { type Certificate, stateCount, transitionCount } from './certificate/certificate.ts';
import { NoCertificate, readCertificate } from './certificate/read.ts';
import { sha256 } from './certificate/sha256.ts';
import { Verification } from './certificate/verify.ts';
import { certificateLines } from './certificate/write.ts';
import type { Certified } from './findings/types.ts';
import { UnknownSlot } from './languages/ink/official/plan.ts';
import { type Checked, type Project, pause } from './project.ts';

export interface CertifyOptions {
  /** Seconds since some fixed moment, never going back. */
  readonly clock: () => number;
  /** For the garbage; 1 unless told otherwise. */
  readonly seed?: number;
  /** Called about twenty times a second, with how many transitions are checked, of how many, and the seconds so far. */
  readonly progress?: (done: number, all: number, seconds: number) => void;
  readonly signal?: { readonly aborted: boolean };
}

/** Something is wrong with a certificate itself, in a sentence; what to do about it in another. */
export class CertificateFault extends Error {
  readonly advice: string;
  constructor(message: string, advice = '') {
    super(message);
    this.advice = advice;
  }
}

/** Writes down what a check claims; null where the story could not be read. */
export async function certificateOf(checked: Checked, version: string): Promise<Certificate | null> {
  const { project, analysis } = checked;
  if (project === null || analysis === null) return null;
  const { exhaustive } = analysis.exploration;
  return checked.claims({ redthread: version, sha256: await sha256(project.showCompiled()), exhaustive });
}

/** A certificate as the text of a file. */
export function showCertificate(certificate: Certificate): Iterable<string> {
  return certificateLines(certificate);
}

/** Reads a saved certificate for a story; throws a `CertificateFault` where it isn't one, or one for another story. */
export async function loadCertificate(project: Project, text: string): Promise<Certificate> {
  let certificate: Certificate;
  try {
    certificate = readCertificate(text);
  } catch (error) {
    if (!(error instanceof NoCertificate)) throw error;
    throw new CertificateFault(`This certificate can't be used: ${error.message}.`, 'Make it again.');
  }
  if (certificate.story.sha256 !== (await sha256(project.showCompiled()))) {
    throw new CertificateFault(
      `This certificate is for another story than this one, or for another version of it (${certificate.story.file}).`,
      'Make it again.',
    );
  }
  return certificate;
}

const slice = 0.05;

/** Has everything that a certificate claims checked by ink's own engine, which no part of Redthread's own machine takes part in. */
export async function certify(project: Project, certificate: Certificate, options: CertifyOptions): Promise<Certified> {
  const started = options.clock();
  const seed = options.seed ?? 1;
  const seconds = (): number => options.clock() - started;
  const verification = begin(project, certificate, seed);
  const { tally } = verification;
  for (let more = true; more; ) {
    const until = options.clock() + slice;
    while ((more = verification.step()) && options.clock() < until);
    if (!more) break;
    options.progress?.(tally.transitions + tally.open, transitionCount(certificate), seconds());
    if (options.signal?.aborted === true)
      return { outcome: 'stopped', ...tally, seconds: seconds(), seed, difference: null };
    await pause();
  }
  const { difference } = verification;
  const outcome = difference === null ? 'confirmed' : 'refuted';
  return { outcome, ...tally, seconds: seconds(), seed, difference };
}

function begin(project: Project, certificate: Certificate, seed: number): Verification {
  try {
    return new Verification(certificate, project.official(certificate.externals), seed);
  } catch (error) {
    if (!(error instanceof UnknownSlot)) throw error;
    throw new CertificateFault(
      `This certificate speaks of something that the story doesn't have (${error.message}).`,
      'Make it again.',
    );
  }
}

/** What a certificate claims, in figures. */
export interface CertificateFacts {
  readonly file: string;
  readonly redthread: string;
  readonly states: number;
  readonly transitions: number;
  readonly exhaustive: boolean;
}

export function certificateFacts(certificate: Certificate): CertificateFacts {
  const { story, redthread, exhaustive } = certificate;
  const [states, transitions] = [stateCount(certificate), transitionCount(certificate)];
  return { file: story.file, redthread, states, transitions, exhaustive };
}
