# Making a plan, and reminding somebody of it in their own words.

trefwoord-plan = my plan, make a plan

# @machine
plan-taal =
    A plan helps you to learn.
    When do you learn Dutch every week?
    .weet-niet = I do not know

# @machine
plan-delen =
    And the other parts, such as PVT and MAP?
    .weet-niet = I do not know

# @machine
plan-anders =
    Sometimes things go differently.
    What is your plan then?
    .weet-niet = I do not know

# @machine
plan-bedankt = Good plan! In a week we will ask how it goes.

# @machine
plan-herinnering =
    Hello { $naam }, this was your plan for Dutch: { $plan-taal }.
    Does it work?
    .ja = Yes, it works
    .nee = No, not yet
    .ander-plan = A new plan

# @machine
plan-nu-vraag =
    Hello { $naam }, this is your plan now: { $eigen-plan }.
    Does it work?
    .ja = Yes, it works
    .nee = No, not yet
    .ander-plan = A new plan

# @machine
plan-lukt = Well done! In a month we will ask again.

# @machine
plan-lukt-niet = That is all right. A colleague will look with you at what can help.
