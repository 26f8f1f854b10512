import { contentsOf, Packer } from './parcels.js';
import { adopt } from './replica.js';
import { Store } from './store.js';
/** The other end: what a helper does on its thread. */
export class Helping {
    store = new Store();
    memory;
    packer;
    post;
    /** When it had sent the last steps. */
    sent = Date.now();
    constructor(memory, post) {
        this.memory = memory;
        this.packer = new Packer(memory);
        this.post = post;
    }
    carryOut(order) {
        const { store, memory, packer } = this;
        const idle = Date.now() - this.sent;
        if (order.kind === 'greet')
            this.post({ kind: 'here' }, []);
        else if (order.kind === 'learn')
            memory.update(order.news);
        else if (order.kind === 'follow')
            this.send(packer.follow(order.states), idle);
        else {
            adopt(store, order.visited);
            this.send(packer.followIn(store, order.first, order.count), idle);
        }
    }
    send(steps, idle) {
        this.post({ kind: 'steps', steps, idle }, contentsOf(steps));
        this.sent = Date.now();
    }
}
