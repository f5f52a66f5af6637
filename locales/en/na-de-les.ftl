# After a lesson: who was there, and whom we missed.

# @machine
gemist-vraag =
    Hello { $naam }, we missed you in the lesson of { $dag }.
    Would you like to catch up on it?
    .ja = Yes, please
    .nee = No
    .hulp = I have a question

# @machine
gemist-inhalen = Great! A colleague will look for a new day with you.

# @machine
geweest-vraag =
    Hello { $naam }, it was good to have you in the lesson of { $dag }!
    You have now had { $gevolgd } of the { $totaal } lessons.
    Was the lesson clear?
    .ja = Yes
    .beetje = A little
    .nee = No

# @machine
geweest-bedankt = Thank you, that helps us to make the lessons better.

# @machine
geweest-onduidelijk = Thank you for telling us. A colleague will gladly explain it to you again.

# @machine
map-uren-vraag =
    Hello { $naam }, you have now done { $totaal } of the 40 hours of practice for the MAP.
    How many hours did you practise this week?
    .geen = No hours
    .probleem = There is a problem
    .geen-plek = I have no place

# @machine
map-uren-bedankt = Well done, thank you! We wrote down { $uren } hours.

# @machine
map-uren-geen = Thank you for telling us. We will ask again next week.
