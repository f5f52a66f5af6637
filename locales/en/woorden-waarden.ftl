# Words of numbers, hours, days and times, as people type them.
# Separated by commas; capitals, accents and punctuation do not matter. In lists with a fixed order
# (numbers, weekdays, months) a | stands between two ways to write the same one.

## Numbers from 0 to 40

woord-getallen =
    zero, one, two, three, four, five, six, seven, eight, nine,
    ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen,
    twenty, twenty-one, twenty-two, twenty-three, twenty-four, twenty-five,
    twenty-six, twenty-seven, twenty-eight, twenty-nine,
    thirty, thirty-one, thirty-two, thirty-three, thirty-four, thirty-five,
    thirty-six, thirty-seven, thirty-eight, thirty-nine, forty | fourty

## How long

woord-uur = hour, hours, hr, hrs, h, o'clock
woord-een-uur = an hour, hour
woord-minuut = minute, minutes, min, mins
woord-kwartier = quarter, quarters, quarter of an, quarters of an
woord-half = half, a half, half an
woord-anderhalf = one and a half

## What time

woord-half-over = half past
woord-kwart-over = quarter past, a quarter past
woord-kwart-voor = quarter to, a quarter to
woord-minuten-over = past, after
woord-minuten-voor = to, before, till
woord-am = am, a.m.
woord-pm = pm, p.m.
woord-ochtend = morning, in the morning
woord-middag = afternoon, in the afternoon
woord-avond = evening, in the evening, tonight
woord-nacht = night, at night, in the night

## Which day

woord-weekdagen =
    Monday | Mon, Tuesday | Tue | Tues, Wednesday | Wed, Thursday | Thu | Thur | Thurs,
    Friday | Fri, Saturday | Sat, Sunday | Sun
woord-maanden =
    January | Jan, February | Feb, March | Mar, April | Apr, May, June | Jun, July | Jul,
    August | Aug, September | Sep | Sept, October | Oct, November | Nov, December | Dec
woord-vandaag = today
woord-morgen = tomorrow
woord-overmorgen = day after tomorrow, the day after tomorrow
woord-gisteren = yesterday
woord-komende = coming, this coming
woord-deze-week = this week
woord-volgende-week = next week
woord-over-een-tijd = in
woord-dagen = day, days
woord-weken = week, weeks

## May stand beside it, and change nothing

woord-vulwoord = at, on, the, of, and, a, an, st, nd, rd, th
