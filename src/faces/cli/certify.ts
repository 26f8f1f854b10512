import { readFileSync, writeFileSync } from 'node:fs';
import {
  CertificateFault,
  certificateFacts,
  certificateOf,
  certify,
  loadCertificate,
  showCertificate,
} from '../../certify.ts';
import { loadProject } from '../../project.ts';
import { reportCertificate } from '../../reports/certificate.ts';
import { type Command, UsageError, type Values } from './args.ts';
import type { Certificate, Certified, Checked, Project } from './core.ts';
import { atLength } from './explore.ts';
import { nodeFiles, storyPath } from './files.ts';
import { showCertifying } from './progress.ts';
import { complain, lookFor } from './story.ts';
import { err, out } from './terminal.ts';
import { VERSION } from './version.ts';

const HELP = `redthread certify STORY CERTIFICATE: have what an exploration claimed checked by ink's own engine.

CERTIFICATE is a file that redthread check STORY --certify=CERTIFICATE wrote: docs/certificate.md tells what is in it.
Nothing of Redthread's own machine takes part: each step is executed by ink's own engine, once as it is, and once
with everything that its state leaves out replaced by garbage.

  --seed N            other garbage (1 unless you say otherwise)
  --allow-outside     let INCLUDE read files outside the story's folder

Exit code 0: all of it holds.  1: something doesn't.  2: it could not be checked.
`;

export const certifyCommand: Command = {
  name: 'certify',
  operand: 'CERTIFICATE',
  summary: "have a saved certificate checked by ink's own engine",
  help: HELP,
  options: { seed: { type: 'string' }, 'allow-outside': { type: 'boolean' } },
  async run(story, values, path) {
    const text = readCertificateFile(path);
    const options = { allowOutside: values.flag('allow-outside') };
    const { project, diagnostics } = loadProject(storyPath(story), nodeFiles(), options);
    if (project === null) {
      complain(story, diagnostics);
      return 2;
    }
    try {
      const certificate = await loadCertificate(project, text);
      const certified = await confirm(project, certificate, values);
      out(
        reportCertificate(certificateFacts(certificate), certified, { ...lookFor(story, process.stdout), command: '' }),
      );
      return { confirmed: 0, refuted: 1, stopped: 2 }[certified.outcome];
    } catch (error) {
      if (!(error instanceof CertificateFault)) throw error;
      err(`redthread: ${path}: ${error.message}\n${error.advice === '' ? '' : `${error.advice}\n`}`);
      return 2;
    }
  },
};

function readCertificateFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UsageError(
      `${path}: ${missing ? 'there is no such file' : 'this file can’t be read'}.`,
      'Make one: redthread check STORY --certify=FILE',
    );
  }
}

/** Has ink's own engine check everything. */
export async function certified(checked: Checked, values: Values): Promise<Checked> {
  const { project, analysis } = checked;
  const certificate = await certificateOf(checked, VERSION);
  if (project === null || analysis === null || certificate === null) return checked;
  saveCertificate(certificate, values);
  return { ...checked, analysis: { ...analysis, certified: await confirm(project, certificate, values) } };
}

/** Saves a certificate where `--certify=FILE` says. */
function saveCertificate(certificate: Certificate, values: Values): void {
  const path = values.text('certify') ?? '';
  if (path === '') return;
  const lines: string[] = [];
  for (const line of showCertificate(certificate)) lines.push(line, '\n');
  try {
    writeFileSync(path, lines.join(''));
  } catch {
    throw new UsageError(`--certify=${path}: this file can’t be written.`);
  }
}

/** Has a certificate checked by ink's own engine; Ctrl-C ends it. */
function confirm(project: Project, certificate: Certificate, values: Values): Promise<Certified> {
  return atLength((signal, line) =>
    certify(project, certificate, {
      clock: () => performance.now() / 1000,
      seed: values.whole('seed', 0),
      signal,
      progress: (done, all, seconds) => line.show(seconds, () => showCertifying(done, all, seconds)),
    }),
  );
}
