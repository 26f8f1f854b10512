import type { StoryText, StringList } from '../measures/stringtypes.ts';
import { rowsOf, type StringRow } from './stringrows.ts';

/**
 * All strings as XLIFF 2.0 (OASIS, 2014), a file element for each file of the story: a unit for each text, and for one that can read in
 * several ways a group of units. `language` is the story's own, as BCP 47 writes it.
 */
export function stringsXliff({ file, strings }: StringList, language: string): string {
  const files = new Map<string, StoryText[]>(strings.length === 0 ? [[file, []]] : []);
  for (const string of strings) {
    const name = string.place?.file ?? file;
    files.set(name, [...(files.get(name) ?? []), string]);
  }
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  lines.push(`<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang=${attribute(language)}>`);
  [...files].forEach(([name, texts], i) => {
    lines.push(`  <file id="f${i + 1}" original=${attribute(name)}>`);
    // a file has to have something in it
    lines.push(...(texts.length === 0 ? unit(nothing, '    ', []) : texts.flatMap(textLines)));
    lines.push('  </file>');
  });
  return `${[...lines, '</xliff>'].join('\n')}\n`;
}

const nothing: StringRow = { id: 'nothing', text: '', speaker: null, tags: [], readings: null };

function textLines(text: StoryText): string[] {
  const rows = rowsOf(text);
  if (rows.length === 1) return unit(rows[0]!, '    ', commonNotes(text));
  return [
    `    <group id=${token(text.id)}>`,
    ...notes('      ', commonNotes(text)),
    ...rows.flatMap((row) => unit(row, '      ', [])),
    '    </group>',
  ];
}

type Note = readonly [category: string, text: string];

function commonNotes({ kind, place, standing, passage, written }: StoryText): Note[] {
  return [
    ['kind', kind],
    ...(passage === '' ? [] : [['passage', passage] as const]),
    ...(place === null ? [] : [['place', `${place.file}:${place.line}:${place.column}`] as const]),
    ['standing', standing],
    ...(written === null ? [] : [['written', written] as const]),
  ];
}

function unit({ id, text, speaker, tags, readings }: StringRow, indent: string, more: Note[]): string[] {
  const own: Note[] = [
    ...more,
    ...(speaker === null ? [] : [['speaker', speaker] as const]),
    ...tags.map((tag) => ['tag', tag] as const),
    ...(readings === null ? [] : [['readings', readings] as const]),
  ];
  return [
    `${indent}<unit id=${token(id)}>`,
    ...notes(`${indent}  `, own),
    `${indent}  <segment>`,
    `${indent}    <source xml:space="preserve">${content(text)}</source>`,
    `${indent}  </segment>`,
    `${indent}</unit>`,
  ];
}

function notes(indent: string, all: readonly Note[]): string[] {
  if (all.length === 0) return [];
  const lines = all.map(([category, text]) => `${indent}  <note category="${category}">${plain(text)}</note>`);
  return [`${indent}<notes>`, ...lines, `${indent}</notes>`];
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');

/** Replaces what XML can't hold, not even as a reference: most control characters, halves of characters, and two that are none. */
const replaced = (text: string, replace: (code: number) => string): string =>
  text.replace(/\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu, (char) => {
    const code = char.charCodeAt(0);
    return code === 9 || code === 10 || code === 13 || (code >= 0x7f && code <= 0x9f) ? char : replace(code);
  });

/** Text to be translated: XLIFF has an element for what XML can't hold. */
const content = (text: string): string =>
  replaced(escaped(text), (code) => `<cp hex="${code.toString(16).toUpperCase().padStart(4, '0')}"/>`);

/** Text that only people read. */
const plain = (text: string): string => escaped(replaced(text, () => '\ufffd'));

const attribute = (text: string): string =>
  `"${plain(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`;

/** A name as XLIFF wants it (NMTOKEN); whatever can't be in one becomes `_`. */
const token = (id: string): string => `"${id.replace(/[^\p{L}\p{N}\p{M}.:_-]/gu, '_')}"`;
