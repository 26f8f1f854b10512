# title: Held
# author: Redthread

// Two people on a landing, and two hands. Each hand belongs to one of them, and only its owner can open it, short of a good pull.
// What is said and what the hands do are kept apart, because the two seldom agree.
// Choices that begin with "He" are his moves; all the others are Ikram's.

LIST Grip = open, loose, tight
VAR her_grip = tight
VAR his_grip = tight

VAR noticed = false
VAR pulled = false
VAR he_opened_first = false
VAR gone = false

LIST HerWords = let_go, say_stay, my_word
LIST HisWords = i_chose_you, one_pull, love_yourself, i_am_trying
VAR she_said = ()
VAR he_said = ()

-> landing

=== landing
The light on this landing is on a timer. You press the button at the head of the stairs and get four minutes, which is enough for anyone: up with the shopping, find the key, be indoors.

He pressed it when we came out. He is standing with one heel against his door, because it shuts by itself and his keys are on the hook inside. I can see them from here, under the hall lamp. I have my coat on. My bag has slid down to the crook of my arm and I've left it there.

"In some other lifetime," he says, "I think we'd have managed."

Behind the door across from his, someone is running a bath.

+   "I've only got this one[."]," I say. "I'm standing in it."
+   "What do we do in it?"
    He gives it thought. He gives thought to anything you ask him; it was the first thing I liked. "Quarrel," he says. "About a boiler."
    "You have a boiler," I say. "We could do that here. This is the one we get."
-   He nods, the way you nod at a price.
-> asking

= asking
+   ["Prove that you love me."]
    "If you love me, prove it," I say. "Let me stay. I don't want supper. I don't want to talk about it. Just let me be on that side of the door when it shuts."
    -> answering
+   "Do you love me?"
    "Yes." He says it like his date of birth.
    "Then prove it. Let me stay."
    -> answering
+   {not noticed} [Hitch up my bag.]
    I go to hitch up the bag, and my arm won't come. I look down to see what it's caught on. It's caught on him. My left hand and his right are locked together between my coat and his jumper, finger between finger to the root, and I couldn't tell you since when. He is looking over my head, getting a sentence ready. He hasn't seen.
    ~ noticed = true
    I leave the bag where it is.
    -> asking

= answering
+   (loves) [He says that he loves me.]
    "I love you," he says, "and you can't stay."
    Not but: and. He sets the two things down side by side, like shoes.
+   (refuses) [He says that I can't stay.]
    "You can't stay," he says, "and I love you."
    In that order it could pass for a reason.
-   "We don't mean the same things, Ikram. You make a promise and there it is, like a chair. You'd let somebody sit on it. When I make one it's weather." Behind him, in the flat, the fridge shudders and goes quiet. "We're no good for each other. You saw what we were like in March."
    "And when I've gone?"
    "It hurts for a while. Then it fades."
    "Like what?"
    "Like anything you leave in a window."
    The bath goes on running. "Please go," he says.
-> leaving

= leaving
+   "I'm going[."]," I say. I believe it, too. I stand there believing it.
    -> wondering
+   {not noticed} [Turn to the stairs.]
    "I'm going," I say. I turn to the stairs and take one step, and there isn't a second. I stand with my shoulder to him, like someone who has thought of the gas.
    -> wondering
+   {noticed} [Lift my left hand.]
    "I'm going," I say, "as soon as I can," and I lift my left hand into the light. His right hand comes up with it.
    -> told

= wondering
+   (asks) [He asks why I'm still here.]
    "Then why are you still here?"
    {noticed: I've had the answer ready for some time.|I look for the reason. I look in his face, and at the door, and then I look down.}
+   (looks) [He looks down.]
    He wants somewhere to put his eyes. He tries the floor between us, and they don't get as far as the floor.
    {noticed: I watch him find it.|I look where he is looking.}
-   -> told

= told
{not noticed: My left hand and his right are locked together, finger between finger to the root. Neither of us did it. We must have walked out here like that.}
~ noticed = true
"You're still holding me," I say.
"I thought that was you," he says.
It's both. His knuckles are white and so are mine. Above them is the cuff of my coat, with the button he sewed back on in January, in red, because red was the only thread he had.
-> her_turn


// ---- Ikram's moves: first what she can say, then what her hand can do, then going or not going.

=== her_turn
*   {his_grip == tight} "Then let go[."]," I say.
    ~ she_said += let_go
    -> he_is_asked
*   {his_grip == tight} [Pull.]
    ~ pulled = true
    I pull. Not hard: the way you try a door you think is locked. His arm comes out straight after mine, and the bag swings. Nothing comes undone.
    -> he_is_pulled
*   {his_grip == tight and he_said != ()} [Tell him what I'm waiting for.]
    ~ she_said += say_stay
    "I don't want to go," I say. "If you let go, I'd go. I'm standing here because I keep thinking you'll pull. Your way. And say stay."
    It sounds like a thing you say to a dog. Neither of us laughs.
    -> he_is_told
*   {his_grip == tight and he_said ? love_yourself} "I do love myself[."]," I say. "I'm very fond of myself. I love you more than that. You keep taking the one away from the other. It isn't that kind of sum."
    -> he_is_answered
*   {his_grip == tight and he_said ? i_chose_you} ["Only loosen it."]
    ~ she_said += my_word
    "Then don't let go," I say. "Only loosen it. A little, so that I can feel it. If you loosen it I'll understand, and I'll go. That's a promise."
    "A chair," he says.
    "A chair."
    -> he_is_offered
+   {his_grip == tight and pulled} [Pull as if I meant it.]
    {her_grip == tight: First I have to get my own hand open. Nobody had mentioned that.}
    I lean back and pull with my whole weight. His fingers go one after another, the little one last.
    -> she_pulls_free
*   {her_grip == tight and his_grip != open and he_said != ()} [Loosen my fingers.]
    ~ her_grip = loose
    I loosen my fingers. They have to be told one at a time.
    {his_grip == tight and he_said ? i_am_trying:
        "There," I say. "Now it isn't mine."
    }
    -> he_feels_it
*   {her_grip == loose and his_grip != open} [Open my hand.]
    ~ her_grip = open
    I open my hand. {his_grip == tight: The fingers stand out straight between his, with nothing to do.|It stays where it was, lying in his.}
    -> he_feels_it
*   {her_grip != open and his_grip == open} [Open my hand too.]
    I open mine. {her_grip == tight: It takes some doing.}
    ~ her_grip = open
    -> palms
+   {his_grip != tight} [Go.]
    -> going
*   {his_grip != tight} {her_grip != open or his_grip != open} [Stay where I am.]
    I said that I'd go. I stay where I am.
    -> he_waits
+   {his_grip == tight and she_said ? my_word} [Stand there.]
    I stand there. The bag hangs from my elbow.
    -> he_stands_there
+   {her_grip == open and his_grip == open} [Leave my hand where it is.]
    -> both_hands_open

= palms
Now there are two of them, palm against palm, and nothing keeping them there.
-> her_turn

= going
{her_grip == open: I take my hand away.|I let go. {her_grip == tight: The fingers have to be told one at a time.}}
~ her_grip = open
I hitch the bag onto my shoulder, and nothing stops it. I'm at the head of the stairs in three steps.
+   (lets_me) [He lets me go.]
    {he_opened_first: -> he_lets_go_first}
    -> she_keeps_her_word
+   (catches_me) [He pulls me back.]
    I have one foot on the stairs when he gets me by the cuff, and then by the hand. He has come the three steps in his socks. The button took the weight. He sewed it on to last.
    -> he_asks_her_to_stay


// ---- His moves. What he answers depends on what she has just said or done; what his hand can do does not.

=== his_hand
+   (loosens) {his_grip == tight} {she_said ? my_word or her_grip != tight} [He loosens his grip.]
    ~ his_grip = loose
    { her_grip:
    - tight: He loosens it. Not by much; a card's width, under each finger. I asked to be able to feel it and I feel it. My own hand hasn't moved. It's holding the two of us up by itself.
    - loose: I feel his give too. What's left is like a bow that stays tied until somebody takes an end.
    - else: I feel his give too. His fingers lie around my open hand like a sleeve a size too big.
    }
    -> her_turn
+   (lets_go) {his_grip != open} [He lets go.]
    ~ his_grip = open
    ~ he_opened_first = her_grip != open
    { her_grip:
    - tight: He opens his hand, all of it, flat. It stays where it was, because I've got it.
    - loose: He opens his hand, all of it, flat. My fingers stay hooked over the edge, not holding, only not gone.
    - else:
        He opens his.
        -> her_turn.palms
    }
    -> her_turn
+   (pulls_back) {pulled or she_said ? say_stay or her_grip != tight or his_grip != tight} [He pulls me back.]
    { his_grip:
    - tight: He pulls.
    - loose: His fingers close again, and he pulls.
    - else: The hand that was open shuts on mine, and pulls.
    }<> Away from the stairs, towards him; and he doesn't wait for me to get there. He steps out to meet me.
    -> he_asks_her_to_stay

=== he_is_asked
<- his_hand
+   (keeps_hold) [He keeps hold.]
    ~ he_said += i_chose_you
    His hand stays shut. He is looking at the button.
    "It wasn't luck, you and me," he says. "It wasn't meant, either. People say there's a red thread, and it's tied on before you're born, and you can't help who's at the other end. Nobody tied it on me. I tied it. I sat down with the reel and made one knot after another until it spelled your name."
    "You only had red," I say.
    "I know what I had."
    {not pulled:
        He moves his heel on the door. "You can go, you know. I'm not holding tight. One pull and we'd come undone."
        ~ he_said += one_pull
    }
    -> her_turn

=== he_is_pulled
<- his_hand
+   (holds_on) [He holds on.]
    { he_said ? one_pull:
        "I've pulled," I say.
        "Not like someone who wants to go."
        "No."
    - else:
        "I'm not holding tight," he says. "One pull and we'd come undone."
        "That was one."
        ~ he_said += one_pull
    }
    -> her_turn

=== he_is_told
<- his_hand
+   (advises) [He tells me to love myself.]
    ~ he_said += love_yourself
    "You should love yourself more than this," he says. He says it gently, as you'd tell someone that her lace is undone.
    -> her_turn

=== he_is_answered
<- his_hand
+   (says_nothing) [He has no answer.]
    He starts a sentence, and thinks better of it. Across the landing the bath is turned off.
    -> her_turn

=== he_is_offered
<- his_hand
+   (tries) [He says that he's trying.]
    ~ he_said += i_am_trying
    He looks at our hands. He looks for so long that I look too.
    { her_grip == tight:
        "I'm trying," he says. "It's you. Yours is the tight one. And mine." He waits until he has it right. "Mine I don't want to loosen."
    - else:
        "I'm trying," he says. "You've done yours. I felt it. I don't want to do mine."
    }
    He holds on.
    -> her_turn

=== he_feels_it
<- his_hand
+   (leaves_it) [He leaves his as it is.]
    { his_grip == tight:
        {her_grip == loose: He feels it. I see him feel it. His own hand stays shut, and holds for both of us.|My hand lies in his like something he's been asked to mind for a minute. He minds it.}
    - else:
        {her_grip == loose: His stays as loose as it was. There is very little left to undo, and nobody undoes it.|His stays around it. It could be gone in a second, and it isn't.}
    }
    -> her_turn

=== he_waits
<- his_hand
+   (waits) [He waits.]
    He waits. {her_grip == tight: He looks at my hand, the way I'd looked at his.|We are hardly touching. It makes no difference that I can see.}
    -> her_turn

=== he_stands_there
<- his_hand
+   (stands_too) [He doesn't move either.]
    -> nobody_moves


// ---- How it ends. In every lifetime the light goes out.

=== the_light
{gone: On the second floor the light goes out, all the way up and all the way down.|The four minutes are up. The light goes out.}
->->

=== she_pulls_free
~ her_grip = open
~ his_grip = open
~ gone = true
I'm on the stairs before I've thought about them. He doesn't come after me. He'd have to let the door shut. I listen for it, floor by floor, and it doesn't.
-> the_light ->
There's a button on every floor. I don't stop for it. I go on down by the rail, with the hand that hurts.
Under the lamp in the street I look at the hand. Four marks across the back of it, fading already. The button has gone from the cuff. What's left is the thread: two red ends, and the knot he made.
-> END

=== she_keeps_her_word
~ gone = true
{she_said ? my_word: I said that if he loosened it I'd understand, and I'd go. I can do the second part.|I said I was going. I was only early.}
I don't look round. I'd hear the door, and I don't hear the door.
-> the_light ->
I stop, one foot feeling for the next stair. Above me there are three steps, in socks, and the light comes on again.
Then the other thing. The door, taking its time, all the way to the click. His keys are on the hook.
{she_said ? my_word: I promised to understand. He has given me four minutes to do it in, and it doesn't take that long.|He has given me four minutes. I don't need that many.}
I go on down, in the light.
-> END

=== he_lets_go_first
~ gone = true
{she_said ? let_go: I did ask.|I hadn't asked him to.} He opened his hand and mine was the one that hadn't. I think about that for the length of the first flight, and behind me the door shuts, with him on the right side of it.
-> the_light ->
I stand on the second floor with my hand out in front of me, and wait for somebody to do something. Then I feel along the wall. There's a button on every floor. I press this one myself.
Four minutes. It's enough for anyone.
-> END

=== he_asks_her_to_stay
~ her_grip = loose
~ his_grip = loose
"Stay," he says.
{she_said ? say_stay: It's the word I gave him. He says it as if he'd found it himself.|I never told him that was the word.}
Behind him the door shuts. It takes its time. We listen to it all the way to the click.
"The keys," I say.
"On the hook."
-> the_light ->
"Stay," he says in the dark, though there's nowhere left to do it in.
"You said we were no good for each other."
"It'll be March again," he says.
"Then it'll be March."
We sit down on the top stair. It's stone, and he has no shoes on. To get my coat off I need the hand. He gives it to me, and when the coat is over our knees I give it back.
-> END

=== both_hands_open
I leave mine. He leaves his. I could go; he could go in.
With so much holding I hadn't been able to feel his hand. It's warm, and a bit damp, and there's a crack in the thumb that wasn't there in March.
-> the_light ->
Behind him there's the hall lamp, and in front of it the shape of him.
"Shall I press it?" he says.
"In a minute," I say.
-> END

=== nobody_moves
{ her_grip == tight:
    His hand doesn't open and mine doesn't. He'd loosen his if I loosened mine. I'd go if he loosened his. Each of us has made the other a fair offer. We're like two people at a door: after you; no, after you.
- else:
    I've done my part. It's his hand that keeps me now. One good pull would see to that, and I don't pull.
}
Behind the other door someone lets a bath out.
-> the_light ->
The button is three steps off. It would take a hand.
By the hall lamp I can see us as far as the wrists.
None of this took place. It could have.
-> END
