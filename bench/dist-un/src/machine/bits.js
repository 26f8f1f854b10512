/** Works it out at once. */
export function atOnce(work) {
    for (;;) {
        const { done, value } = work.next();
        if (done === true)
            return value;
    }
}
/** Does it until it is done or the time is over: then null. */
export function inTime(work, isOver) {
    while (!isOver()) {
        const bit = work.next();
        if (bit.done === true)
            return bit.value;
    }
    return null;
}
