import type { Context } from '../findings/context.ts';
import type { Limit } from '../findings/types.ts';
import type { Bridge } from './bridge.ts';
import type { Examiner } from './examine.ts';
import type { SaveClass } from './loaded.ts';
import type { Matching } from './match.ts';
import type { Representatives } from './representatives.ts';

/** One version, explored: the old one from its start, the new one also from where saves of the old one are loaded. */
export interface SurveyedVersion {
  readonly context: Context;
  /** Why not all of it was explored; null where it was. */
  readonly stopped: Limit | null;
}

/** All that was found out about the saves of an old version in a new one, before it is judged. */
export interface Survey {
  readonly before: SurveyedVersion;
  readonly after: SurveyedVersion;
  readonly classes: readonly SaveClass[];
  readonly bridge: Bridge;
  readonly matching: Matching;
  readonly examiner: Examiner;
  readonly representatives: Representatives;
}
