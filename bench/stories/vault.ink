# title: Vault
// Ten million states: seven dials of ten numbers each. More than a check explores unless it is told to.

VAR one = 0
VAR two = 0
VAR three = 0
VAR four = 0
VAR five = 0
VAR six = 0
VAR seven = 0

The door of the vault is as thick as a book is long.
-> dials

=== dials
{one}-{two}-{three}-{four}-{five}-{six}-{seven}.
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
+   [Turn the seventh dial.]
    ~ seven = (seven + 1) % 10
    It clicks.
    -> dials
+   {one == 2 and two == 7 and three == 1 and four == 8 and five == 2 and six == 8 and seven == 1} [Pull.]
    It is empty, and swept.
    -> END
