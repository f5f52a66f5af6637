# @machine
reis-vraag =
    سلام { $naam }، شما را { $dag } ساعت { $tijd } می‌بینیم.
    محل: { $plaats }، { $adres }.
    چطور پیش ما می‌آیید؟
    .fiets = با دوچرخه
    .ov = با اتوبوس یا قطار
    .lopen = پیاده
    .auto = با ماشین
    .samen = بهتر است با هم

# @machine
reis-bedankt = برنامه خوبی است! زود راه بیفتید تا عجله نکنید.

# @machine
reis-samen = ممنون که گفتید. یک راهنما می‌تواند بار اول با شما بیاید.
