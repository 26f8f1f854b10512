// 1 list of four items, every item put up and taken down at will.

LIST north = jar_0, bowl_0, tin_0, cup_0

A wall with shelves, and a box of things to put on them.
-> shelves

=== shelves
+   {north !? jar_0} [Put something on the north shelf.]
    ~ north += jar_0
    -> shelves
+   {north ? jar_0} [Take something off the north shelf.]
    ~ north -= jar_0
    -> shelves
+   {north !? bowl_0} [Put something on the north shelf.]
    ~ north += bowl_0
    -> shelves
+   {north ? bowl_0} [Take something off the north shelf.]
    ~ north -= bowl_0
    -> shelves
+   {north !? tin_0} [Put something on the north shelf.]
    ~ north += tin_0
    -> shelves
+   {north ? tin_0} [Take something off the north shelf.]
    ~ north -= tin_0
    -> shelves
+   {north !? cup_0} [Put something on the north shelf.]
    ~ north += cup_0
    -> shelves
+   {north ? cup_0} [Take something off the north shelf.]
    ~ north -= cup_0
    -> shelves
+   { LIST_COUNT(north) == 1 } [Stand back.]
    It will do.
    -> END
