// The looks of a review page. It stands in the file, and its hash in the file's policy: no other style applies.
import { createHash } from 'node:crypto'

export const pageStyle = `
:root{color-scheme:light dark;--surface:light-dark(#fff,#16181d);--sunken:light-dark(#f5f6f8,#101216);--border:light-dark(#dde0e6,#2c313b);
--text:light-dark(#1a1d23,#e4e7ec);--muted:light-dark(#5a6372,#9aa3b2);--good:light-dark(#17683a,#5cc98a);--bad:light-dark(#b3261e,#ff8a80);
--warn:light-dark(#8a5300,#f0b45c);--add:light-dark(#e6f6eb,#12261a);--del:light-dark(#fdecea,#2c1717)}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1200px;padding:24px 16px 64px;background:var(--surface);color:var(--text);
font:14px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;font-variant-numeric:tabular-nums}
h1{font-size:20px;margin:0 0 4px;overflow-wrap:anywhere}h2{font-size:17px;margin:40px 0 8px;padding-top:16px;border-top:1px solid var(--border);overflow-wrap:anywhere}
h3{font-size:14px;margin:24px 0 8px;overflow-wrap:anywhere}p{margin:4px 0}.muted{color:var(--muted)}
nav ul{display:flex;flex-wrap:wrap;gap:4px 16px;padding:0;list-style:none}a{color:inherit}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:2px 16px;margin:8px 0}dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}th{text-align:left;font-weight:600}th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--border);vertical-align:top;overflow-wrap:anywhere}
td.end,th.end{text-align:right;white-space:nowrap}
code,pre{font-family:ui-monospace,'SF Mono','Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,monospace;font-size:12px;font-variant-ligatures:none}
pre{margin:0;padding:8px 0;overflow-x:auto;background:var(--sunken);line-height:20px;tab-size:4}pre.plain{padding:8px 12px;white-space:pre-wrap;overflow-wrap:anywhere}
details{margin:8px 0;border:1px solid var(--border);border-radius:6px;overflow:clip}details.file{content-visibility:auto;contain-intrinsic-size:auto 320px}
summary{padding:6px 12px;cursor:pointer;overflow-wrap:anywhere}summary:focus-visible,a:focus-visible{outline:2px solid currentColor;outline-offset:-2px}
.rows span{display:block;min-width:max-content;padding-right:12px}.rows b{display:block;padding:0 12px;color:var(--muted);font-weight:400}
.rows i{display:inline-block;width:56px;padding-right:12px;text-align:right;color:var(--muted);font-style:normal;user-select:none}
.rows .add{background:var(--add)}.rows .del{background:var(--del)}.rows .meta{color:var(--muted)}
summary .add,.good{color:var(--good)}summary .del,.bad{color:var(--bad)}.warn{color:var(--warn)}
u{color:var(--bad);text-decoration:none;border:1px solid;border-radius:3px;font-size:10px;padding:0 2px}
details.file+h3{margin-top:24px}.note{margin:8px 0;padding:8px 12px;border-left:3px solid var(--warn)}.note .said{white-space:pre-wrap;overflow-wrap:anywhere}
ul.plain{padding-left:20px}@media(max-width:700px){.rows i{width:40px;padding-right:6px}}@media print{details.file{content-visibility:visible}}
`

const styleHash = createHash('sha256').update(pageStyle).digest('base64')

/** Nothing is fetched, nothing runs, nothing is sent. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`
