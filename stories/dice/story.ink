# title: The Old Woman's Dice
# author: Redthread

LIST Suit = acorns, bells, hearts, leaves
VAR yours = 0
VAR hers = 0
VAR rounds = 0

The ferry is late. An old woman in the waiting room has two dice and a pack of cards with half the cards gone.
-> table

=== table
{shuffle:
-   "Sit," she says.
-   "Well?" she says.
-   She pushes the dice across.
}
+   {rounds < 3} [Throw.] -> throw
+   {rounds < 3} [Cut the cards.] -> cut
*   [Blow on the dice, as your uncle did.]
    ~ SEED_RANDOM(7)
    "That does nothing," she says. Your uncle thought so too, by the end.
    -> table
*   {rounds > 0} [Ask her name.]
    "{~Vesna|Perhaps Vesna|You first}," she says.
    -> table
+   [Get up.] -> away

=== throw
~ temp first = RANDOM(1, 3)
~ temp second = RANDOM(1, 3)
~ rounds++
{shuffle stopping:
-   The dice run to the edge of the table and think better of it.
-   One of the dice spins for so long that you both look at it.
-   By now the dice know where to stop.
}
You: {first}. She: {second}.
{ first > second:
    ~ yours++
- else:
    { second > first:
        ~ hers++
        "Mine," she says, without pleasure.
    - else:
        "Nobody's," she says, and seems to prefer it.
    }
}
-> table

=== cut
~ temp card = LIST_RANDOM(LIST_ALL(Suit))
~ rounds++
{shuffle once:
-   The cards are soft as cloth.
-   There is a thumbprint on the top card, in jam.
}
You turn up {card}.
{ card:
- hearts:
    ~ yours++
    "Yours," she says. "It would be."
- leaves:
    "Rain tomorrow," she says, and it counts for nobody.
- else:
    ~ hers++
    "Mine."
}
-> table

=== away
The ferry sounds its horn. You have {yours}; she has {hers}.
{ yours > hers: She gives you the dice. "Now you'll have to wait for someone," she says. -> END }
{ yours == hers: You shake hands. Hers is {~warm|cold|holding a card}. -> END }
"Another time," she says. It is hard to say whether she means you.
-> END
