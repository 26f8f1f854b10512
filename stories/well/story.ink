# title: The Well
# author: Redthread

// Two numbers that chase each other for ever: no exhaustive search can finish this one as it stands.

VAR rope = 0
VAR water = 3

There is a well in the yard, and a bucket, and a rope that comes out of a hole in the wall.
-> yard

=== yard
+   [Let out a yard of rope.]
    ~ rope = rope + 1
    { rope > water:
        The bucket touches. You hear it think about floating.
        -> wet
    }
    Nothing yet.
    -> yard
+   [Wait for rain.]
    ~ water = water - 1
    It rains in the next valley. The water comes up a little, to see.
    -> yard
+   [Drop a stone down.]
    ~ water = water + 2
    You count until you hear it. It's a longer count than the last one. It can't be, and it is.
    -> yard

=== wet
You count the rope back up, {rope} to the top, and at the end of it is a bucket with one frog in it, and enough water for the frog.
-> END
