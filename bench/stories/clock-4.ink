// 3 rooms, and a clock that goes on by ten minutes at every step, for 4 hours.

VAR minutes = 0

The train leaves in 4 hours.
-> kitchen

=== kitchen
~ minutes = minutes + 10
{ minutes >= 240:
    -> station
}
It is ten minutes later, in the kitchen.
+   [Go to the garden.]
    -> garden
+   [Go to the attic.]
    -> attic
+   [Stay.]
    -> kitchen
+   {minutes > 60} [Leave for the station.]
    -> station


=== garden
~ minutes = minutes + 10
{ minutes >= 240:
    -> station
}
It is ten minutes later, in the garden.
+   [Go to the kitchen.]
    -> kitchen
+   [Go to the attic.]
    -> attic
+   [Stay.]
    -> garden
+   {minutes > 60} [Leave for the station.]
    -> station


=== attic
~ minutes = minutes + 10
{ minutes >= 240:
    -> station
}
It is ten minutes later, in the attic.
+   [Go to the kitchen.]
    -> kitchen
+   [Go to the garden.]
    -> garden
+   [Stay.]
    -> attic
+   {minutes > 60} [Leave for the station.]
    -> station

=== station
{ minutes > 240:
    The platform is empty.
- else:
    The train stands there with its doors open.
}
-> END
