import { stripComments } from './comments.js';
import { DebugMetadata, IncludedFile, InkParser, StringParser } from './inkjs.js';
/** Thrown when a text keeps ink's parser trying one reading after the other, practically for ever. */
export class TooMuchWork extends Error {
}
/**
 * Ink's own parser, with a few rules of its reading replaced: INCLUDE asks us for the file, places name the file as it is
 * listed among the sources and the columns as they were written, errors keep their column, and `40.` is a number.
 */
export class InkReader extends InkParser {
    source;
    desk;
    root;
    stripped;
    constructor(source, desk, root = null) {
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
    here() {
        const { lineIndex, characterInLineIndex } = this;
        const column = this.stripped.columns.written(lineIndex, characterInLineIndex) + 1;
        return { file: this.source.name, line: lineIndex + 1, column };
    }
    /** Comments are gone already. */
    PreProcessInputString(text) {
        return text;
    }
    /** Building this set takes longer than reading a short file, so included files share it. */
    get identifierCharSet() {
        return this.root?.identifierCharSet ?? super.identifierCharSet;
    }
    BeginRule = () => {
        if (--this.desk.steps < 0)
            throw new TooMuchWork();
        return this.state.Push();
    };
    CreateDebugMetadata = (start, end) => {
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
    ParseFloat = () => {
        const { index, characterInLineIndex } = this;
        const whole = this.ParseInt();
        if (whole !== null && !Number.isSafeInteger(whole))
            this.Error('Number too large');
        if (whole !== null && this.ParseString('.') !== null) {
            return Number(`${whole}.${this.ParseCharactersFromCharSet(StringParser.numbersCharacterSet) ?? ''}`);
        }
        this.index = index;
        this.characterInLineIndex = characterInLineIndex;
        return null;
    };
    IncludeStatement = () => {
        this.Whitespace();
        const start = this.here();
        if (this.ParseString('INCLUDE') === null)
            return null;
        const rest = this.ParseUntilCharactersFromString('\n\r') ?? '';
        const endColumn = Math.max(start.column, this.here().column - 1);
        const line = { ...start, typed: rest.trim(), spaced: /^\s|^$/.test(rest), endColumn };
        const source = this.desk.open(line);
        if (source === null)
            return new IncludedFile(null);
        const story = new InkReader(source, this.desk, this.root ?? this).ParseStory();
        this.desk.close();
        this.desk.current = this;
        return new IncludedFile(story);
    };
}
