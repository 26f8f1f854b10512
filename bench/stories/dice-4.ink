// 4 dice, each remembered to the end: 6 to the power of 4 throws.

VAR die_1 = 0
VAR die_2 = 0
VAR die_3 = 0
VAR die_4 = 0

4 dice in a leather cup.
+   [Throw the first.]
    ~ die_1 = RANDOM(1, 6)
    {die_1}.
-
+   [Throw the next.]
    ~ die_2 = RANDOM(1, 6)
    {die_2}.
-
+   [Throw the next.]
    ~ die_3 = RANDOM(1, 6)
    {die_3}.
-
+   [Throw the next.]
    ~ die_4 = RANDOM(1, 6)
    {die_4}.
-
{ die_1 == die_2 and die_2 == die_3 and die_3 == die_4:
    All alike. Nobody at the table says a word.
    -> END
}
{ die_1 + die_2 + die_3 + die_4 > 16:
    Enough to stay in.
- else:
    Not enough.
}
-> END
