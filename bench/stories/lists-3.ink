// 3 lists of four items, every item put up and taken down at will.

LIST north = jar_0, bowl_0, tin_0, cup_0
LIST east = jar_1, bowl_1, tin_1, cup_1
LIST south = jar_2, bowl_2, tin_2, cup_2

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
+   {east !? jar_1} [Put something on the east shelf.]
    ~ east += jar_1
    -> shelves
+   {east ? jar_1} [Take something off the east shelf.]
    ~ east -= jar_1
    -> shelves
+   {east !? bowl_1} [Put something on the east shelf.]
    ~ east += bowl_1
    -> shelves
+   {east ? bowl_1} [Take something off the east shelf.]
    ~ east -= bowl_1
    -> shelves
+   {east !? tin_1} [Put something on the east shelf.]
    ~ east += tin_1
    -> shelves
+   {east ? tin_1} [Take something off the east shelf.]
    ~ east -= tin_1
    -> shelves
+   {east !? cup_1} [Put something on the east shelf.]
    ~ east += cup_1
    -> shelves
+   {east ? cup_1} [Take something off the east shelf.]
    ~ east -= cup_1
    -> shelves
+   {south !? jar_2} [Put something on the south shelf.]
    ~ south += jar_2
    -> shelves
+   {south ? jar_2} [Take something off the south shelf.]
    ~ south -= jar_2
    -> shelves
+   {south !? bowl_2} [Put something on the south shelf.]
    ~ south += bowl_2
    -> shelves
+   {south ? bowl_2} [Take something off the south shelf.]
    ~ south -= bowl_2
    -> shelves
+   {south !? tin_2} [Put something on the south shelf.]
    ~ south += tin_2
    -> shelves
+   {south ? tin_2} [Take something off the south shelf.]
    ~ south -= tin_2
    -> shelves
+   {south !? cup_2} [Put something on the south shelf.]
    ~ south += cup_2
    -> shelves
+   {south ? cup_2} [Take something off the south shelf.]
    ~ south -= cup_2
    -> shelves
+   { LIST_COUNT(north) == 1 and LIST_COUNT(east) == 2 and LIST_COUNT(south) == 3 } [Stand back.]
    It will do.
    -> END
