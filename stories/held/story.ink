# title: Held
# author: Redthread
# cast: ikram, he
# owns: ikram her_grip
# owns: he his_grip

// Two people on a landing, and two hands. Each hand belongs to one of them, and only its owner can open it.
// What is said and what the hands do are kept apart, because the two seldom agree.
// Whose move a choice is, its tag `by` says; when that person would make it, its tag `will`. Left to themselves they come to
// the moment when he says that he's trying, and stay there.

LIST Grip = open, loose, tight
VAR her_grip = tight
VAR his_grip = tight

VAR noticed = false
VAR pulled = false // once, not hard
VAR he_opened_first = false
VAR gone = false

// What has been said, ink counts by itself: her_words.my_word is how often she has given her word.

-> landing

=== landing
The light on this landing is on a timer. You press the button at the head of the stairs and get four minutes, which is enough for anyone: up with the shopping, find the key, be indoors.

He pressed it when we came out. He is standing with one heel against his door, because it shuts by itself and his keys are on the hook inside. I can see them from here, under the hall lamp. I have my coat on. My bag has slid down to the crook of my arm and I've left it there.

"In some other lifetime," he says, "I think we'd have managed."

Behind the door across from his, someone is running a bath.

+   "I've only got this one[." # by: ikram]," I say. "I'm standing in it."
+   ["What do we do in it?" # by: ikram]
    "What do we do in it?"
    He gives it thought. He gives thought to anything you ask him; it was the first thing I liked. "Quarrel," he says. "About a boiler."
    "You have a boiler," I say. "We could do that here. This is the one we get."
-   He nods, the way you nod at a price.
-> asking

= asking
+   ["Prove that you love me." # by: ikram]
    "If you love me, prove it," I say. "Let me stay. I don't want supper. I don't want to talk about it. Just let me be on that side of the door when it shuts."
    -> answering
+   ["Do you love me?" # by: ikram]
    "Do you love me?"
    "Yes." He says it like his date of birth.
    "Then prove it. Let me stay."
    -> answering
+   {not noticed} [Hitch up my bag. # by: ikram]
    I go to hitch up the bag, and my arm won't come. I look down to see what it's caught on. It's caught on him. My left hand and his right are locked together between my coat and his jumper, finger between finger to the root, and I couldn't tell you since when. He is looking over my head, getting a sentence ready. He hasn't seen.
    ~ noticed = true
    I leave the bag where it is.
    -> asking

= answering
+   [He says that he loves me. # by: he]
    "I love you," he says, "and you can't stay."
    Not but: and. He sets the two things down side by side, like shoes.
+   [He says that I can't stay. # by: he]
    "You can't stay," he says, "and I love you."
    In that order it could pass for a reason.
-   "We don't mean the same things, Ikram. You make a promise and there it is, like a chair. Anybody could sit on it. When I make one it's weather." Behind him, in the flat, the fridge shudders and goes quiet. "We're no good for each other. You saw what we were like in March."
    "And when I've gone?"
    "It hurts for a while. Then it fades."
    "Like what?"
    "Like anything you leave in a window."
    The bath goes on running. "Please go," he says.
-> leaving

= leaving
+   "I'm going[." # by: ikram]," I say. I believe it, too. I stand there believing it.
    -> wondering
+   {not noticed} [Turn to the stairs. # by: ikram]
    "I'm going," I say. I turn to the stairs and take one step, and there isn't a second. I stand with my shoulder to him, like someone who has thought of the gas.
    -> wondering
+   {noticed} [Lift my left hand. # by: ikram]
    "I'm going," I say, "as soon as I can," and I lift my left hand into the light. His right hand comes up with it.
    -> told

= wondering
+   [He asks why I'm still here. # by: he]
    "Then why are you still here?"
    {noticed: I've had the answer ready for some time.|I look for the reason. I look in his face, and at the door, and then I look down.}
+   [He looks down. # by: he]
    He wants somewhere to put his eyes. He tries the floor between us, and they don't get as far as the floor.
    {noticed: I watch him find it.|I look where he is looking.}
-   -> told

= told
{not noticed: My left hand and his right are locked together, finger between finger to the root. Neither of us did it. We must have walked out here like that.}
~ noticed = true
"You're still holding me," I say.
"I thought that was you," he says.
It's both. His knuckles are white and so are mine. Above them is the cuff of my coat, with the button he sewed back on in January, in red, because red was the only thread he had.
-> between_us


// ---- Either of them may move.

=== between_us
<- her_words
<- her_hand
<- his_hand
<- his_open_hand
-> DONE

=== her_words
*   (let_go) {his_grip == tight} "Then let go[." # by: ikram]," I say.
    -> he_is_asked
*   {his_grip == tight} [Pull. # by: ikram]
    ~ pulled = true
    I pull. Not hard: the way you try a door you think is locked. His arm comes out straight after mine, and the bag swings. Nothing comes undone.
    -> he_is_pulled
*   (say_stay) {his_grip == tight and (pulled or let_go)} [Tell him what I'm waiting for. # by: ikram]
    "I don't want to go," I say. "If you let go, I'd go. I'm standing here because I keep thinking you'll pull. Your way. And say stay."
    It sounds like a thing you say to a dog. Neither of us laughs.
    -> he_is_told
*   (love_both) {his_grip == tight and he_is_told.advises} "I do love myself[." # by: ikram]," I say. "I'm very fond of myself. I love you more than that. You keep taking the one away from the other. It isn't that kind of sum."
    -> he_is_answered
*   (my_word) {his_grip == tight and pulled and let_go and say_stay and love_both} ["Only loosen it." # by: ikram]
    "Then don't let go," I say. "Only loosen it. A little, so that I can feel it. If you loosen it I'll understand, and I'll go. That's a promise."
    "A chair," he says.
    "A chair."
    -> he_is_offered

=== her_hand
+   {pulled or his_grip != tight} [{his_grip == tight:Pull as if I meant it|Go}. # by: ikram # will: {his_grip != tight}]
    {his_grip != tight: -> she_goes}
    -> she_pulls_free
*   {her_grip == tight and his_grip != open and (pulled or her_words.let_go)} [Loosen my fingers. # by: ikram # will: {his_grip != tight}]
    ~ her_grip = loose
    I loosen my fingers. They have to be told one at a time.
    { his_grip == tight:
        {he_is_offered.trying.tries: "There," I say. "Now it isn't mine."}
        He feels it. I see him feel it. His own hand stays shut, and holds for both of us.
    - else:
        His stays as loose as it was. There is very little left to undo.
    }
    -> between_us
*   {her_grip == loose and his_grip != open} [Open my hand. # by: ikram # will: {his_grip != tight}]
    ~ her_grip = open
    { his_grip == tight:
        I open my hand. The fingers stand out straight between his, with nothing to do. It lies in his like something he's been asked to mind for a minute. He minds it.
    - else:
        I open my hand. It stays where it was, lying in his. His is still round it. It could be gone in a second, and it isn't.
    }
    -> between_us
*   {her_grip != open and his_grip == open} [Open my hand too. # by: ikram]
    I open mine. {her_grip == tight: It takes some doing.}
    ~ her_grip = open
    -> palms
+   {her_grip == open and his_grip == open} [Leave my hand where it is. # by: ikram]
    I leave mine.
    -> he_is_left_a_hand
+   {her_words.my_word and (her_grip != open or his_grip != open)} [Stand there. # by: ikram # will: {his_grip != tight}]
    I stand there. The bag hangs from my elbow.
    -> he_is_stood_beside

=== his_hand
+   {his_grip == tight and her_words.my_word} [He loosens his grip. # by: he # will: {her_grip != tight}]
    ~ his_grip = loose
    { her_grip:
    - tight: He loosens it. Not by much; a card's width, under each finger. I asked to be able to feel it and I feel it. My own hand hasn't moved. It's holding the two of us up by itself.
    - loose: I feel his give too. What's left is like a bow that stays tied until somebody takes an end.
    - else: I feel his give too. His fingers lie around my open hand like a sleeve a size too big.
    }
    -> between_us
+   {his_grip != open and (pulled or her_words.let_go or her_grip != tight)} [He lets go. # by: he # will: {her_grip == open}]
    ~ his_grip = open
    ~ he_opened_first = her_grip != open
    { her_grip:
    - tight: He opens his hand, all of it, flat. It stays where it was, because I've got it.
    - loose: He opens his hand, all of it, flat. My fingers stay hooked over the edge, not holding, only not gone.
    - else:
        He opens his.
        -> palms
    }
    -> between_us
+   {pulled or her_words.say_stay or her_grip != tight or his_grip != tight} [He pulls me back. # by: he # will: {her_grip == open}]
    { his_grip:
    - tight: He pulls.
    - loose: His fingers close again, and he pulls.
    - else: The hand that was open shuts on mine, and pulls.
    }<> Away from the stairs, towards him; and he doesn't wait for me to get there. He steps out to meet me.
    ~ his_grip = tight
    -> he_asks_her_to_stay

=== his_open_hand
+   {his_grip == open} [{her_grip == open:He leaves his hand where it is|He leaves it open}. # by: he]
    {her_grip == open:
        He leaves his.
        -> she_is_left_a_hand
    }
    He leaves it open, and waits, like someone who is having his pulse taken.
    -> she_is_left_an_open_hand

=== palms
Now there are two of them, palm against palm, and nothing keeping them there.
-> between_us


// ---- His answers. What he says depends on what she has just said or done; what his hand can do does not.

=== he_is_asked
<- his_hand
+   (keeps_hold) [He keeps hold. # by: he]
    His hand stays shut. He is looking at the button.
    "It wasn't luck, you and me," he says. "It wasn't meant, either. People say there's a red thread, and it's tied on before you're born, and you can't help who's at the other end. Nobody tied it on me. I tied it. I sat down with the reel and made one knot after another until it spelled your name."
    "You only had red," I say.
    "I know what I had."
    {not pulled: He moves his heel on the door. "You can go, you know. I'm not holding tight. One pull and we'd come undone."}
    -> between_us

=== he_is_pulled
<- his_hand
+   [He holds on. # by: he]
    { he_is_asked.keeps_hold:
        "I've pulled," I say.
        "Not like someone who wants to go."
        "No."
    - else:
        "I'm not holding tight," he says. "One pull and we'd come undone."
        "That was one."
    }
    -> between_us

=== he_is_told
<- his_hand
+   (advises) [He tells me to love myself. # by: he]
    "You should love yourself more than this," he says. He says it gently, as you'd tell someone that her lace is undone.
    -> between_us

=== he_is_answered
<- his_hand
+   [He has no answer. # by: he]
    He starts a sentence, and thinks better of it. Across the landing the bath is turned off.
    -> between_us

=== he_is_offered
<- trying
<- his_hand
-> DONE

= trying
+   (tries) [He says that he's trying. # by: he # will: {her_grip == tight}]
    He looks at our hands. He looks for so long that I look too.
    { her_grip == tight:
        "I'm trying," he says. "It's you. Yours is the tight one. And mine." He waits until he has it right. "Mine I don't want to loosen."
        He holds on. So do I.
        I'd go if he loosened his. He'd loosen his if I loosened mine. They're both fair offers. You'd need a hand free to shake on them.
        With the bath off, it's quiet enough to hear the timer of the light.
    - else:
        "I'm trying," he says. "You've done yours. I felt it. I don't want to do mine."
        He holds on.
    }
    -> between_us

=== he_is_left_a_hand
<- his_hand
+   [He leaves his. # by: he]
    He leaves his. <>
    -> both_hands_open

=== she_is_left_a_hand
+   [Leave mine. # by: ikram]
    I leave mine. <>
    -> both_hands_open
+   [Go. # by: ikram]
    -> she_goes

=== she_is_left_an_open_hand
<- her_hand
-> DONE

=== he_is_stood_beside
<- his_hand
+   [He doesn't move either. # by: he]
    -> nobody_moves

=== she_goes
{her_grip == open: I take my hand away.|I let go. {her_grip == tight: The fingers have to be told one at a time.}}
~ her_grip = open
I hitch the bag onto my shoulder, and nothing stops it. I'm at the head of the stairs in three steps.
+   [He lets me go. # by: he]
    {he_opened_first: -> he_lets_go_first}
    {her_words.my_word: -> she_keeps_her_word}
    -> both_let_go
+   [He pulls me back. # by: he # will: {his_grip != open}]
    I have one foot on the stairs when he gets me by the cuff, and then by the hand. He has come the three steps in his socks. The button took the weight. He sewed it on to last.
    ~ his_grip = tight
    -> he_asks_her_to_stay


// ---- How it ends. In every lifetime the light goes out.

=== the_light
{gone: On the second floor the light goes out, all the way up and all the way down.|The four minutes are up. The light goes out.}
->->

=== she_pulls_free
{her_grip == tight: First I have to get my own hand open. Nobody had mentioned that.}
I lean back and pull with my whole weight, and I'm out, all at once, as you come out of a boot.
~ her_grip = open
~ gone = true
I'm on the stairs before I've thought about them. From the turn I see him between the banisters, with his heel still against the door. His hand is out in front of him where I left it. It's still shut.
-> the_light ->
There's a button on every floor. I don't stop for it. I go on down by the rail, with the hand that hurts.
Under the lamp in the street I look at it. Four marks across the back, fading already. The button has gone from the cuff. What's left is the thread: two red ends, and the knot he made.
-> END

=== she_keeps_her_word
~ gone = true
I said that if he loosened it I'd understand, and I'd go. I can do the second part.
I don't look round. I'd hear the door, and I don't hear the door.
-> the_light ->
I stop, one foot feeling for the next stair. Above me there are three steps, in socks, and the light comes on again.
Then the other thing. The door, taking its time, all the way to the click. His keys are on the hook.
I promised to understand. He has given me four minutes to do it in, and it doesn't take that long.
I go on down, in the light.
-> END

=== he_lets_go_first
~ gone = true
{her_words.let_go: I did ask.|I hadn't asked him to.} He opened his hand and mine was the one that hadn't. I think about that for the length of the first flight, and behind me the door shuts, with him on the right side of it.
-> the_light ->
I stand on the second floor with my hand out in front of me, and wait for somebody to do something. Then I feel along the wall. There's a button on every floor. I press this one myself.
Four minutes. It's enough for anyone.
-> END

=== both_let_go
~ gone = true
I opened mine, and he opened his. Nobody could tell you which of us left.
Behind me I hear him set something in the door to keep it. A shoe, I should think. It's what I'd have told him to do.
-> the_light ->
There's a button on every floor. I feel along the wall for this one. As I press it I hear him press the one up there, and the light comes on, once, the way it always does.
It's still four minutes. You don't get eight.
-> END

=== he_asks_her_to_stay
"Stay," he says.
{her_words.say_stay: It's the word I gave him. He says it as if he'd found it himself.|I never told him that was the word.}
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
I could go; he could go in.
With so much holding I hadn't been able to feel his hand. It's warm, and a bit damp, and there's a crack in the thumb that wasn't there in March.
-> the_light ->
Behind him there's the hall lamp, and in front of it the shape of him.
"Shall I press it?" he says.
"In a minute," I say.
-> END

=== nobody_moves
{ his_grip:
- tight: {her_grip == tight: His hand doesn't open and mine doesn't.|I've done my part. It's his hand that keeps me now. One good pull would see to that, and I don't pull.}
- loose: {her_grip == tight: He's done his part. It's my own hand that keeps me now, and I've stopped telling it things.|Nothing is keeping me now. A child could lift the one hand out of the other.}
- else: His hand is open. I hold on to it, as you do with a rail.
}
Behind the other door someone lets the bath out.
-> the_light ->
The button is three steps away, and neither of us goes to press it.
By the hall lamp I can see us as far as the wrists.
None of this took place. It could have.
-> END
