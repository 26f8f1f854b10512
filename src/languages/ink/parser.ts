import type { Source } from '../../text/files.ts';
import { type Stripped, stripComments } from './comments.ts';
import { DebugMetadata, IncludedFile, InkParser, StringParser } from './inkjs.ts';

/** Something ink's compiler has to say, where it was when it said so. Lines and columns count from 1; 0 means unknown. */
export interface Remark {
  readonly level: 'error' | 'warning' | 'todo';
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What an INCLUDE line asks for, and where it stands. */
export interface IncludeLine {
  /** The rest of the line after the word INCLUDE, without spaces around it. */
  readonly typed: string;
  /** Whether there is a space after the word; ink does not ask for one. */
  readonly spaced: boolean;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/** What the parsers of one story share: the files, the remarks, and how much work they may still do. */
export interface Desk {
  remark(remark: Remark): void;
  /** The source that an INCLUDE line asks for; null when there is none to read, which has then been reported. */
  open(line: IncludeLine): Source | null;
  close(): void;
  /** Parsing steps left. */
  steps: number;
  /** The parser at work, to name the place when something breaks. */
  current: InkReader | null;
}

/** Thrown when a text keeps ink's parser trying one reading after the other, practically for ever. */
export class TooMuchWork extends Error {}

/**
 * Ink's own parser, with a few rules of its reading replaced: INCLUDE asks us for the file, places name the file as it is
 * listed among the sources and the columns as they were written, errors keep their column, and `40.` is a number.
 */
export class InkReader extends InkParser {
  private readonly source: Source;
  private readonly desk: Desk;
  private readonly root: InkReader | null;
  private readonly stripped: Stripped;

  constructor(source: Source, desk: Desk, root: InkReader | null = null) {
    const stripped = stripComments(source.text);
    super(stripped.text, null, null, root, null);
    this.source = source;
    this.desk = desk;
    this.root = root;
    this.stripped = stripped;
    // The base class has bound its own rules into the tables by now.
    this.GenerateStatementLevelRules();
    this.errorHandler = (message, _index, lineIndex, isWarning) => {
      const here = lineIndex === undefined || lineIndex === this.lineIndex;
      desk.remark({
        level: isWarning === true ? 'warning' : 'error',
        message,
        file: source.name,
        line: (lineIndex ?? this.lineIndex) + 1,
        column: here ? this.here().column : 0,
      });
    };
    desk.current = this;
  }

  /** Where the parser stands, line and column from 1. */
  here(): { readonly file: string; readonly line: number; readonly column: number } {
    const { lineIndex, characterInLineIndex } = this;
    const column = this.stripped.columns.written(lineIndex, characterInLineIndex) + 1;
    return { file: this.source.name, line: lineIndex + 1, column };
  }

  /** Comments are gone already. */
  override PreProcessInputString(text: string): string {
    return text;
  }

  /** Building this set takes longer than reading a short file, so included files share it. */
  override get identifierCharSet(): InkParser['identifierCharSet'] {
    return this.root?.identifierCharSet ?? super.identifierCharSet;
  }

  override readonly BeginRule = (): number => {
    if (--this.desk.steps < 0) throw new TooMuchWork();
    return this.state.Push();
  };

  override readonly CreateDebugMetadata: InkParser['CreateDebugMetadata'] = (start, end) => {
    const { columns } = this.stripped;
    const metadata = new DebugMetadata();
    const line = start?.lineIndex ?? 0;
    const before = end.characterInLineIndex - 1;
    metadata.startLineNumber = line + 1;
    metadata.endLineNumber = end.lineIndex + 1;
    metadata.startCharacterNumber = columns.written(line, start?.characterInLineIndex ?? 0) + 1;
    metadata.endCharacterNumber = before < 0 ? 1 : columns.written(end.lineIndex, before) + 2;
    metadata.fileName = this.source.name;
    return metadata;
  };

  /** Like the original, but nothing need follow the dot. Every number is tried as a float first, so all come through here. */
  override readonly ParseFloat = (): number | null => {
    const { index, characterInLineIndex } = this;
    const whole = this.ParseInt();
    if (whole !== null && !Number.isSafeInteger(whole)) this.Error('Number too large');
    if (whole !== null && this.ParseString('.') !== null) {
      return Number(`${whole}.${this.ParseCharactersFromCharSet(StringParser.numbersCharacterSet) ?? ''}`);
    }
    this.index = index;
    this.characterInLineIndex = characterInLineIndex;
    return null;
  };

  override readonly IncludeStatement = (): IncludedFile | null => {
    this.Whitespace();
    const start = this.here();
    if (this.ParseString('INCLUDE') === null) return null;
    const rest = this.ParseUntilCharactersFromString('\n\r') ?? '';
    const endColumn = Math.max(start.column, this.here().column - 1);
    const line = { ...start, typed: rest.trim(), spaced: /^\s|^$/.test(rest), endColumn };
    const source = this.desk.open(line);
    if (source === null) return new IncludedFile(null);
    const story = new InkReader(source, this.desk, this.root ?? this).ParseStory();
    this.desk.close();
    this.desk.current = this;
    return new IncludedFile(story);
  };
}
