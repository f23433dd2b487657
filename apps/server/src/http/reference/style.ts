// How the API reference looks. Inline, and known to the Content-Security-Policy by its hash.
export const style = `
:root{color-scheme:light dark;--ink:light-dark(#1b1f24,#e6e8eb);--soft:light-dark(#57606a,#9aa4af);--line:light-dark(#d8dee4,#30363d);--paper:light-dark(#fff,#0f1318);--side:light-dark(#f6f8fa,#151a21);--accent:light-dark(#0a58ca,#7ab7ff)}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;display:grid;grid-template-columns:17rem minmax(0,1fr);background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,sans-serif}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1.25rem 1rem;background:var(--side);border-right:1px solid var(--line);font-size:13px}
nav ul{list-style:none;margin:0;padding:0}
nav>ul>li{margin:0 0 1rem}
nav>ul>li>a{font-weight:600;color:var(--ink)}
nav li li a{display:grid;grid-template-columns:3.4rem 1fr;padding:.15rem 0;color:var(--soft);text-decoration:none}
nav li li a:hover{color:var(--accent)}
nav b{font:600 11px/1.8 ui-monospace,monospace}
.brand{font-weight:700;font-size:15px;margin:0 0 1rem}
small{color:var(--soft);font-weight:400}
main{padding:2rem clamp(1rem,4vw,3.5rem) 6rem;max-width:60rem}
main:focus{outline:none}
h1{font-size:1.75rem;margin:0 0 .5rem;letter-spacing:-.01em}
h2{font-size:1.3rem;margin:3rem 0 .25rem}
h3{font-size:1.05rem;margin:0 0 .25rem}
article{border-top:1px solid var(--line);padding:1.5rem 0 .5rem;margin-top:1.25rem}
a{color:var(--accent)}
code{font:13px/1.4 ui-monospace,monospace;background:var(--side);border-radius:4px;padding:.1em .3em;overflow-wrap:anywhere}
.line{margin:.25rem 0 .75rem}
.line b{font:700 12px ui-monospace,monospace;margin-right:.4rem}
.get{color:light-dark(#0a6b3d,#5fd39b)}.post{color:light-dark(#0a58ca,#7ab7ff)}.delete{color:light-dark(#b3261e,#ff9a91)}
.wide{overflow-x:auto;margin:.75rem 0}
table{border-collapse:collapse;width:100%;font-size:14px}
caption{text-align:left;color:var(--soft);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
thead th{font-size:12px;color:var(--soft);font-weight:500}
tbody th{font-weight:400;white-space:nowrap}
i{color:var(--soft);font-size:12px}
summary{cursor:pointer;color:var(--soft);padding:.25rem 0}
dl{display:grid;grid-template-columns:3.5rem 1fr;gap:.35rem .5rem;margin:.5rem 0}
dt{font-family:ui-monospace,monospace}
dd{margin:0}
.skip{position:absolute;left:-999px}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media(max-width:50rem){body{display:block}nav{position:static;height:auto;border-right:0;border-bottom:1px solid var(--line)}}
`
