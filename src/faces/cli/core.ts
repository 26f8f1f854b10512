/** What the command line calls the things that it gets from the core, in one place: types only, so that nothing is loaded for their sake. */

import type { loadCertificate } from '../../certify.ts';
import type { Player } from '../../machine/player.ts';
import type { Checked, contentOf } from '../../project.ts';

export type { Judged } from '../../changes/version.ts';
export type { Player } from '../../machine/player.ts';
export type { Checked, CheckOptions, Progress, Project } from '../../project.ts';
export type { Readings } from '../../readings.ts';
export type { SavesReport } from '../../saves.ts';
export type { StatisticsOptions } from '../../statistics.ts';
export type { Helper, Workers } from '../../team.ts';

export type Analysis = NonNullable<Checked['analysis']>;
export type Content = ReturnType<typeof contentOf>;
export type Certificate = Awaited<ReturnType<typeof loadCertificate>>;
export type Certified = NonNullable<Analysis['certified']>;
export type Diagnostic = Checked['diagnostics'][number];
export type Step = Analysis['endings'][number]['playthrough'][number];
export type Turn = ReturnType<Player['turn']>;
export type Saved = ReturnType<Player['save']>;
