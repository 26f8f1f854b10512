/* story.ink, as Redthread has learned it. To have SPIN go through all of it:
 *
 *   spin -a story.pml && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -c0 -m1000000
 *
 * Its states are those of the story, and one before the start; and one behind the last word, if there is one. An invalid end state
 * (an error) is one in which the story stops though nobody wrote an end. The beginning counts as a transition, too.
 * Expected: 16 states, stored; 38 transitions; errors: 0
 *
 * The choices, by their numbers in `offer`:
 *
 *    0  letter.0.16   story.ink:14
 *    1  letter.0.10   story.ink:10
 *    2  parcel.0.7   story.ink:24
 *    3  parcel.0.22   story.ink:28
 *    4  parcel.0.16   story.ink:25
 */

byte waits;  /* 0 for a choice, 1 for chance; 2 the story has ended, 3 it has stopped, 4 no rule says what comes */
byte rest;  /* for which draw, or how the story is over */
byte count;  /* how many choices are on offer, and which */
byte offer[3];
int pick;
byte var_0_trust;  /* 0 (left out), 1 0, 2 1, 3 2 or more */
byte var_1_stamps;  /* 0 (left out), 1 0, 2 1, 3 2, 4 3 */

c_code {
static const int RESTS = -1;
static const int UNKNOWN = -2;
static int kept_0 = 0;
}

c_code {
static int keep_for_offer(int number) {
  switch (number) {
    case 0:
    case 1:
      kept_0 = kept_0 | 3;
      return 0;
    case 2:
    case 4:
      kept_0 = kept_0 | 2;
      return 0;
    case 3:
      return 0;
  }
  return UNKNOWN;
}
static int keep_in_turn(int number) {
  switch (number) {
  }
  return UNKNOWN;
}
static int tidy(void) {
  int i = 0;
  for (i = 0; i < now.count; i = i + 1) {
    keep_for_offer(now.offer[i]);
  }
  if ((kept_0 & 1) == 0) {
    now.var_0_trust = 0;
  }
  if ((kept_0 & 2) == 0) {
    now.var_1_stamps = 0;
  }
  kept_0 = 0;
  return RESTS;
}
static int clear_offers(void) {
  int i = 0;
  for (i = 0; i < now.count; i = i + 1) {
    now.offer[i] = 0;
  }
  now.count = 0;
  return 0;
}
static int rest_over(int how) {
  now.rest = how;
  clear_offers();
  now.var_0_trust = 0;
  now.var_1_stamps = 0;
  return RESTS;
}
static int stretch_0(void) {
  if (now.var_0_trust == 1) {
    return 1;
  } else if (now.var_0_trust == 2) {
    return 7;
  } else if (now.var_0_trust == 3) {
    return 8;
  } else {
    return UNKNOWN;
  }
}
static int stretch_1(void) {
  if ((now.var_1_stamps >= 1 && now.var_1_stamps <= 3)) {
    return 2;
  } else if (now.var_1_stamps == 4) {
    return 6;
  } else {
    return UNKNOWN;
  }
}
static int stretch_2(void) {
  if (now.count == 0) {
    now.waits = 2;
    return rest_over(0);
  }
  return tidy();
}
static int stretch_3(void) {
  if (now.var_1_stamps == 2 || now.var_1_stamps == 4) {
    if (now.var_1_stamps == 2 || now.var_1_stamps == 4) {
      now.var_1_stamps = now.var_1_stamps - 1;
    } else {
      return UNKNOWN;
    }
    return 4;
  } else {
    return UNKNOWN;
  }
}
static int stretch_4(void) {
  if ((now.var_0_trust >= 1 && now.var_0_trust <= 2)) {
    return 5;
  } else if (now.var_0_trust == 3) {
    return 9;
  } else {
    return UNKNOWN;
  }
}
static int stretch_5(void) {
  if ((now.var_1_stamps >= 1 && now.var_1_stamps <= 3)) {
    return 2;
  } else {
    return UNKNOWN;
  }
}
static int stretch_6(void) {
  if (now.count == 0) {
    now.waits = 2;
    return rest_over(0);
  }
  return tidy();
}
static int stretch_7(void) {
  if ((now.var_1_stamps >= 1 && now.var_1_stamps <= 3)) {
    return 2;
  } else if (now.var_1_stamps == 4) {
    return 6;
  } else {
    return UNKNOWN;
  }
}
static int stretch_8(void) {
  if ((now.var_1_stamps >= 1 && now.var_1_stamps <= 3)) {
    return 2;
  } else if (now.var_1_stamps == 4) {
    return 6;
  } else {
    return UNKNOWN;
  }
}
static int stretch_9(void) {
  if ((now.var_1_stamps >= 1 && now.var_1_stamps <= 3)) {
    return 2;
  } else {
    return UNKNOWN;
  }
}
static int stretch_10(void) {
  if (now.var_1_stamps == 4) {
    return 6;
  } else {
    return UNKNOWN;
  }
}
static int stretch_11(void) {
  if (now.count == 0) {
    now.waits = 2;
    return rest_over(1);
  }
  return tidy();
}
static int stretch_12(void) {
  if (now.var_1_stamps == 4) {
    return 6;
  } else {
    return UNKNOWN;
  }
}
static int stretch(int number) {
  switch (number) {
    case 0:
      return stretch_0();
    case 1:
      return stretch_1();
    case 2:
      return stretch_2();
    case 3:
      return stretch_3();
    case 4:
      return stretch_4();
    case 5:
      return stretch_5();
    case 6:
      return stretch_6();
    case 7:
      return stretch_7();
    case 8:
      return stretch_8();
    case 9:
      return stretch_9();
    case 10:
      return stretch_10();
    case 11:
      return stretch_11();
    case 12:
      return stretch_12();
  }
  return UNKNOWN;
}
static int outcomes(int number) {
  switch (number) {
  }
  return UNKNOWN;
}
static int chosen(int number) {
  switch (number) {
    case 0:
      return 0;
    case 1:
      return 3;
    case 2:
      return 10;
    case 3:
      return 11;
    case 4:
      return 12;
  }
  return UNKNOWN;
}
static int turn(int picked) {
  int next = picked;
  if (now.waits == 0) {
    next = chosen(now.offer[picked]);
    clear_offers();
  } else {
    now.waits = 0;
    now.rest = 0;
  }
  while (next >= 0) {
    next = stretch(next);
  }
  if (next != RESTS) {
    now.waits = 4;
  }
  return 0;
}
}

active proctype story() {
  /* how the story starts */
  if
  :: d_step {
      waits = 0;
      rest = 0;
      count = 1;
      offer[0] = 0;
      var_0_trust = 1;
      var_1_stamps = 1;
     }
  :: d_step {
      waits = 0;
      rest = 0;
      count = 2;
      offer[0] = 1;
      offer[1] = 0;
      var_0_trust = 1;
      var_1_stamps = 2;
     }
  :: d_step {
      waits = 0;
      rest = 0;
      count = 2;
      offer[0] = 1;
      offer[1] = 0;
      var_0_trust = 1;
      var_1_stamps = 4;
     }
  :: d_step {
      waits = 0;
      rest = 0;
      count = 1;
      offer[0] = 0;
      var_0_trust = 2;
      var_1_stamps = 1;
     }
  :: d_step {
      waits = 0;
      rest = 0;
      count = 2;
      offer[0] = 1;
      offer[1] = 0;
      var_0_trust = 2;
      var_1_stamps = 2;
     }
  :: d_step {
      waits = 0;
      rest = 0;
      count = 2;
      offer[0] = 1;
      offer[1] = 0;
      var_0_trust = 2;
      var_1_stamps = 4;
     }
  :: d_step {
      waits = 0;
      rest = 0;
      count = 1;
      offer[0] = 0;
      var_0_trust = 3;
      var_1_stamps = 1;
     }
  :: d_step {
      waits = 0;
      rest = 0;
      count = 2;
      offer[0] = 1;
      offer[1] = 0;
      var_0_trust = 3;
      var_1_stamps = 2;
     }
  :: d_step {
      waits = 0;
      rest = 0;
      count = 2;
      offer[0] = 1;
      offer[1] = 0;
      var_0_trust = 3;
      var_1_stamps = 4;
     }
  :: d_step {
      waits = 0;
      rest = 0;
      count = 2;
      offer[0] = 2;
      offer[1] = 3;
      var_0_trust = 0;
      var_1_stamps = 4;
     }
  :: d_step {
      waits = 0;
      rest = 0;
      count = 3;
      offer[0] = 2;
      offer[1] = 4;
      offer[2] = 3;
      var_0_trust = 0;
      var_1_stamps = 4;
     }
  :: d_step {
      waits = 2;
      rest = 2;
      count = 0;
      var_0_trust = 0;
      var_1_stamps = 0;
     }
  :: d_step {
      waits = 2;
      rest = 2;
      count = 0;
      var_0_trust = 0;
      var_1_stamps = 0;
     }
  :: d_step {
      waits = 2;
      rest = 0;
      count = 0;
      var_0_trust = 0;
      var_1_stamps = 0;
     }
  fi;
  
  /* a turn: something is picked, and all that follows from it is one step */
  do
  :: atomic {
       if
       :: d_step { waits == 0 && count > 0; pick = 0 }
       :: d_step { waits == 0 && count > 1; pick = 1 }
       :: d_step { waits == 0 && count > 2; pick = 2 }
       fi;
       c_code { turn(now.pick); now.pick = 0; }
     }
  :: d_step {
       waits == 2;
       waits = 0;
       rest = 0;
       count = 0;
       offer[0] = 0;
       offer[1] = 0;
       offer[2] = 0;
       var_0_trust = 0;
       var_1_stamps = 0;
     } -> break
  :: waits == 4 -> assert(false)
  od;
  end:
    false
}
