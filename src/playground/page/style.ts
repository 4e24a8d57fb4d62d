/** The page's looks, light and dark; the phones keep their platform's own colours. */
export const style = `
:root {
  --ground: #f5f3ee; --paper: #ffffff; --ink: #1e2326; --soft: #545b5f; --line: #d8d4ca; --accent: #0b5c57; --on-accent: #ffffff;
  --lit: #ffd76a; --wrong: #a4262c; --focus: #0b57d0;
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: var(--ground);
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #15191b; --paper: #1f2528; --ink: #eef1f2; --soft: #b4bdc1; --line: #3a4347; --accent: #6fd0c8; --on-accent: #06211f; --lit: #8a6a00; --wrong: #ff9da5; --focus: #9ec1ff; }
}
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; height: 100dvh; display: flex; flex-direction: column; }
h1, h2, h3, p, ul, ol, blockquote { margin: 0; padding: 0; }
ul, ol { list-style: none; }
button, select, input, textarea { font: inherit; color: inherit; }
button, select { cursor: pointer; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
[hidden] { display: none !important; }
.quiet, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip:focus { position: absolute; z-index: 9; background: var(--paper); padding: 8px 14px; }

.top { display: flex; gap: 8px 24px; align-items: center; flex-wrap: wrap; padding: 10px 18px; background: var(--paper); border-bottom: 1px solid var(--line); }
.top h1 { font-size: 1.15rem; }
.top h1 small { font-weight: 400; color: var(--soft); }
.clock { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; flex: 1; }
.clock .now { font-variant-numeric: tabular-nums; font-weight: 600; min-width: 15.5em; }
.clock .ahead { flex-basis: 100%; min-height: 1.5em; display: flex; gap: 0 14px; flex-wrap: wrap; color: var(--soft); font-size: .9rem; }
.top button, .side button, .told button, .uninstalled button {
  border: 1px solid var(--line); background: var(--paper); border-radius: 8px; padding: 6px 12px; min-height: 36px;
}
.top button:hover, .side button:hover, .told button:hover { border-color: var(--accent); }
button[aria-disabled="true"] { opacity: .55; }
.told button.primary, .side button.primary { background: var(--accent); color: var(--on-accent); border-color: var(--accent); font-weight: 600; }
.actions { display: flex; gap: 8px; flex-wrap: wrap; align-items: center; }

.away { background: #7a4b00; color: #fff; padding: 6px 18px; }
.told { display: flex; gap: 10px 24px; align-items: center; justify-content: space-between; flex-wrap: wrap; padding: 10px 18px; border-bottom: 1px solid var(--line); background: color-mix(in srgb, var(--accent) 9%, var(--paper)); }
.told .tale { flex: 1 1 28rem; }
.told .title { font-weight: 600; }
.told .title small { margin-left: 10px; font-weight: 400; color: var(--soft); }
.told blockquote { color: var(--soft); font-size: .92rem; font-style: italic; margin-top: 2px; }
.told cite { font-style: normal; }
.told cite::before { content: "– "; }

main { flex: 1; min-height: 0; display: grid; grid-template-columns: 1fr 340px; }
.screens { display: flex; gap: 18px; padding: 16px 18px; overflow-x: auto; min-width: 0; justify-content: safe center; scroll-snap-type: x proximity; }
.screens:focus { outline: none; }
.side { border-left: 1px solid var(--line); background: var(--paper); min-height: 0; display: flex; flex-direction: column; }
.side > * { overflow-y: auto; min-height: 0; }
.desk { flex: 3; }
.side .ledger { flex: 2; border-top: 2px solid var(--line); }
.side details { border-bottom: 1px solid var(--line); padding: 4px 16px; }
.side summary { padding: 8px 0; cursor: pointer; }
.side summary h2 { display: inline; font-size: 1rem; }
.side h3 { font-size: .95rem; margin-top: 10px; }
.side p { font-size: .9rem; margin: 4px 0 8px; }
.side .context { color: var(--soft); }
.story { border-top: 1px solid var(--line); padding: 4px 0 12px; }
.story.told-now { box-shadow: inset 3px 0 var(--accent); padding-left: 10px; }
#people li button { display: flex; gap: 8px; width: 100%; align-items: baseline; text-align: left; border-color: transparent; padding: 5px 8px; }
#people li small { color: var(--soft); flex: 1; }
#people [aria-pressed="true"] { background: color-mix(in srgb, var(--accent) 14%, var(--paper)); }
.unread { background: #b3261e; color: #fff; border-radius: 10px; padding: 0 8px; font-size: .8rem; font-weight: 600; }
.lines li button { display: flex; gap: 10px; width: 100%; text-align: left; border: 0; border-radius: 6px; padding: 5px 6px; font-size: .87rem; line-height: 1.35; align-items: baseline; }
.lines time { color: var(--soft); flex: none; font-variant-numeric: tabular-nums; }
.lines span { overflow-wrap: anywhere; min-width: 0; }
.lines .waiting { padding: 6px 8px; border-radius: 6px; background: color-mix(in srgb, var(--lit) 35%, var(--paper)); font-size: .87rem; font-weight: 600; }
.side .field { margin: 8px 0; }
.side .field label { display: block; font-size: .9rem; }
.side select { width: 100%; padding: 7px; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); }
.status { position: fixed; inset: auto 16px 16px; margin: 0 auto; max-width: 46rem; background: #23292c; color: #fff; padding: 10px 16px; border-radius: 10px; opacity: 0; pointer-events: none; transition: opacity .2s; z-index: 8; }
.status.shown { opacity: 1; }

.pane { --p-ground: #fff; --p-ink: #1d1c1d; --p-soft: #5a595b; --p-line: #dddddd; --p-bar: #3f0e40; --p-on-bar: #fff; --p-go: #007a5a; --p-link: #0b5cad; --p-field: #767676;
  position: relative; flex: 0 1 400px; min-width: 330px; display: flex; flex-direction: column; background: var(--p-ground); color: var(--p-ink);
  border: 1px solid var(--line); border-radius: 20px; overflow: hidden; scroll-snap-align: center; box-shadow: 0 4px 18px rgb(0 0 0 / .08); font-size: 15px; line-height: 1.45; }
.pane.teams { --p-ground: #f5f5f5; --p-card: #ffffff; --p-mine: #e8ebfa; --p-ink: #242424; --p-soft: #555; --p-bar: #464775; --p-go: #4f52b2; --p-link: #4f52b2; }
@media (prefers-color-scheme: dark) {
  .pane { --p-ground: #1a1d21; --p-ink: #e6e6e7; --p-soft: #b5b6b9; --p-line: #43474d; --p-bar: #2b0f2e; --p-go: #007a5a; --p-link: #7cc0f0; --p-field: #8d8f93; }
  .pane.teams { --p-ground: #1f1f1f; --p-card: #292929; --p-mine: #2f3259; --p-ink: #fff; --p-soft: #c8c8c8; --p-bar: #33344a; --p-go: #5b5fc7; --p-link: #aab1ff; }
}
.pane.acting { box-shadow: 0 0 0 3px var(--accent); }
.pane > header { background: var(--p-bar); color: var(--p-on-bar); padding: 10px 12px 10px 16px; display: flex; gap: 8px; align-items: center; }
.pane > header .who { flex: 1; min-width: 0; }
.pane > header p { font-size: .8rem; opacity: .92; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.pane > header select { display: block; width: 100%; background: transparent; color: inherit; border: 0; border-radius: 6px; padding: 2px 0; margin-left: -4px; font-weight: 700; }
.pane > header option, .pane > header optgroup { color: #1d1c1d; background: #fff; }
.close { border: 0; background: transparent; font-size: 1.4rem; line-height: 1; width: 36px; height: 36px; border-radius: 8px; flex: none; }
.pane > header .close:focus-visible, .pane > header select:focus-visible { outline-color: #fff; }
.screen { flex: 1; min-height: 0; display: flex; flex-direction: column; }
.preview { font-size: .82rem; line-height: 1.35; padding: 6px 16px; background: color-mix(in srgb, var(--p-ink) 7%, var(--p-ground)); color: var(--p-ink); border-bottom: 1px solid var(--p-line); flex: none; }
.preview span { white-space: pre-line; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
.preview span::before { content: "Lock screen: "; color: var(--p-soft); }
.tabs { display: flex; gap: 4px; padding: 0 12px; border-bottom: 1px solid var(--p-line); }
.tabs:empty { display: none; }
.tabs button { border: 0; background: none; padding: 8px 10px; border-bottom: 3px solid transparent; font-weight: 600; color: var(--p-soft); }
.tabs [aria-pressed="true"] { border-color: var(--p-go); color: var(--p-ink); }
.body { flex: 1; min-height: 0; display: flex; flex-direction: column; }
.items, .home { flex: 1; overflow-y: auto; padding: 10px 16px; overscroll-behavior: contain; }
.items:focus-visible, .home:focus-visible, .modal-body:focus-visible { outline-offset: -3px; }
.home { display: none; }
[data-tab="home"] .home { display: block; }
[data-tab="home"] .items { display: none; }
.uninstalled { padding: 2px 16px 6px; text-align: center; }
.uninstalled .plain { border: 0; background: none; color: var(--p-soft); font-size: .8rem; text-decoration: underline; min-height: 28px; padding: 2px 8px; }
.is-away .items { opacity: .6; }
.item { padding: 8px 0; border-radius: 8px; overflow-wrap: anywhere; }
.item:focus { outline: 3px solid var(--focus); }
.sender { display: flex; gap: 8px; align-items: baseline; font-size: .85rem; color: var(--p-soft); }
.sender strong { color: var(--p-ink); font-size: .95rem; }
.app { font-size: .68rem; font-weight: 700; background: color-mix(in srgb, var(--p-ink) 12%, var(--p-ground)); color: var(--p-ink); border-radius: 3px; padding: 1px 4px; }
.content p, .home p, .modal-body p { white-space: pre-line; }
.slack h3 { font-size: 1.08rem; line-height: 1.3; margin: 2px 0; }
.slack .section { display: flex; flex-wrap: wrap; gap: 4px 12px; justify-content: space-between; align-items: flex-start; margin: 4px 0; }
.slack .words { min-width: 0; flex: 1 1 11rem; }
.slack .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 4px 12px; }
.pane .context { color: var(--p-soft); font-size: .83rem; line-height: 1.4; margin: 4px 0; }
.pane a { color: var(--p-link); }
.slack .actions { margin: 8px 0; }
.slack hr { border: 0; border-top: 1px solid var(--p-line); margin: 10px 0; }
.slack-button { border: 1px solid var(--p-field); background: var(--p-ground); border-radius: 6px; padding: 6px 12px; font-weight: 600; font-size: .9rem; min-height: 36px; text-align: left; }
.slack-button.primary { background: var(--p-go); border-color: var(--p-go); color: #fff; }
.slack-button.danger { background: #c01343; border-color: #c01343; color: #fff; }
.section > .slack-button { flex: none; max-width: 100%; }
.lit { box-shadow: 0 0 0 4px var(--lit) !important; }

.teams .item { max-width: 94%; }
.teams .item.me, .teams .item.client { margin-left: auto; width: fit-content; max-width: 80%; }
.teams .item.me .sender { justify-content: flex-end; }
.teams .item.me .content { background: var(--p-mine); color: var(--p-ink); border-radius: 8px; padding: 8px 12px; }
.teams .item.client .content { border: 1px dashed var(--p-soft); border-radius: 8px; padding: 8px 12px; }
.teams .card { border: 1px solid var(--p-line); border-radius: 8px; margin-top: 4px; box-shadow: 0 1px 3px rgb(0 0 0 / .1); }
.card p { margin: 0; }
.card .ac-actionSet { flex-wrap: wrap; gap: 8px; }
.card .ac-pushButton, .card button { border: 1px solid var(--p-field); background: transparent; color: var(--p-ink); border-radius: 5px; padding: 7px 12px; font-weight: 600; font-size: .9rem; min-height: 36px; white-space: normal; text-align: left; }
.card .style-positive { background: var(--p-go); border-color: var(--p-go); color: #fff; }
.card .style-destructive { border-color: var(--wrong); color: var(--wrong); }
.card button.lit { outline: 0; }
.card input[type="text"], .card input[type="date"], .card input[type="time"], .card select, .card textarea { border: 1px solid var(--p-field); background: var(--p-ground); color: var(--p-ink); border-radius: 5px; padding: 7px 9px; max-width: 100%; }
.card textarea { min-height: 6em; resize: vertical; }
.card input[type="checkbox"], .card input[type="radio"] { width: 18px; height: 18px; flex: none !important; margin-right: 4px; accent-color: var(--p-go); }
.card [role="group"] div:has(> input[type="checkbox"]) { min-height: 32px; }
.card .ac-input-container { position: relative; }

.composer { position: relative; display: flex; gap: 8px; padding: 8px 12px 12px; border-top: 1px solid var(--p-line); }
.composer input { flex: 1; min-width: 0; border: 1px solid var(--p-field); background: var(--p-ground); border-radius: 8px; padding: 8px 12px; }
.composer input::placeholder, .modal input::placeholder { color: var(--p-soft); opacity: 1; }
.composer button { border: 0; border-radius: 8px; background: var(--p-go); color: #fff; padding: 8px 14px; font-weight: 600; }
.choices { position: absolute; z-index: 5; left: 12px; right: 12px; background: var(--p-ground); color: var(--p-ink); border: 1px solid var(--p-field); border-radius: 8px; max-height: 240px; overflow-y: auto; box-shadow: 0 6px 20px rgb(0 0 0 / .2); }
.composer .choices { bottom: calc(100% - 4px); }
.field .choices, .card .choices { left: 0; right: 0; top: 100%; }
.choices li { padding: 7px 12px; cursor: pointer; }
.choices small { display: block; color: var(--p-soft); }
.choices [aria-selected="true"], .choices li:hover { background: color-mix(in srgb, var(--p-go) 18%, var(--p-ground)); }

.modal { position: absolute; inset: 62px 8px 8px; background: var(--p-ground); border: 1px solid var(--p-line); border-radius: 12px; display: flex; flex-direction: column; box-shadow: 0 10px 40px rgb(0 0 0 / .35); overflow: hidden; }
.modal form { flex: 1; min-height: 0; display: flex; flex-direction: column; }
.modal header, .modal footer { display: flex; gap: 8px; align-items: center; padding: 8px 8px 8px 16px; border-bottom: 1px solid var(--p-line); }
.modal header h3 { flex: 1; font-size: 1.05rem; margin: 0; }
.modal footer { border: 0; border-top: 1px solid var(--p-line); justify-content: flex-end; padding: 10px 16px; }
.modal-body { flex: 1; overflow-y: auto; padding: 10px 16px 24px; }
.teams-dialog { background: var(--p-card); }
.teams-dialog .card { border: 0; box-shadow: none; }
.teams-dialog .modal-body { padding: 0 2px 16px; }
.slack-modal .field { position: relative; border: 0; margin: 14px 0; padding: 0; min-width: 0; }
.slack-modal .field > label:not(.tick), .slack-modal legend { display: block; font-weight: 600; padding: 0; margin-bottom: 4px; }
.slack-modal .field > input, .slack-modal .field > select, .slack-modal .field > textarea { width: 100%; border: 1px solid var(--p-field); border-radius: 6px; padding: 8px 10px; background: var(--p-ground); }
.tick { display: flex; gap: 10px; align-items: flex-start; padding: 5px 0; }
.tick input { width: 18px; height: 18px; margin: 3px 0 0; flex: none; accent-color: var(--p-go); }
.hint { color: var(--p-soft); font-size: .85rem; margin-top: 4px; }
.error { color: var(--wrong); font-weight: 600; font-size: .88rem; margin-top: 4px; }
.hint:empty, .error:empty { display: none; }
[data-wrong] input, [data-wrong] select, [data-wrong] textarea { border-color: var(--wrong) !important; }
.bubble { flex: none; background: var(--accent); color: var(--on-accent); padding: 7px 16px; font-size: .9rem; font-weight: 600; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.pane.acting .modal { top: 104px; }
.bubble:empty { display: none; }

@media (max-width: 1100px) { main { grid-template-columns: 1fr 290px; } }
@media (max-width: 700px) {
  body { height: auto; min-height: 100dvh; }
  main { display: block; }
  .top { padding: 10px 14px; }
  .clock { flex-basis: 100%; }
  .clock .now { min-width: 0; width: 100%; }
  .screens { padding: 12px 14px; gap: 12px; justify-content: flex-start; scroll-snap-type: x mandatory; }
  .pane { flex: 0 0 calc(100vw - 40px); min-width: 0; height: min(680px, 88dvh); }
  .side { border-left: 0; border-top: 1px solid var(--line); display: block; }
  .side .ledger { max-height: 70dvh; }
  .told .tale { flex-basis: 100%; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; scroll-behavior: auto !important; } }
`;
