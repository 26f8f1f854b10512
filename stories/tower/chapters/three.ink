=== top
Landing {floor}: the stairs run out and the sky begins. {ropes.pulled: The bell is still humming to itself.}
*   [Ring for Sunday.]
    -> bell(3) ->
    {rung > 3: Four. They will be talking about that at lunch.|Three. It's Sunday.}
*   [Look at the town.]
    You can see your own window from here. {rung == 0: Nobody has looked up.|Everybody has looked up.}
-   You go down faster than you came. They don't pay for down.
-> END
