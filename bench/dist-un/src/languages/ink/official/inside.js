export const inside = (state) => state;
export const variablesOf = (state) => state.variablesState;
export const machinery = (story) => story;
