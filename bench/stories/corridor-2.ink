// 12 doors along a corridor, and at each one of 2 counters goes up by one.

VAR bell_1 = 0
VAR bell_2 = 0
VAR door = 0

A corridor with 2 bells on a board, and 12 doors.
-> corridor

=== corridor
{ door == 12:
    -> board
}
~ door = door + 1
Door {door}.
+   [Ring bell 1.]
    ~ bell_1 = bell_1 + 1
    -> corridor
+   [Ring bell 2.]
    ~ bell_2 = bell_2 + 1
    -> corridor

=== board
Bell 1: {bell_1}.
Bell 2: {bell_2}.
{ bell_1 > 0 and bell_2 > 0:
    Somebody comes.
    -> END
}
Nobody comes.
-> END
