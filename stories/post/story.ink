# title: Post Office
# author: Redthread

// Nothing happens from the top. The game sets `trust` and jumps to a knot when somebody comes to the counter.
VAR trust = 0
VAR stamps = 3

=== letter
A woman puts a letter on the counter with the address turned down.
+   {stamps > 0} [Stamp it without looking.]
    ~ stamps--
    {trust > 1: "I knew you wouldn't look," she says.|She waits to see whether you'll look after she has gone.}
    -> next
+   [Turn it over.]
    { trust:
    - 0: She has it back before you have read the street.
    - 1: It is addressed to the post office.
    - else: It is addressed to you. "Well," she says, "you might have waited."
    }
    -> next

=== parcel
A man wants to know what it would cost to send this to Peru. It is humming.
+   [Weigh it.] It weighs less each time. -> next
+   {trust >= 1} [Ask what it is.]
    "Bees," he says. "But only one of them is going."
    -> next
+   [Send him to the other counter.]
    There is no other counter. He goes and stands where it would be.
    -> DONE

=== next
{stamps == 3: You have all your stamps still.|{stamps} stamps left.}
The little bell over the door rings, and stops.
-> DONE

=== closing
You pull down the blind. {stamps < 3: Somewhere a letter is on its way.}
-> END
