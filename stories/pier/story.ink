# title: The Pier
# author: Redthread
# cast: bodil, casimir, noor
# owns: bodil bodil_said_it, bodil_signed
# owns: casimir casimir_said_it, casimir_signed
# owns: noor bodil_heard_it, casimir_heard_it

// A negotiation, told by Noor, who interprets. "It" is the one thing that each of the other two has come to hear. To have said
// it is one thing, and is the speaker's to do; to have heard it is another, and is the interpreter's.

VAR bodil_said_it = false
VAR casimir_said_it = false
VAR bodil_heard_it = false
VAR casimir_heard_it = false
VAR bodil_signed = false
VAR casimir_signed = false

VAR goats = false // what she asked after
VAR softened = false
VAR lied = false

-> hut

=== hut
There was a bridge here. What's left of it is one pier, in the middle of the river, and on the pier a hut, and in the hut a table and a stove. You come out to it in a basket on a rope; there is one rope from each bank. There are two doors.

Bodil speaks for the left bank. In the flood, eleven years ago, she had the sluice opened to save her mill, and the water took nine goats off the meadow on the other side. Casimir speaks for the right bank. They were his goats. That summer he had his half of the bridge taken down, for the stones. The other half came down by itself in the autumn. A bridge isn't made to be a half.

I come from the coast, and each of them is paying for half of me. I have put the paper on the table. It says, in two columns, that there will be a bridge. There's a place at the bottom for her name and a place for his. The pen is mine.

+   [Bodil asks after his goats. # by: bodil]
    "How are your goats?" says Bodil. On the left bank that's how you begin: how are your goats, how is your mother. I think she hears it only when it's out.
    ~ goats = true
+   [Bodil asks after his mother. # by: bodil]
    "How is your mother?" says Bodil. On the left bank that's how you begin. His mother died the winter before last, four hundred feet from here, and nobody over there could have known.
-
+   [Say it as she said it. # by: noor]
    I say it as she said it. That is the work.
+   [Say it better than she said it. # by: noor]
    ~ softened = true
    {goats: "She has often thought of your goats," I say.|"She was hoping for news of your mother," I say.} It costs nothing, and I've done it all my life.
    Bodil hasn't a word of his language. She turns her head and looks at me.
-
+   [Casimir answers. # by: casimir]
    {goats: "Fewer than there were," says Casimir.|"Up the hill," says Casimir, "with the others."}
+   [Casimir asks after her mill. # by: casimir]
    "And the mill?" says Casimir. "Nice and dry?"
- I pass it across. She nods. After that there isn't any more to pass.

They're both sorry. I know, because they wrote to me. If he says it, she wrote, I'll say it too, and sign. If she says it, he wrote. And each of them wrote underneath: this is between you and me.

On the left bank the words for it are *I would undo it*. On the right bank they're *I carry it*. No dictionary will give you the one for the other. I would, if anybody said it.

The river goes by on both sides. There's a heron on Casimir's.
-> table

=== table
<- bodils_moves
<- casimirs_moves
<- my_moves
-> DONE

=== bodils_moves
*   [Bodil says it. # by: bodil # will: {bodil_heard_it}]
    ~ bodil_said_it = true
    "I would undo it," says Bodil, to the stove. "The sluice. I'd stand there and let the mill go."
    {casimir_heard_it: "She says it again," I tell him.}
    -> table
*   [Bodil signs. # by: bodil # will: {bodil_heard_it}]
    ~ bodil_signed = true
    {not bodil_heard_it: {casimir_said_it:I haven't passed it on yet.|She has waited eleven years to hear it, and she doesn't wait any longer.}} She signs, small and upright, well inside her column, and screws the cap back on my pen.
    {not casimir_signed: -> table}
    -> signed_twice
+   {bodil_signed} [Bodil goes home. # by: bodil # will: {not bodil_heard_it}]
    She buttons her coat and takes the left-hand door.
    -> half_a_bridge

=== casimirs_moves
*   [Casimir says it. # by: casimir # will: {casimir_heard_it}]
    ~ casimir_said_it = true
    "I carry it," says Casimir. "They're in my garden wall, her stones and mine. I know every one. I have my coffee in front of them."
    {bodil_heard_it: "He says it again," I tell her.}
    -> table
*   [Casimir signs. # by: casimir # will: {casimir_heard_it}]
    ~ casimir_signed = true
    {not casimir_heard_it: {bodil_said_it:I haven't passed it on yet. He has been looking at her face.|Nobody has said a thing to him, and he pulls the paper over as if somebody had.}} He signs, and his name goes across the line into her column, the way his goats used to.
    {not bodil_signed: -> table}
    -> signed_twice
+   {casimir_signed} [Casimir goes home. # by: casimir # will: {not casimir_heard_it}]
    He says good night to the stove and takes the right-hand door.
    -> half_a_bridge

=== my_moves
*   [Tell Casimir that she says it. # by: noor # will: {bodil_said_it}]
    ~ casimir_heard_it = true
    "She carries it," I tell him.
    {not bodil_said_it:
        ~ lied = true
        Bodil hasn't opened her mouth. It was a long silence, and I've translated it.
        Casimir, who has kept his hat on until now, takes it off.
        -> bodil_has_ears
    }
    Casimir, who has kept his hat on until now, takes it off.
    -> table
*   [Tell Bodil that he says it. # by: noor # will: {casimir_said_it}]
    ~ bodil_heard_it = true
    "He would undo it," I tell her.
    {not casimir_said_it:
        ~ lied = true
        Casimir is looking out of the window at a heron. He has been looking at it for some time.
        -> bodil_has_eyes
    }
    She takes it in slowly, as dry ground does.
    -> table
+   [Go out and look at the river. # by: noor # will: {bodil_said_it and casimir_said_it}]
    From the step you can see a long way down. It's all one water, and doesn't seem to know that it has sides.
    {bodil_said_it and casimir_said_it: -> signed_without_me}
    {bodil_signed or casimir_signed:
        When I come in again one of the chairs is empty, and so is the other.
        -> half_a_bridge
    }
    -> two_doors

=== bodil_has_ears
Bodil hasn't a word of his language. {softened: For the second time today she turns her head and looks at me.|She turns her head and looks at me.}
+   [Bodil lets it stand. # by: bodil # will: {not softened}]
    She looks for about as long as it takes to say *I never said that*, and doesn't say it.
    -> table
+   [Bodil says that she never said it. # by: bodil # will: {softened}]
    "I never said that," says Bodil.
    -> found_out

=== bodil_has_eyes
+   [Bodil thanks him. # by: bodil # will: {not softened}]
    "Tell him thank you," says Bodil, when she has looked at him, and at me, and at the heron.
    "She thanks you," I tell him.
    "What for?"
    "For coming," I say.
    -> table
+   [Bodil asks when he said it. # by: bodil # will: {softened}]
    "When did he say that?" says Bodil.
    -> found_out


// ---- How it ends.

=== signed_twice
{lied: -> bridge_on_a_lie}
-> bridge

=== bridge
They shake hands over the table. That isn't in the paper, and I don't translate it.
It takes two summers. I come up for the opening, in case I'm wanted, and stand at the back, and nobody wants me. They read everything out twice.
My fee comes by post, both halves of it, in one envelope.
-> END

=== bridge_on_a_lie
{(bodil_said_it or not casimir_heard_it) and (casimir_said_it or not bodil_heard_it): By the time both names are dry it isn't a lie any more. I've looked at it from either side, and I can't find the place.|It's still a lie, as far as I know, and it will have a bridge on it. Carts will go over.}
Casimir goes first, bareheaded, with his hat in his hand. Bodil sees to the stove. Then from her door, with one foot in the basket, she wishes me a good journey.
It's only when the rope has taken her weight that I notice which language it was in.
-> END

=== found_out
She says it in his language. And not as it's taught: as they speak it on his side, above the church, with the ends left off.
Nobody says anything, in any language. The heron goes.
"You talk like my aunt," says Casimir.
"My mother came over by that bridge," says Bodil. "With a goat."
Neither of them looks at me. I put the cap on the pen. They're still at it when my basket comes, whose fault it was and since when, both at once, at the tops of their voices. There isn't a word in it that would need me.
-> END

=== half_a_bridge
One name is enough for one half. The {bodil_signed:left|right} bank has signed for it, and so the {bodil_signed:left|right} bank builds it: out over the water as far as the pier, with a rail on either side.
On fine evenings people walk out along it to the end. They look across for a while, and walk back.
Now and then, I'm told, there's a goat.
-> END

=== signed_without_me
When I come in again it's signed, twice. They've turned the paper over, and Bodil is drawing an arch on the back. Casimir shakes his head. He takes the pen from her, and draws another arch.
I put some wood in the stove, and wait to be wanted.
-> END

=== two_doors
When I come in again there's nobody at the table. Both doors are open, and the wind goes through from the one bank to the other. It's the only thing that has in eleven years.
{bodil_said_it or casimir_said_it: One of them had said it. I was the only person in the hut who was paid to pass it on.|The paper lies where I put it, with the line down the middle.}
My pen has gone. I never find out which of them took it.
-> END
