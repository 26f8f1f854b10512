// 2 dice, each remembered to the end: 6 to the power of 2 throws.

VAR die_1 = 0
VAR die_2 = 0

2 dice in a leather cup.
+   [Throw the first.]
    ~ die_1 = RANDOM(1, 6)
    {die_1}.
-
+   [Throw the next.]
    ~ die_2 = RANDOM(1, 6)
    {die_2}.
-
{ die_1 == die_2:
    All alike. Nobody at the table says a word.
    -> END
}
{ die_1 + die_2 > 8:
    Enough to stay in.
- else:
    Not enough.
}
-> END
