# @machine
inhalen-een =
    Hello { $naam }, you can catch up on the lesson with another group:
    { $lessen }
    Will you come then?
    .eerste = Yes, I will come
    .geen = I cannot come then

# @machine
inhalen-twee =
    Hello { $naam }, you can catch up on the lesson on these days:
    { $lessen }
    Which day suits you?
    .eerste = Day 1
    .tweede = Day 2
    .geen = None of these

# @machine
inhalen-drie =
    Hello { $naam }, you can catch up on the lesson on these days:
    { $lessen }
    Which day suits you?
    .eerste = Day 1
    .tweede = Day 2
    .derde = Day 3
    .geen = None of these

# @machine
inhalen-een-sjabloon =
    Hello { $naam }, you can catch up on the lesson with another group:
    { $dag1 } at { $tijd1 }, { $plaats1 }
    Will you come then?

# @machine
inhalen-twee-sjabloon =
    Hello { $naam }, you can catch up on the lesson on these days:
    1: { $dag1 } at { $tijd1 }, { $plaats1 }
    2: { $dag2 } at { $tijd2 }, { $plaats2 }
    Which day suits you?

# @machine
inhalen-drie-sjabloon =
    Hello { $naam }, you can catch up on the lesson on these days:
    1: { $dag1 } at { $tijd1 }, { $plaats1 }
    2: { $dag2 } at { $tijd2 }, { $plaats2 }
    3: { $dag3 } at { $tijd3 }, { $plaats3 }
    Which day suits you?

# @machine
inhalen-regel = { $nummer }. { $dag } at { $tijd }, { $plaats }

# @machine
inhalen-genoteerd = Thank you, that lesson is noted for you. You will get a reminder from us.

# @machine
inhalen-geen-dag = That is fine. A colleague will look for another day with you.

# @machine
inhalen-vol = Sorry, that lesson has just become full.

# @machine
praktisch-lijst =
    Good to know:
    { $praktisch }

# @machine
praktisch-meenemen = Please bring: { $wat }.

# @machine
praktisch-reistip = How to get there: { $wat }.

# @machine
praktisch-opvang = There is childcare: your child can come along.

# @machine
praktisch-tolk = There is an interpreter for your language.

# @machine
peiling-vraag =
    On { $dag } we will talk together.
    What would you like to talk about?
    .school = Language and school
    .werk = Work
    .geld = Money
    .kinderen = Children
    .anders = Something else

# @machine
peiling-bedankt = Thank you, we will take this to the meeting.
