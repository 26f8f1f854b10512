# title: Safe
// A million states: six dials of ten numbers each. It opens at one combination, which the reader may or may not find.

VAR one = 0
VAR two = 0
VAR three = 0
VAR four = 0
VAR five = 0
VAR six = 0

The safe stands in the wall behind the painting.
-> dials

=== dials
{one}-{two}-{three}-{four}-{five}-{six}.
+   [Turn the first dial.]
    ~ one = (one + 1) % 10
    It clicks.
    -> dials
+   [Turn the second dial.]
    ~ two = (two + 1) % 10
    It clicks.
    -> dials
+   [Turn the third dial.]
    ~ three = (three + 1) % 10
    It clicks.
    -> dials
+   [Turn the fourth dial.]
    ~ four = (four + 1) % 10
    It clicks.
    -> dials
+   [Turn the fifth dial.]
    ~ five = (five + 1) % 10
    It clicks.
    -> dials
+   [Turn the sixth dial.]
    ~ six = (six + 1) % 10
    It clicks.
    -> dials
+   {one == 4 and two == 1 and three == 8 and four == 8 and five == 0 and six == 3} [Open it.]
    Letters. All of them in your own hand.
    -> END
