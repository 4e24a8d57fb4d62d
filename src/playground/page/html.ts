/** The page before its scripts: what stands here is read first, and works as landmarks. */
export const html = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>Alongside: the playground</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/playground/style.css">
<script src="/playground/adaptivecards.js" defer></script>
<script type="module" src="/playground/main.js"></script>
</head>
<body>
<a class="skip" href="#screens">Skip to the screens</a>
<header class="top">
<h1>Alongside <small>playground</small></h1>
<div id="clock" class="clock" role="group" aria-label="The clock"></div>
</header>
<p id="away" class="away" role="alert" hidden>The bot is being started again. This page goes on where it was.</p>
<section id="told" class="told" aria-label="The story"></section>
<main>
<section id="screens" class="screens" aria-label="Screens" tabindex="-1"></section>
<aside class="side" aria-label="Stories, people and faults">
<div class="desk">
<details open><summary><h2>Stories</h2></summary><div id="stories"></div></details>
<details><summary><h2>People</h2></summary><div id="people"></div></details>
<details><summary><h2>Faults</h2></summary><div id="faults"></div></details>
</div>
<details class="ledger" open><summary><h2>What happened</h2></summary><ol id="lines" class="lines"></ol></details>
</aside>
</main>
<p id="status" class="status" role="status"></p>
<noscript><p>The playground needs JavaScript: it draws two chat clients.</p></noscript>
</body>
</html>
`;
