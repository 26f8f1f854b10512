# title: Soup
# author: Redthread

LIST Stall = (leeks), (onions), (carrots), barley, marrowbone
LIST Hour = nine, ten, eleven, noon

VAR basket = ()
VAR purse = 11
VAR clock = nine
VAR needed = (onions, barley, marrowbone)
VAR receipt = "Paid: "

Your grandmother has written "soup" on a piece of paper, and has underlined it. You have {purse} coins. The bell for noon shuts the market.
-> square

=== function pay(ref money, price)
{ money >= price:
    ~ money = money - price
    ~ return true
}
~ return false

=== function row(things)
{ LIST_COUNT(things):
- 0: nothing
- 1: {things}
- 2: {LIST_MIN(things)} and {LIST_MAX(things)}
- else: {LIST_MIN(things)}, <>{row(things - LIST_MIN(things))}
}

=== function later(ref when)
~ when++

=== square
It is {clock}. On the stalls: {row(Stall)}. In the basket: {row(basket)}.
{ clock == noon: -> bell }
+   {Stall ? onions} [Onions, for {LIST_VALUE(onions)}.] -> buy(onions)
+   {Stall ^ (leeks, carrots)} [Something with its leaves on.] -> buy(LIST_MIN(Stall ^ (leeks, carrots)))
+   {Stall has (barley)} [Barley, for {LIST_VALUE(barley)}.] -> buy(barley)
+   {Stall ? marrowbone} [The bone, for {LIST_VALUE(marrowbone)}.] -> buy(marrowbone)
*   [Wait for the carts from the mill.]
    ~ Stall += (barley, marrowbone)
    ~ Stall -= leeks
    ~ later(clock)
    They come. So does the butcher's boy, who takes one look at the leeks and buys them all.
    -> square
+   {LIST_COUNT(basket) > 0} [Put the last thing back.]
    ~ temp last = LIST_MAX(basket)
    ~ basket -= last
    ~ Stall += last
    ~ purse += LIST_VALUE(last)
    "No refunds after eleven," says the woman, and gives you one. It has cost you the hour.
    ~ later(clock)
    -> square
+   [Go home.] -> kitchen

=== buy(thing)
{ pay(purse, LIST_VALUE(thing)):
    ~ Stall -= thing
    ~ basket += thing
    ~ receipt = receipt + "{thing} "
    "So: {thing}," says the woman, as if she were introducing you. You have {purse} left.
- else:
    "If I give you {thing}," says the woman, "then you'd owe me {LIST_VALUE(thing) - purse}."
    ~ later(clock)
}
-> square

=== bell
The bell. All along the row the shutters come down, one after another, like a stick along a fence.
-> kitchen

=== kitchen
{basket !? needed: She looks for {row(needed - basket)}, and then she looks at you.|She looks for everything, and everything is there.}
{ LIST_RANGE(LIST_ALL(basket), onions, carrots) ? basket: "Vegetables," she says. "I see."}
{ LIST_COUNT(LIST_INVERT(basket)) == 5: The basket is empty. She turns it over to make sure.}
{ basket ? marrowbone: The bone she holds up to the window, and nods to it.}
{ receipt ? "bone" && basket !? marrowbone: "There is a bone on this receipt," she says. "I don't see a bone."}
{ receipt == "Paid: ": "You went," she says, "I suppose."}
{ basket >= Stall(4): It will be good for the chest.}
{ needed ^ basket:
- needed: She puts the big pot on. You may stay and stir.
- (): She puts the kettle on.
- else: She puts the small pot on. It will be soup, of a kind.
}
-> END
