/** The look of an exported page: read on a screen in light and dark, and printed. Nothing is fetched. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1b1c1e; --soft: #5c6066; --line: #d9dbde; --ground: #fff; --sunken: #f5f6f7; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e9eb; --soft: #a2a6ad; --line: #3a3d42; --ground: #17181a; --sunken: #202226; } }
* { box-sizing: border-box; }
body { margin: 0; overflow-wrap: anywhere; background: var(--ground); color: var(--ink); font: 15px/1.55 system-ui, sans-serif; }
main { max-width: 50rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3, h4, h5, h6 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p, ul, ol { margin: .5rem 0; } li { margin: .15rem 0; overflow-wrap: anywhere; }
a { color: inherit; } code, pre { font: .87em/1.5 ui-monospace, monospace; }
pre { background: var(--sunken); border: 1px solid var(--line); padding: .75rem; overflow-x: auto; }
figure { margin: 1rem 0; } figcaption { color: var(--soft); }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 2px solid var(--line); color: var(--soft); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
.items td:nth-child(n + 3), .items th { white-space: nowrap; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; margin: 1rem 0 0; }
dt, .soft, .gap, time, footer { color: var(--soft); } dd { margin: 0; }
.soft { overflow-wrap: anywhere; } .day { margin-top: .75rem; font-weight: 600; } hr { border: 0; border-top: 1px solid var(--line); }
.line { display: grid; grid-template-columns: 5.5rem 1fr; gap: .75rem; padding: .2rem 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.gap { padding: .35rem 0 .35rem 6.25rem; font-style: italic; } .line:target { background: var(--sunken); }
footer { margin-top: 2.5rem; font-size: .85rem; overflow-wrap: anywhere; }
@media (max-width: 34rem) { .line { grid-template-columns: 1fr; gap: 0; } .gap { padding-left: 0; } .facts { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; }
  .items, .items tbody, .items tr, .items td { display: block; } .items thead { display: none; } .items tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  .items td { display: inline; padding: 0; border: 0; margin-right: .4em; } .items td:nth-child(n + 3):not(:empty)::before { content: "· "; color: var(--soft); } }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #bbb; --ground: #fff; --sunken: #f4f4f4; }
  @page { margin: 18mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; } } body { font-size: 10.5pt; } main { max-width: none; padding: 0; }
  h2, h3, .day { break-after: avoid; } tr, .line, figure, pre { break-inside: avoid; }
  pre { font-size: 7pt; white-space: pre-wrap; overflow-wrap: anywhere; } a { text-decoration: none; }
}`;
