// 3 guests, each a tunnel, who introduce one another: the calls that wait, in their order, are part of the state.

The door opens. 3 people turn round.
-> party

=== party
+   {not guest_1} [Walk up to Anna.]
    -> guest_1 ->
    -> party
+   {not guest_2} [Walk up to Bero.]
    -> guest_2 ->
    -> party
+   {not guest_3} [Walk up to Cilla.]
    -> guest_3 ->
    -> party
+   [Go home.]
    -> END

=== guest_1
Anna holds out a hand.
-> talk
= talk
+   {not guest_2} [“And who is that?”]
    “Bero. Come.”
    -> guest_2 ->
    -> talk
+   {not guest_3} [“And who is that?”]
    “Cilla. Come.”
    -> guest_3 ->
    -> talk
+   [Thank Anna.]
    ->->


=== guest_2
Bero holds out a hand.
-> talk
= talk
+   {not guest_1} [“And who is that?”]
    “Anna. Come.”
    -> guest_1 ->
    -> talk
+   {not guest_3} [“And who is that?”]
    “Cilla. Come.”
    -> guest_3 ->
    -> talk
+   [Thank Bero.]
    ->->


=== guest_3
Cilla holds out a hand.
-> talk
= talk
+   {not guest_1} [“And who is that?”]
    “Anna. Come.”
    -> guest_1 ->
    -> talk
+   {not guest_2} [“And who is that?”]
    “Bero. Come.”
    -> guest_2 ->
    -> talk
+   [Thank Cilla.]
    ->->
