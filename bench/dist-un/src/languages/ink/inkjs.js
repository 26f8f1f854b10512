/**
 * The one door to ink's own compiler and engine. Its modules import each other in circles, and the program breaks before it
 * begins if one of the wrong ones (a choice point, a divert, a value …) happens to be loaded first. So this comes first:
 */
import 'inkjs/engine/Container';
export { InkParser } from 'inkjs/compiler/Parser/InkParser';
export { IncludedFile } from 'inkjs/compiler/Parser/ParsedHierarchy/IncludedFile';
export { StringParser } from 'inkjs/compiler/Parser/StringParser/StringParser';
export { CallStack } from 'inkjs/engine/CallStack';
export { Choice } from 'inkjs/engine/Choice';
export { ChoicePoint } from 'inkjs/engine/ChoicePoint';
export { Container } from 'inkjs/engine/Container';
export { ControlCommand } from 'inkjs/engine/ControlCommand';
export { DebugMetadata } from 'inkjs/engine/DebugMetadata';
export { Divert } from 'inkjs/engine/Divert';
export { ErrorType } from 'inkjs/engine/Error';
export { Glue } from 'inkjs/engine/Glue';
export { InkList, InkListItem } from 'inkjs/engine/InkList';
export { JsonSerialisation } from 'inkjs/engine/JsonSerialisation';
export { NativeFunctionCall } from 'inkjs/engine/NativeFunctionCall';
export { Path } from 'inkjs/engine/Path';
export { Pointer } from 'inkjs/engine/Pointer';
export { PushPopType } from 'inkjs/engine/PushPop';
export { Story } from 'inkjs/engine/Story';
export { StoryException } from 'inkjs/engine/StoryException';
export { Tag } from 'inkjs/engine/Tag';
export { BoolValue, DivertTargetValue, FloatValue, IntValue, ListValue, StringValue, Value, VariablePointerValue, } from 'inkjs/engine/Value';
export { VariableAssignment } from 'inkjs/engine/VariableAssignment';
export { VariableReference } from 'inkjs/engine/VariableReference';
export { Void } from 'inkjs/engine/Void';
