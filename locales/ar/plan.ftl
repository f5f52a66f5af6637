# وضع خطة، والتذكير بها بكلمات الشخص نفسه.

trefwoord-plan = خطة، خطتي، الخطة، وضع خطة، عمل خطة، أريد خطة، خطة جديدة لي

# @machine
plan-taal =
    الخطة تساعد على التعلم.
    متى تتعلمون الهولندية كل أسبوع؟
    .weet-niet = لا أعرف

# @machine
plan-delen =
    والأجزاء الأخرى، مثل PVT و MAP؟
    .weet-niet = لا أعرف

# @machine
plan-anders =
    أحياناً تسير الأمور بشكل مختلف.
    ما هي خطتكم عندئذ؟
    .weet-niet = لا أعرف

# @machine
plan-bedankt = خطة جيدة! سنسألكم بعد أسبوع كيف تسير.

# @machine
plan-herinnering =
    مرحباً { $naam }، كانت هذه خطتكم لتعلم الهولندية: { $plan-taal }.
    هل تسير الخطة جيداً؟
    .ja = نعم، تسير جيداً
    .nee = لا، ليس بعد
    .ander-plan = خطة جديدة

# @machine
plan-nu-vraag =
    مرحباً { $naam }، هذه خطتكم الآن: { $eigen-plan }.
    هل تسير الخطة جيداً؟
    .ja = نعم، تسير جيداً
    .nee = لا، ليس بعد
    .ander-plan = خطة جديدة

# @machine
plan-lukt = أحسنتم! سنسألكم مرة أخرى بعد شهر.

# @machine
plan-lukt-niet = لا بأس. سيرى زميل معكم ما يمكن أن يساعد.
