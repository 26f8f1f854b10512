// 8 choices that can each be taken once, or left: 2 to the power of 8 bags.

Tomorrow you leave. The bag stands open on the kitchen table.
-> kitchen

=== kitchen
*   [Pack the lamp.]
    In goes the lamp.
    -> kitchen
*   [Pack the rope.]
    In goes the rope.
    -> kitchen
*   [Pack the map.]
    In goes the map.
    -> kitchen
*   [Pack the kettle.]
    In goes the kettle.
    -> kitchen
*   [Pack the blanket.]
    In goes the blanket.
    -> kitchen
*   [Pack the knife.]
    In goes the knife.
    -> kitchen
*   [Pack the letter.]
    In goes the letter.
    -> kitchen
*   [Pack the apples.]
    In goes the apples.
    -> kitchen
+   [Close the bag.]
    It closes, just.
    -> END
