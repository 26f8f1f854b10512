/** The place of an address, or null (a compiled story has no places). */
export function placeAt(program, address) {
    if (address < 0)
        return null;
    const i = program.placeOf[address];
    return i < 0 ? null : program.places[i];
}
/** The passage that holds an address. */
export function passageAt(program, address) {
    return program.passages[address < 0 ? 0 : program.containers[program.home[address]].passage];
}
