/** The look of an explanation's page: light or dark as the reader's system is, colours that differ for every kind of sight, no file from elsewhere. */
export const explainStyle = `:root { color-scheme: light dark; --paper: #fbfaf8; --card: #ffffff; --ink: #1d232a; --muted: #5b6670; --line: #dcdfe3; --for: #1f6fb2; --against: #c2570c; --sum: #343d46; --mark: #e8f1f8; --markdark: #fbeee3 }
@media (prefers-color-scheme: dark) { :root { --paper: #14181c; --card: #1c2227; --ink: #e7eaed; --muted: #a0abb5; --line: #343c44; --for: #62b0ec; --against: #f0914a; --sum: #c9d1d8; --mark: #1b3143; --markdark: #3a2617 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100% }
main { max-width: 860px; margin: 0 auto; padding: 32px 20px 56px }
h1 { font-size: 24px; line-height: 1.25; margin: 0 0 4px; text-wrap: balance }
h2 { font-size: 16px; margin: 0 0 12px }
p { margin: 0 0 8px }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 20px; margin-top: 16px }
.eyebrow { color: var(--muted); font-size: 13px; margin-bottom: 12px }
.verdict { display: inline-block; font-weight: 600; border-radius: 6px; padding: 2px 10px; margin: 8px 0 0; background: var(--mark); color: var(--for) }
.verdict.two { background: var(--markdark); color: var(--against) }
.apart { margin-top: 12px }
thead th { vertical-align: bottom }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere }
thead th { border-top: 0; color: var(--muted); font-weight: 500; font-size: 13px }
tbody th { font-weight: 500; color: var(--muted); white-space: nowrap; width: 1% }
table.even { table-layout: fixed; min-width: 560px } table.even th:first-child { width: 132px }
td.number, th.number { text-align: right; padding-right: 0; white-space: nowrap }
code { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere }
ul, ol { margin: 0 0 8px; padding-left: 20px }
li { margin-bottom: 4px }
details { margin-top: 12px } summary { cursor: pointer; color: var(--muted) }
.muted, td small { color: var(--muted) }
svg { display: block; width: 100%; min-width: 600px; height: auto; font-size: 12px }
svg text { fill: var(--ink) } svg .muted { fill: var(--muted) } svg .part { font-size: 13px; font-weight: 600 } svg .value, svg .strong { font-size: 13px; font-variant-numeric: tabular-nums }
svg .strong { font-weight: 600 } svg .for { fill: var(--for) } svg .against { fill: var(--against) } svg .none { fill: var(--muted) } svg .sum { fill: var(--sum) }
svg .grid { stroke: var(--line) } svg .zero { stroke: var(--muted) } svg .joint { stroke: var(--muted); stroke-dasharray: 2 3 } svg .rule { stroke: var(--line) }
@media print { body { background: none } section { break-inside: avoid; border-color: #bbb } }`;
