# title: Corridor
# author: Redthread

// Two faults on purpose: a door that is drawn again until it is new, and a counter that nothing ever stops.

LIST Door = blue, green, white
VAR opened = ()
VAR steps = 0

The hotel has given you a key without a number on it.
-> corridor

=== corridor
~ steps = steps + 1
{steps > 4: You are beginning to know the carpet.}
+   [Try a door.] -> draw
+   [Walk on.]
    The corridor turns a corner and is the same corridor.
    -> corridor
+   {opened ? white} [Go down in the lift.]
    The lift has a mirror in it, and somebody carrying your suitcase.
    -> END

=== draw
~ temp door = LIST_RANDOM(LIST_ALL(Door))
{opened ? door: -> draw}
~ opened += door
{ door:
- blue: Behind the blue door two people are asleep with the light on.
- green: Behind the green door there is a very small swimming pool.
- else: The white door opens on the lift.
}
-> corridor
