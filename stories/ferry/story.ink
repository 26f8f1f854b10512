# title: The Last Ferry
# author: Redthread

// The game around this story knows who has a ticket. The river it may leave to us.
EXTERNAL has_ticket()
EXTERNAL river()

VAR paid = false
VAR depth = 1

The last ferry is in. The ferryman is coiling a rope that was coiled already.
-> landing

=== function river()
// Only used where no game answers.
~ return depth

=== landing
{has_ticket(): You have a ticket, gone soft in your glove.|You have no ticket, and no glove to keep one in.}
*   {has_ticket()} [Show your ticket.]
    ~ paid = true
    He holds it up to the lantern and reads both sides, though one of them is blank.
    -> aboard
*   [Offer to row.]
    "There's no rowing," he says. "There's a wire." But he moves over.
    -> aboard
*   [Ask about the river.]
    { river():
    - 1: "Low," he says. "You could walk it, if you were somebody else."
    - 2: "It's in the river," he says. "It's where it should be."
    - else: "High," he says, and looks at your shoes.
    }
    -> landing
+   {depth < 3} [Let it go, and wait for it to come back.]
    ~ depth++
    It takes an hour. {The landing stage is shorter than it was.|The landing stage has gone. You wait on the road.}
    -> landing
+   [Stay on this side.]
    The lantern goes across without you. You had never noticed how small the other side is.
    -> END

=== aboard
The wire hums. Halfway over there is a place where neither bank can see you.
{ paid:
    "Keep it," he says of the ticket. "It's good both ways."
- else:
    "You'll owe me," he says, "a story."
}
You step off into {river() > 2: water up to the ankle|wet grass}.
-> END
