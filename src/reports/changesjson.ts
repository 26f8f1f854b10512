import type {
  Changes,
  ContentChange,
  EndingChange,
  FindingChange,
  MeasureChange,
  OddsChange,
  PromiseChange,
  VersionFacts,
} from '../changes/types.ts';
import { ending, finding, type JsonOptions, limit as limitJson, place as placeJson, promise, SCHEMA } from './json.ts';
import { measure, outcome } from './statsjson.ts';

/** What is different from one version of a story to another, for programs: see docs/diff.md. */
export function changesJson(changes: Changes, { version }: JsonOptions): string {
  const { before, now, worse, same, endings, findings, content, lines, choices, renamed, promises, odds } = changes;
  const report = {
    redthread: version,
    schema: SCHEMA,
    before: facts(before),
    now: facts(now),
    worse,
    same,
    endings: endings.map(endingChange),
    findings: findings.map(findingChange),
    promises: promises.map(promiseChange),
    content: content.map(contentChange),
    edits: { lines, choices, renamed },
    odds: odds === null ? null : oddsJson(odds),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function facts({ story, whole, limit, assuming, states, playthroughs, shortest, longest }: VersionFacts): object {
  return {
    story,
    whole,
    limit: limit === null ? null : limitJson(limit),
    assuming,
    states,
    playthroughs,
    shortest,
    longest,
  };
}

function endingChange({ change, certain, before, now, meets }: EndingChange): object {
  return {
    change,
    certain,
    before: before === null ? null : ending(before),
    now: now === null ? null : ending(now),
    meets,
  };
}

function findingChange({ change, certain, jump, before, now, meets }: FindingChange): object {
  return {
    change,
    certain,
    jump,
    before: before === null ? null : finding(before),
    now: now === null ? null : finding(now),
    meets,
  };
}

function promiseChange({ text, before, now, meets }: PromiseChange): object {
  return {
    text,
    before: before === null ? null : promise(before),
    now: now === null ? null : promise(now),
    meets,
  };
}

function contentChange({ place, ...rest }: ContentChange): object {
  return { ...rest, ...placeJson(place) };
}

function oddsJson({ readers, exhaustive, words, choices, share, outcomes }: OddsChange): object {
  return {
    readers,
    exhaustive,
    words: measures(words),
    choices: measures(choices),
    share: measures(share),
    outcomes: outcomes.map(({ before, now, moved }) => ({
      before: before === null ? null : outcome(before),
      now: now === null ? null : outcome(now),
      moved,
    })),
  };
}

const measures = ({ before, now, moved }: MeasureChange): object => ({
  before: measure(before),
  now: measure(now),
  moved,
});
