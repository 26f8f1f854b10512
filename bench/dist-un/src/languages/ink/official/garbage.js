import { BoolValue, DivertTargetValue, FloatValue, InkList, InkListItem, IntValue, ListValue, Path, StringValue, } from '../inkjs.js';
import { tokenOf } from './values.js';
/** How many values of one variable are remembered. */
const mostSeen = 12;
/** Makes values to put in the place of others: likely ones, so that whoever asks for them is led astray. */
export class Garbage {
    /** Numbers in the story's text, and those next to them. */
    numbers;
    lists;
    knots;
    seen = new Map();
    constructor(story, numbers) {
        this.numbers = [...new Set([...numbers].flatMap((n) => [n - 1, n, n + 1]))];
        this.lists = (story.listDefinitions?.lists ?? []).flatMap(({ name, items }) => [...items].map(([key, number]) => ({
            item: new InkListItem(name, InkListItem.fromSerializedKey(key).itemName),
            number,
        })));
        this.knots = [...story.mainContentContainer.namedContent.keys()].filter((name) => name !== 'global decl');
    }
    /** Remembers what a variable was found to hold. */
    note(name, value) {
        let seen = this.seen.get(name);
        if (seen === undefined)
            this.seen.set(name, (seen = new Map()));
        if (seen.size < mostSeen)
            seen.set(tokenOf(value()), value());
    }
    /** Something else in the place of what a variable has: what it had elsewhere, or any value of the same kind. */
    forVariable(name, value, random) {
        const token = tokenOf(value);
        const others = [...(this.seen.get(name) ?? [])].flatMap(([other, seen]) => (other === token ? [] : [seen]));
        return others.length > 0 && !random.once(3) ? random.pick(others) : this.forValue(value, random);
    }
    /** Some other value of the same kind. */
    forValue(value, random) {
        if (value instanceof BoolValue)
            return new BoolValue(value.value !== true);
        if (value instanceof IntValue)
            return new IntValue(this.integer(value.value ?? 0, random));
        if (value instanceof FloatValue)
            return new FloatValue((value.value ?? 0) + random.pick([-1.5, 0.25, 1, 7.5]));
        if (value instanceof StringValue)
            return new StringValue(value.value !== '' && random.once(3) ? '' : `garbage ${random.below(1_000_000)}`);
        if (value instanceof ListValue)
            return this.list(value, random);
        if (value instanceof DivertTargetValue)
            return this.target(value, random);
        return value;
    }
    /** Some other integer: zero, one that the story asks for, or one near. */
    integer(n, random) {
        const other = this.anyInteger(n, random);
        return other === n ? n + 1 : other;
    }
    anyInteger(n, random) {
        if (random.once(4))
            return 0;
        if (this.numbers.length > 0 && random.once(2))
            return random.pick(this.numbers);
        const by = random.once(4) ? 1 + random.below(1000) : 1 + random.below(3);
        return random.once(2) ? n + by : n - by;
    }
    list(value, random) {
        const list = new InkList();
        for (const { item, number } of this.lists)
            if (random.once(3))
                list.Add(item, number);
        if (list.Count === 0)
            list.SetInitialOriginNames([...(value.value?.originNames ?? [])]);
        return new ListValue(list);
    }
    target(value, random) {
        const others = this.knots.filter((name) => name !== String(value.targetPath));
        return others.length === 0 ? value : new DivertTargetValue(new Path(random.pick(others)));
    }
}
