/** Everything that the command line takes from the core, in one place. */

import type { loadCertificate } from '../../certify.ts';
import type { Player } from '../../machine/player.ts';
import type { Checked, contentOf } from '../../project.ts';

export {
  CertificateFault,
  certificateFacts,
  certificateOf,
  certify,
  loadCertificate,
  showCertificate,
} from '../../certify.ts';
export { compare } from '../../changes/compare.ts';
export { touchedSince } from '../../changes/touched.ts';
export type { Judged } from '../../changes/version.ts';
export { Ways } from '../../changes/ways.ts';
export { Player } from '../../machine/player.ts';
export { readingsThatShowAll } from '../../measures/cover.ts';
export { stakesOf } from '../../measures/stakes.ts';
export { stringsOf } from '../../measures/strings.ts';
export {
  adviserFor,
  type Checked,
  type CheckOptions,
  checkStory,
  contentOf,
  loadProgram,
  loadProject,
  type Progress,
  type Project,
  unwillingMoves,
  whyNot,
} from '../../project.ts';
export { type Readings, readingsOf } from '../../readings.ts';
export { compareSaves, judgeSave, NoSave, type SavesReport } from '../../saves.ts';
export { type StatisticsOptions, statisticsOf } from '../../statistics.ts';
export type { Helper, Workers } from '../../team.ts';

export type Analysis = NonNullable<Checked['analysis']>;
export type Content = ReturnType<typeof contentOf>;
export type Certificate = Awaited<ReturnType<typeof loadCertificate>>;
export type Certified = NonNullable<Analysis['certified']>;
export type Diagnostic = Checked['diagnostics'][number];
export type Step = Analysis['endings'][number]['playthrough'][number];
export type Turn = ReturnType<Player['turn']>;
export type Saved = ReturnType<Player['save']>;
