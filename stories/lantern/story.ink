# title: Lantern
# author: Redthread

VAR oil = 1
VAR lit = false

You have a lantern, a letter, and two miles of lane with nobody in it.
-> lane

=== lane
{The hedges are high here.|The lane again, from the other end. By now you know this hedge.}
-> along
= along
<- lantern_hand(-> along)
<- listening("an owl", -> along)
{CHOICE_COUNT() < 2: <- humming(-> along)}
+   {READ_COUNT(-> milestone) < 2} [Sit down on a milestone.]
    -> milestone("the second mile") ->
    You get up stiffer than you sat down.
    -> along
+   [Walk on.]
    -> hollow -> gate

=== lantern_hand(-> back)
+   {not lit && oil > 0} [Light the lantern.]
    ~ lit = true
    ~ oil--
    The lane jumps back a yard on either side.
    -> back
+   {lit} [Shade the lantern.]
    ~ lit = false
    It takes the dark a moment to come back, and then it is all there.
    -> back

=== listening(what, -> back)
*   [Listen.]
    It is {what}. {READ_COUNT(-> listening) > 1: You have been here for some time.}
    -> back

=== humming(-> back)
*   [Hum.]
    You hum the only tune you know, and then the part of it that you don't.
    -> back

=== milestone(which)
The milestone says it is {which}. {TURNS_SINCE(-> hollow) == -1: There is a hollow ahead, with mist lying in it.}
+   [Count to a hundred.]
    - - (counting) {Twenty.|Sixty.|A hundred.}
    + + {counting < 3} [Go on counting.] -> counting
    + + [Lose count.]
    - - You feel better, or at least later.
+   {not lit} [Shut your eyes.] ->-> asleep
-   ->->

=== hollow
-   (mist) In the hollow the mist is up to your {lit: knees, and lit from inside like milk in a glass|chin, as far as you can tell}.
*   {not lit} [Feel for the edge of the road.] The road has edges. You follow one of them.
*   {lit} [Hold the lantern low.] The light goes ahead of you, close to the ground, like a dog.
+   -> turn_back
-   (out) {mist > 1: You were in here before. The mist has kept your shape.}
->->
= turn_back
You have used up your ideas about this hollow. ->-> field_path

=== field_path
The path over the field is longer, and there is a horse on it. It gives you the wide berth you were going to give it.
-> gate

=== gate
A gate, and behind it a house with one window lit.
{TURNS() > 6: It is very late.|You have made good time.} {TURNS_SINCE(-> milestone) >= 0 && TURNS_SINCE(-> milestone) < 6: Your legs still have the milestone in them.}
*   [Go back for the view.] -> lane
+   {lit} [Knock, with the lantern up.]
    "I saw you coming," says the woman at the door. "I've seen you coming for an hour."
    -> END
+   {not lit} [Knock.]
    "Who's there?" says a voice; and you find that you can't say it, in the dark, in so few words. You push the letter under the door.
    -> END

=== asleep
You wake on the milestone at first light, with the letter on your chest and a snail on the letter. The house is just up there. It was just up there all the time.
-> END
