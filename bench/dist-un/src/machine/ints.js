/** A growing array of 32-bit integers. */
export class Ints {
    data = new Int32Array(16);
    length = 0;
    push(value) {
        this.reserve(1);
        this.data[this.length++] = value;
    }
    /** Appends some values; gives where they begin. */
    append(values) {
        const at = this.extend(values.length);
        this.data.set(values, at);
        return at;
    }
    /** Appends zeros; gives where they begin. */
    extend(count) {
        this.reserve(count);
        this.length += count;
        return this.length - count;
    }
    reserve(count) {
        if (this.length + count <= this.data.length)
            return;
        const larger = new Int32Array(Math.max(2 * this.data.length, this.length + count));
        larger.set(this.data);
        this.data = larger;
    }
}
