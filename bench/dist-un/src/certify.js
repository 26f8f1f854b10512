import { stateCount, transitionCount } from './certificate/certificate.js';
import { NoCertificate, readCertificate } from './certificate/read.js';
import { sha256 } from './certificate/sha256.js';
import { Verification } from './certificate/verify.js';
import { certificateLines } from './certificate/write.js';
import { UnknownSlot } from './languages/ink/official/plan.js';
import { pause } from './project.js';
/** Something is wrong with a certificate itself, in a sentence; what to do about it in another. */
export class CertificateFault extends Error {
    advice;
    constructor(message, advice = '') {
        super(message);
        this.advice = advice;
    }
}
/** Writes down what a check claims; null where the story could not be read. */
export async function certificateOf(checked, version) {
    const { project, analysis } = checked;
    if (project === null || analysis === null)
        return null;
    const { exhaustive } = analysis.exploration;
    return checked.claims({ redthread: version, sha256: await sha256(project.showCompiled()), exhaustive });
}
/** A certificate as the text of a file. */
export function showCertificate(certificate) {
    return certificateLines(certificate);
}
/** Reads a saved certificate for a story; throws a `CertificateFault` where it isn't one, or one for another story. */
export async function loadCertificate(project, text) {
    let certificate;
    try {
        certificate = readCertificate(text);
    }
    catch (error) {
        if (!(error instanceof NoCertificate))
            throw error;
        throw new CertificateFault(`This certificate can't be used: ${error.message}.`, 'Make it again.');
    }
    if (certificate.story.sha256 !== (await sha256(project.showCompiled()))) {
        throw new CertificateFault(`This certificate is for another story than this one, or for another version of it (${certificate.story.file}).`, 'Make it again.');
    }
    return certificate;
}
const slice = 0.05;
/** Has everything that a certificate claims checked by ink's own engine, which no part of Redthread's own machine takes part in. */
export async function certify(project, certificate, options) {
    const started = options.clock();
    const seed = options.seed ?? 1;
    const seconds = () => options.clock() - started;
    const verification = begin(project, certificate, seed);
    const { tally } = verification;
    for (let more = true; more;) {
        const until = options.clock() + slice;
        while ((more = verification.step()) && options.clock() < until)
            ;
        if (!more)
            break;
        options.progress?.(tally.transitions + tally.open, transitionCount(certificate), seconds());
        if (options.signal?.aborted === true)
            return { outcome: 'stopped', ...tally, seconds: seconds(), seed, difference: null };
        await pause();
    }
    const { difference } = verification;
    const outcome = difference === null ? 'confirmed' : 'refuted';
    return { outcome, ...tally, seconds: seconds(), seed, difference };
}
function begin(project, certificate, seed) {
    try {
        return new Verification(certificate, project.official(certificate.externals), seed);
    }
    catch (error) {
        if (!(error instanceof UnknownSlot))
            throw error;
        throw new CertificateFault(`This certificate speaks of something that the story doesn't have (${error.message}).`, 'Make it again.');
    }
}
export function certificateFacts(certificate) {
    const { story, redthread, exhaustive } = certificate;
    const [states, transitions] = [stateCount(certificate), transitionCount(certificate)];
    return { file: story.file, redthread, states, transitions, exhaustive };
}
