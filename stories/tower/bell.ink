// What every chapter shares: the bell, and how to climb.
VAR rung = 0

=== function up()
~ floor = floor + 1

=== bell(strokes)
~ rung = rung + strokes
{strokes == 1: The bell says it once.|The bell says it three times, and the tower repeats it to the ground.}
->->
