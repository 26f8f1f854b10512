/** What a state of a certificate is. */
export const StateKind = {
    /** Waits for the reader: its transitions are the choices on offer, in order. */
    Choice: 0,
    /** Waits for chance in the middle of a turn: its transitions are the outcomes. */
    Draw: 1,
    /** The story is over. */
    Over: 2,
    /** Waits, but was not followed, because a limit was met. */
    Unexplored: 3,
    /** Stands for what was not followed, whatever it is. */
    Cut: 4,
};
export const stateCount = ({ states }) => states.kinds.length;
export const transitionCount = ({ states }) => states.targets.length;
export const endingCount = ({ stops }) => stops.filter(({ kind }) => kind === 'end' || kind === 'done').length;
