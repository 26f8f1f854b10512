=== foot
The door at the bottom is so low that you bow to the tower whether you mean to or not.
*   [Count the stairs.]
    Thirty, and a landing. Somebody has scratched a thirty-first into the wall.
*   [Save your breath.]
    Your breath saves itself up in the landing window, and fogs it.
-   ~ up()
-> ropes
