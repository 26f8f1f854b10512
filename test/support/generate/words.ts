/** Words for names and prose. None of them means anything to ink at the start of a line or inside braces. */
export const PLACES = [
  'hall',
  'cellar',
  'garden',
  'tower',
  'bridge',
  'market',
  'attic',
  'shore',
  'orchard',
  'mill',
  'château',
  '2nd_floor',
];
export const DETOURS = ['walk', 'errand', 'dream', 'memory', 'search', 'nap'];
export const RUMOURS = ['rumour', 'weather', 'gossip', 'noise'];
export const STITCHES = ['door', 'inside', 'corner', 'later', 'window'];
export const LABELS = ['again', 'after', 'deep', 'hub', 'told', 'seen'];
export const VERBS = ['tally', 'blend', 'judge', 'name', 'weigh', 'whisper', 'shift', 'mend'];
export const NUMBERS = ['coins', 'luck', 'days', 'height', 'steps'];
export const FLAGS = ['lit', 'brave', 'locked', 'angry'];
export const STRINGS = ['title', 'friend', 'song'];
export const LISTS = ['mood', 'kit', 'trail'];
export const ITEMS = [
  ['calm', 'glad', 'wild', 'sour'],
  ['lamp', 'rope', 'key', 'coin', 'map'],
  ['north', 'south', 'east', 'far'],
];
export const PROSE = [
  'the',
  'lamp',
  'burns',
  'low',
  'a',
  'river',
  'turns',
  'slowly',
  'you',
  'wait',
  'she',
  'nods',
  'rain',
  'falls',
  'on',
  'stone',
  'nobody',
  'comes',
  'home',
  'green',
  'glass',
  'été',
  'snow',
];
export const ENDS = ['.', '.', '.', '!', ',', '', '...', ' .', '?', ';'];
export const TAGS = ['sad', 'loud', 'image moon', 'speaker Ada', 'sfx: bell', 'slow'];
export const LITERALS = ['red', 'blue', 'Ada', 'a b', 'red moon', ''];
