# title: The Pilot's Lamp
# author: Redthread

// A small mystery with faults in it. They were put there on purpose.

CONST KEPT = 1
CONST SOLD = 2

VAR chart = 0
VAR lamp = false
VAR trust = 0
VAR sky = "fog"

On Tuesday the pilot's lamp went out. On Wednesday there was no pilot. It is Thursday, and they have sent you, because you can row.
-> quay

=== quay
{The tide is in.|The tide is on the turn.|The mud is showing, and everything people have thrown at it.}
*   [Call at the harbour office.] -> office
+   [Climb to the net loft.] -> loft
+   [Row out.] -> channel
+   [Walk along the breakwater.] -> breakwater

=== office
The harbour master has the only chart of the channel spread out on his desk, with a herring on it to keep it flat. A man in a good coat is waiting to buy it.
-> desk
= desk
*   [Say good morning.]
    ~ trust = trust + 1
    "Is it?" says the harbour master. He moves the herring an inch.
    -> desk
*   [Admire the herring.]
    ~ trust = trust + 1
    "He was nobody when I got him," says the harbour master.
    -> desk
*   {trust > 3} [Ask what became of the pilot.]
    "He wanted to see the stars without his own lamp in the way," says the harbour master. "I told him which night."
    -> desk
+   [Take the chart.]
    ~ chart = KEPT
    You roll it up. It will always smell of herring.
    -> quay
+   [Sell it to the man in the coat.]
    ~ chart = SOLD
    He pays more than your boat is worth and is gone before you have counted it.
    -> quay

=== loft
{Nets, floats, a locker with a rope handle.|The loft again. The ladder has fallen down behind you.}
-> shelves
= shelves
*   [Look under the nets.]
    A cat, and the cat's opinion of you.
    -> shelves
*   [Open the locker.]
    ~ lamp = true
    The pilot's lamp, wiped clean and full of oil. Nobody lost this. Somebody put it away.
    -> shelves
*   [Go down again.] -> quay

=== channel
{chart == KEPT: -> open_water}
{not chart == SOLD: -> inner_harbour}
Without a chart there are two lights and forty rocks. You come back.
-> quay
The gulls settle again behind you.

=== inner_harbour
You know the inner harbour well enough without a chart: it is where the boats go that nobody has paid for.
+   [Knock on a hull.]
    Somebody knocks back, once.
    -> inner_harbour
+   [Row home.] -> quay

=== breakwater
The breakwater is longer than it looks. There is a post at the end of it.
+   [Walk round the post.] -> post

=== post
From the far side it is the same post.
+   [Walk round it again.] -> breakwater

=== open_water
~ sky = "clear"
The fog stops as if it had come to a wall, and behind the wall are the stars.
*   {lamp} [Light the lamp.]
    You hold it up. After a while, a long way out, a man sighs.
    "Is it Thursday?" he calls.
    "It's Thursday." He comes in on your light, rowing backwards, looking up.
    -> END
*   [Put up your oars.]
    You sit there. There is another boat close by, with a man lying down in it. Neither of you says anything, and nobody goes back for the lamp.
    -> END
