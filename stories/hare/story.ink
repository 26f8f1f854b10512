# title: The Hare
# author: Redthread
# cast: nell, bram, suki, guard
# owns: suki asked
# owns: guard eyes_open, on_the_mat

// A burglary the wrong way round: three people break into a museum to put something back. It takes four.

LIST Place = in_the_bag, under_the_glass, left_behind, taken_home
VAR bronze = in_the_bag
VAR copy_is_whole = true
VAR asked = false
VAR eyes_open = false
VAR on_the_mat = false // the guard; Suki is there from the start
VAR alarm = false

-> museum

=== museum
It had taken four of them: one to stand on the mat, two to lift the glass, and one for the hare.

That was thirty-one years ago, in carnival week, and it took nine minutes. They waited for it to be in the paper. They waited a month, and then a year. After that they had the hare in turns, two years each, under the stairs.

In spring Aldo died, who had been the one for the hare. The lawyer read it out without looking up. *To Nell, Bram and Suki, my share in it, to put back.*

They came in by the same window. It wasn't locked. It hadn't been locked the first time. In the corridor the guard was asleep on his chair with his hands on his knees, as he had been then; you could have taken him for part of the collection.

In the room, on the plinth, under the glass, was a hare.

+   [Nell goes round it twice. # by: nell]
    Nell went round it twice. "It's a copy," she said. "They've had somebody make a copy. With the ear and everything."
+   [Bram looks in the bag. # by: bram]
    Bram looked in the bag. Theirs was still there. He looked under the glass, and in the bag again. "With the ear and everything," he said.
- "So that's why it wasn't in the paper," said Suki.

It was the left ear, which was torn. Theirs had been torn by a Roman.

"It makes no difference," said Nell. "That one comes out, and ours goes in. Suki, the mat."

+   [Suki steps on to the mat. # by: suki]
    Suki stepped on to the mat.
+   [Suki asks to be the one for the hare. # by: suki]
    "I had the mat last time," said Suki. "All I saw of it was the door."
    "You were very good on the mat," said Bram.
    She stepped on to the mat.
- Something under it clicked. From now on it would notice if she left.

Nell and Bram bent their knees, and lifted. The glass came up. It took both arms of each of them, and there was nowhere to put it: all round the plinth the floor was mat.

"Now the hare," said Nell.

Nobody moved. The hare was in the bag, and the bag was by the door. They had been over it for a month at Nell's kitchen table, with the salt, the mustard and the oil, and it had gone well every time. The pepper was Aldo. Nobody had liked to take away the pepper.

"There used to be four of us," said Bram.

From the corridor came the sound of a man being asleep. It was very regular.
-> glass_in_the_air

=== glass_in_the_air
+   [Nell has it put down again. # by: nell # will: {eyes_open and not asked and not on_the_mat}]
    -> put_down
*   [Bram says that he can't hold it for ever. # by: bram]
    "I can't hold it for ever," said Bram.
    "Nobody's asking for for ever," said Nell.
    -> glass_in_the_air
+   [Bram lets go. # by: bram # will: {eyes_open and not asked and not on_the_mat}]
    -> let_go
*   [Suki says good evening to the guard. # by: suki # will: {eyes_open}]
    ~ asked = true
    "Good evening," said Suki.
    {eyes_open: "Good evening," said the guard.|In the corridor the sound of a man being asleep left off.}
    "We're one short," said Suki.
    -> glass_in_the_air
+   [Suki steps off the mat. # by: suki # will: {on_the_mat}]
    {on_the_mat: -> one_in_each_hand}
    -> stepped_off
*   [The guard opens his eyes. # by: guard # will: {asked}]
    ~ eyes_open = true
    { asked:
        The guard opened his eyes, like someone who has only been waiting to be introduced.
    - else:
        The guard opened his eyes. Nobody had asked him to. Three people looked at him, and two of them couldn't put their hands up.
    }
    -> glass_in_the_air
*   {eyes_open} [The guard steps on to the mat. # by: guard # will: {asked}]
    ~ on_the_mat = true
    The guard got up, pulled down his jacket, and came and stood on the mat next to Suki. The mat didn't mind. It only wanted somebody.
    "Go on," he said to her. "You have it."
    -> glass_in_the_air

=== put_down
"Down," said Nell. They let it down over the hare that was there, and when it stood the mat clicked, and took no more interest in anyone. Suki carried the bag. They went out as they had come in.
{eyes_open: "Good night," said the guard.}
~ bronze = taken_home
-> five_in_the_morning

=== one_in_each_hand
Suki stepped off the mat and fetched the hare. She took the one out. For a moment, before she put the other in, she had one in each hand, and was surprised: they weighed the same.
"There's lead in it," said the guard, looking straight ahead. "It was the ear that was the trouble."
The glass came down so slowly that you couldn't have said when.
"You made it?" said Nell.
"It's on the bus tickets," said the guard.
They passed it round. They hadn't looked at it properly. It was a very good hare, and they told him so, and he went and opened the front door for them, because of something in his eye.
~ bronze = under_the_glass
-> five_in_the_morning

=== stepped_off
Suki stepped off the mat. She had got as far as the bag when everything rang that could.
Nell and Bram put the glass down over the hare that was there, with great care, running. The bag stayed where it was.
~ alarm = true
-> running

=== let_go
Bram let go. Nell couldn't hold it by herself. It went straight down, and the hare, which had been bronze to look at, was plaster all through.
Then everything rang that could.
~ copy_is_whole = false
~ alarm = true
-> running

=== running
{eyes_open: "The window," said the guard. "I'd use the window."}
+   [Nell goes back for the bag. # by: nell]
    They were on the grass before anyone said a word, and the word was *bag*. Nell went back for it.
    ~ bronze = taken_home
+   [Nell doesn't go back. # by: nell]
    They were three streets away before anyone asked who had the bag.
    ~ bronze = left_behind
- -> five_in_the_morning


// ---- The guard is alone. He hadn't been asleep.

=== five_in_the_morning
{alarm: By five the police had gone, and the guard went round by himself.|At five the guard went round, as he did every morning.}
He hadn't been asleep. He hadn't been asleep the first time, either; but he'd never seen four people so pleased, and by the time he had thought what to do they were over the wall. Then he thought about his chair. A man who is asleep when the hare goes doesn't keep his chair. So he made another hare, in the garage, in nine nights{bronze != under_the_glass:, of plaster, with lead in it}. Since then he had left the window on the latch.
{ bronze:
- under_the_glass: Now there was the bronze, on the plinth, and his own on the chair in the corridor, looking at the wall.
- left_behind: {copy_is_whole: There it stood, under the glass.|He had swept it up before they came, and told them that it was away being cleaned.} And there was the bag. He'd had it under his chair, with his feet on it, while he said that he had seen nothing.
- else: {copy_is_whole: There it stood, under the glass.|He had swept it up before they came. It didn't take nine minutes. He'd told them that it was away being cleaned.}
}
+   {bronze == under_the_glass} [The guard leaves it there. # by: guard # will: {asked}]
    -> the_hare_is_back
+   {bronze == under_the_glass} [The guard puts his own there again. # by: guard # will: {not asked}]
    He put his own there again. It had been there for thirty-one years, and knew how to stand.
    -> stolen_twice
+   {bronze == left_behind} [The guard puts the bronze on the plinth. # by: guard # will: {asked}]
    -> in_the_paper
+   {bronze == left_behind} [The guard takes the bronze home. # by: guard # will: {not asked}]
    {not copy_is_whole: He had made two, in case. The second was on the plinth before nine.}
    -> stolen_twice
+   {bronze == taken_home and copy_is_whole} [The guard dusts the hare. # by: guard]
    -> as_it_was
+   {bronze == taken_home and not copy_is_whole} [The guard fetches the other one. # by: guard]
    -> the_other_one

=== the_hare_is_back
On the first Sunday of the month three people come, and pay, and stand in front of the hare, though not for long. Then they go out into the corridor. There's another on the windowsill there, next to the guard's chair. It isn't in the catalogue.
They stay with that one until closing time.
-> END

=== in_the_paper
Nobody ever noticed a thing. But there had been the bells; and so, at last, on a Thursday, on page six, it was in the paper. *Alarm at museum. Nothing taken.*
Nell bought four.
-> END

=== stolen_twice
The bronze went home with him on the first bus, inside his coat, and under the stairs, where he turned out to have room.
{alarm: It said in the paper that nothing had been taken.|It wasn't in the paper.}
So it had been stolen twice, and he'd been on duty both times.
-> END

=== as_it_was
At nine the schools came. Two thousand years old, said a teacher, and look at the ear. The guard looked at the ear. He had never been quite sure of it.
{alarm: It was in the paper, at last, on page six. *Nothing taken.*}
Across the town the bronze was under the stairs again. It was Bram's till March, then Nell's, then Suki's. Then, for two years, it would be Aldo's turn. They'd left him on the list.
-> END

=== the_other_one
He had made two, in case. For thirty-one years the second had stood on top of his television, and in carnival week it wore a hat. He fetched it on the first bus, and took off the hat.
It said in the paper that nothing had been taken.
At home in the evening he kept looking up from the news, and couldn't think what it was that was missing.
-> END
