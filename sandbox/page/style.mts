/** The page's look: system fonts, light and dark, one column on narrow screens. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2b28; --quiet: #5d6d69; --paper: #f4f6f4; --card: #fff; --line: #dbe2de; --accent: #0b6e5b; --good: #0b6e3f; --bad: #a5281b; }
@media (prefers-color-scheme: dark) {
	:root { --ink: #e7eeeb; --quiet: #9fb0ab; --paper: #131a18; --card: #1c2523; --line: #33403c; --accent: #35b597; --good: #4fc98a; --bad: #ff8a7a; }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
header, main { max-width: 1120px; margin: 0 auto; padding: 20px; }
header { padding-bottom: 0; }
h1 { margin: 0; font-size: 24px; }
h2 { margin: 0 0 12px; font-size: 18px; }
header p { margin: 4px 0 16px; color: var(--quiet); }
main { display: grid; grid-template-columns: 3fr 2fr; gap: 20px; align-items: start; }
.beside { position: sticky; top: 20px; max-height: calc(100vh - 40px); overflow: auto; }
@media (max-width: 820px) { main { grid-template-columns: 1fr; } .beside { position: static; max-height: none; } }
section, #webhook { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px; }
#webhook { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; padding: 12px 20px; }
#webhook input { flex: 1 1 320px; width: auto; margin: 0; }
#webhook-state { flex-basis: 100%; color: var(--quiet); font-size: 13px; }
#earlier { display: contents; }
#earlier button { flex-basis: 100%; padding: 2px 8px; font-size: 13px; text-align: left; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
label { display: block; font-weight: 600; }
input, select, textarea { display: block; width: 100%; margin: 4px 0 12px; padding: 8px 10px; font: inherit; font-weight: 400; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
table { width: 100%; margin-bottom: 12px; border-collapse: collapse; }
th, td { padding: 6px 4px; border-bottom: 1px solid var(--line); text-align: left; }
th { color: var(--quiet); font-weight: 500; }
tfoot td { border: 0; font-weight: 700; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td input { width: 84px; margin: 0 0 0 auto; padding: 4px 8px; text-align: right; }
.quiet, small { color: var(--quiet); font-weight: 400; }
td small { display: block; }
button { padding: 8px 14px; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 8px; cursor: pointer; }
button:hover { border-color: var(--accent); }
button.primary { color: #fff; background: #0b6e5b; border-color: #0b6e5b; font-weight: 600; }
button:disabled { opacity: .6; cursor: wait; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 0; }
.answer { margin: 0 0 20px; padding: 12px 16px; border-left: 4px solid var(--good); border-radius: 8px; background: var(--card); overflow-wrap: anywhere; }
#history .answer { margin: 8px 0 0; background: var(--paper); }
.answer.refused { border-color: var(--bad); }
.answer p, .answer ul { margin: 4px 0 0; white-space: pre-line; }
#history { margin: 0; padding: 0; list-style: none; }
#history > li { padding: 12px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
#history > li:first-child { border-top: 0; padding-top: 0; }
.status { float: right; padding: 0 10px; border-radius: 999px; border: 1px solid currentColor; font-size: 13px; color: var(--good); }
.status.IN_PROGRESS { color: var(--bad); }
`;
