// 5 guests, each a tunnel, who introduce one another: the calls that wait, in their order, are part of the state.

The door opens. 5 people turn round.
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
+   {not guest_4} [Walk up to Dov.]
    -> guest_4 ->
    -> party
+   {not guest_5} [Walk up to Ennio.]
    -> guest_5 ->
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
+   {not guest_4} [“And who is that?”]
    “Dov. Come.”
    -> guest_4 ->
    -> talk
+   {not guest_5} [“And who is that?”]
    “Ennio. Come.”
    -> guest_5 ->
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
+   {not guest_4} [“And who is that?”]
    “Dov. Come.”
    -> guest_4 ->
    -> talk
+   {not guest_5} [“And who is that?”]
    “Ennio. Come.”
    -> guest_5 ->
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
+   {not guest_4} [“And who is that?”]
    “Dov. Come.”
    -> guest_4 ->
    -> talk
+   {not guest_5} [“And who is that?”]
    “Ennio. Come.”
    -> guest_5 ->
    -> talk
+   [Thank Cilla.]
    ->->


=== guest_4
Dov holds out a hand.
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
+   {not guest_3} [“And who is that?”]
    “Cilla. Come.”
    -> guest_3 ->
    -> talk
+   {not guest_5} [“And who is that?”]
    “Ennio. Come.”
    -> guest_5 ->
    -> talk
+   [Thank Dov.]
    ->->


=== guest_5
Ennio holds out a hand.
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
+   {not guest_3} [“And who is that?”]
    “Cilla. Come.”
    -> guest_3 ->
    -> talk
+   {not guest_4} [“And who is that?”]
    “Dov. Come.”
    -> guest_4 ->
    -> talk
+   [Thank Ennio.]
    ->->
