=== ropes
Six ropes hang through the ceiling of the first room. They sway a little, from the door.
*   (pulled) [Pull the thin one.]
    -> bell(1) ->
    Far below, a shopkeeper looks at his watch and is wrong.
*   [Leave them alone.]
    Five of them are still. The sixth was never only a rope; it has a cat on it.
-   ~ up()
-> top
