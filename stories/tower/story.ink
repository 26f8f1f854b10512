# title: The Bell Tower
# author: Redthread

INCLUDE bell.ink
INCLUDE chapters/one.ink
INCLUDE chapters/two.ink
INCLUDE chapters/three.ink

VAR floor = 0

They pay you by the stair. There are ninety of them, and on Sundays a bell.
-> foot
