// 60 choices that can each be taken once, or left: 2 to the power of 60 bags.

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
*   [Pack the compass.]
    In goes the compass.
    -> kitchen
*   [Pack the candles.]
    In goes the candles.
    -> kitchen
*   [Pack the boots.]
    In goes the boots.
    -> kitchen
*   [Pack the flute.]
    In goes the flute.
    -> kitchen
*   [Pack the needle.]
    In goes the needle.
    -> kitchen
*   [Pack the salt.]
    In goes the salt.
    -> kitchen
*   [Pack the mirror.]
    In goes the mirror.
    -> kitchen
*   [Pack the whistle.]
    In goes the whistle.
    -> kitchen
*   [Pack the parcel number 1.]
    In goes the parcel number 1.
    -> kitchen
*   [Pack the parcel number 2.]
    In goes the parcel number 2.
    -> kitchen
*   [Pack the parcel number 3.]
    In goes the parcel number 3.
    -> kitchen
*   [Pack the parcel number 4.]
    In goes the parcel number 4.
    -> kitchen
*   [Pack the parcel number 5.]
    In goes the parcel number 5.
    -> kitchen
*   [Pack the parcel number 6.]
    In goes the parcel number 6.
    -> kitchen
*   [Pack the parcel number 7.]
    In goes the parcel number 7.
    -> kitchen
*   [Pack the parcel number 8.]
    In goes the parcel number 8.
    -> kitchen
*   [Pack the parcel number 9.]
    In goes the parcel number 9.
    -> kitchen
*   [Pack the parcel number 10.]
    In goes the parcel number 10.
    -> kitchen
*   [Pack the parcel number 11.]
    In goes the parcel number 11.
    -> kitchen
*   [Pack the parcel number 12.]
    In goes the parcel number 12.
    -> kitchen
*   [Pack the parcel number 13.]
    In goes the parcel number 13.
    -> kitchen
*   [Pack the parcel number 14.]
    In goes the parcel number 14.
    -> kitchen
*   [Pack the parcel number 15.]
    In goes the parcel number 15.
    -> kitchen
*   [Pack the parcel number 16.]
    In goes the parcel number 16.
    -> kitchen
*   [Pack the parcel number 17.]
    In goes the parcel number 17.
    -> kitchen
*   [Pack the parcel number 18.]
    In goes the parcel number 18.
    -> kitchen
*   [Pack the parcel number 19.]
    In goes the parcel number 19.
    -> kitchen
*   [Pack the parcel number 20.]
    In goes the parcel number 20.
    -> kitchen
*   [Pack the parcel number 21.]
    In goes the parcel number 21.
    -> kitchen
*   [Pack the parcel number 22.]
    In goes the parcel number 22.
    -> kitchen
*   [Pack the parcel number 23.]
    In goes the parcel number 23.
    -> kitchen
*   [Pack the parcel number 24.]
    In goes the parcel number 24.
    -> kitchen
*   [Pack the parcel number 25.]
    In goes the parcel number 25.
    -> kitchen
*   [Pack the parcel number 26.]
    In goes the parcel number 26.
    -> kitchen
*   [Pack the parcel number 27.]
    In goes the parcel number 27.
    -> kitchen
*   [Pack the parcel number 28.]
    In goes the parcel number 28.
    -> kitchen
*   [Pack the parcel number 29.]
    In goes the parcel number 29.
    -> kitchen
*   [Pack the parcel number 30.]
    In goes the parcel number 30.
    -> kitchen
*   [Pack the parcel number 31.]
    In goes the parcel number 31.
    -> kitchen
*   [Pack the parcel number 32.]
    In goes the parcel number 32.
    -> kitchen
*   [Pack the parcel number 33.]
    In goes the parcel number 33.
    -> kitchen
*   [Pack the parcel number 34.]
    In goes the parcel number 34.
    -> kitchen
*   [Pack the parcel number 35.]
    In goes the parcel number 35.
    -> kitchen
*   [Pack the parcel number 36.]
    In goes the parcel number 36.
    -> kitchen
*   [Pack the parcel number 37.]
    In goes the parcel number 37.
    -> kitchen
*   [Pack the parcel number 38.]
    In goes the parcel number 38.
    -> kitchen
*   [Pack the parcel number 39.]
    In goes the parcel number 39.
    -> kitchen
*   [Pack the parcel number 40.]
    In goes the parcel number 40.
    -> kitchen
*   [Pack the parcel number 41.]
    In goes the parcel number 41.
    -> kitchen
*   [Pack the parcel number 42.]
    In goes the parcel number 42.
    -> kitchen
*   [Pack the parcel number 43.]
    In goes the parcel number 43.
    -> kitchen
*   [Pack the parcel number 44.]
    In goes the parcel number 44.
    -> kitchen
+   [Close the bag.]
    It closes, just.
    -> END
