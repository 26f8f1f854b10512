# title: The Weather on Four
# author: Redthread
# mood: damp

VAR umbrella = false

-> bulletin

=== bulletin
# place: kitchen
# sound: radio
{Good morning.|Good morning again.|It is still morning.} # voice: announcer
{&North|East|South} wind, {!backing a little, }{turning|turning|keeping still}. # voice: announcer
{ stopping:
-   You put the kettle on.
-   The kettle is nearly there. # sound: kettle
-   The kettle has boiled, and clicked, and been forgotten.
}
{ cycle:
-   Dogger, Fisher.
-   German Bight, Humber.
}
{ once:
-   Somebody upstairs drops a shoe.
-   Somebody upstairs drops the other shoe.
}
*   "Rain[?"]," you tell the radio. # mood: hopeful
    It says nothing of the kind.
*   {bulletin < 3} [Take the umbrella from the stand.] # object: umbrella
    ~ umbrella = true
    It opens indoors, by itself, which is either bad luck or good springs.
*   "Not again[."]," <>
    you say, and the radio, <>
    -> interrupted
+   {umbrella} [Go out] You go out. -> street
*   {not umbrella} You look[ out of the window] for the sky and find the house across the road.
*   ->
    There is nothing left to say to it.
    -> street
-   -> page

= interrupted
which has its own worries, goes on reading.
-> page

=== page
{The announcer turns a page.|Another page.}
-> bulletin

=== street
# place: street
{ umbrella:
    { bulletin:
    - 2: It's dry.
    - 3: It's thinking about it.
    - 4: It's raining.
    - else: It has rained, and stopped, while you were listening.
    }
- else:
    It's raining on everyone alike. # mood: resigned
}
{bulletin > 2: You know the wind in every sea from here to Iceland.}
-> END
