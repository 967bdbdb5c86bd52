// The look of the page: one column of cards, system fonts, figures that align; phones, dark screens and paper included.

import { colourStyle } from "./page-colours.ts";

/** All CSS of the page. */
export function pageStyle(): string {
  return `\n${[colourStyle(), FRAME, HEADINGS, VERDICT, TABLES, CHARTS_AND_BARS, TRUST, PHONE, PAPER].join("\n")}\n`;
}

const FRAME = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
.page{max-width:1180px;margin:0 auto;padding:0 28px 64px}
a{color:var(--accent)}
code,pre,.message{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.875em}
.skip{position:absolute;left:-999px;top:0;background:var(--paper);padding:8px 16px;z-index:1}
.skip:focus{left:0}
.muted{color:var(--muted)}`;

const HEADINGS = `
.masthead{padding:32px 0 20px}
.brand{display:flex;align-items:center;gap:9px;margin:0 0 18px;color:var(--muted);font-size:.875rem;letter-spacing:.02em}
.brand svg{width:22px;height:22px;stroke:var(--accent);fill:none;stroke-width:2}
.brand strong{color:var(--ink);font-weight:650}
h1{font-size:2.125rem;line-height:1.2;letter-spacing:-.02em;margin:0;font-weight:700;overflow-wrap:anywhere}
.description{margin:6px 0 0;color:var(--muted);max-width:72ch;font-size:1.0625rem}
nav ol{display:flex;flex-wrap:wrap;gap:4px 22px;list-style:none;margin:0;padding:12px 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);font-size:.9375rem}
nav a{text-decoration:none}
nav a:hover{text-decoration:underline}
section{margin-top:52px}
h2{font-size:1.4375rem;line-height:1.3;letter-spacing:-.012em;margin:0 0 4px;font-weight:680}
h3{font-size:1.0625rem;line-height:1.35;margin:30px 0 6px;font-weight:650}
h4{font-size:.9375rem;margin:6px 0 8px;font-weight:650}
.lede{color:var(--muted);margin:0 0 18px;max-width:76ch}`;

const VERDICT = `
section.first{margin-top:26px}
.verdict{display:flex;gap:18px;align-items:flex-start;border-radius:12px;padding:22px 24px;border:1px solid currentColor}
.verdict.passed{color:var(--passed);background:var(--passed-ground)}
.verdict.failed{color:var(--failed);background:var(--failed-ground)}
.verdict.incomplete{color:var(--incomplete);background:var(--incomplete-ground)}
.verdict svg{flex:none;width:40px;height:40px;fill:none;stroke:currentColor;stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}
.verdict h2{text-transform:capitalize;font-size:1.0625rem;letter-spacing:.01em;margin:0 0 2px}
.verdict p{margin:0;color:var(--ink);font-size:1.3125rem;line-height:1.4;font-weight:560;letter-spacing:-.008em;overflow-wrap:anywhere}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(158px,1fr));gap:12px;margin:16px 0 26px}
.tiles div{background:var(--surface);border-radius:10px;padding:12px 16px 13px}
.tiles dt{color:var(--muted);font-size:.8125rem;line-height:1.35}
.tiles dd{margin:3px 0 0;font-size:1.5rem;line-height:1.2;font-weight:660;letter-spacing:-.015em;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.tiles dd small{display:block;margin-top:2px;font-size:.8125rem;font-weight:400;letter-spacing:0;color:var(--muted)}
.mark{font-weight:650;white-space:nowrap}
.mark.passed{color:var(--passed)}
.mark.failed{color:var(--failed)}`;

const TABLES = `
.scroll{overflow-x:auto;background:linear-gradient(90deg,var(--paper) 30%,transparent) 0 0/44px 100% no-repeat local,linear-gradient(270deg,var(--paper) 30%,transparent) 100% 0/44px 100% no-repeat local,linear-gradient(90deg,var(--shade),transparent) 0 0/14px 100% no-repeat scroll,linear-gradient(270deg,var(--shade),transparent) 100% 0/14px 100% no-repeat scroll;margin:0 0 10px;border:1px solid var(--line);border-radius:10px}
.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.4;font-variant-numeric:tabular-nums}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:8px 14px;text-align:left;vertical-align:top;border-top:1px solid var(--line);font-weight:400}
thead th{border-top:0;background:var(--surface);color:var(--muted);font-size:.8125rem;font-weight:600;vertical-align:bottom;white-space:nowrap}
tbody th.name{font-weight:560}
.scroll+.pair{margin-top:20px}
.number{text-align:right;white-space:nowrap}
.name{white-space:nowrap}
.text{min-width:14em;overflow-wrap:anywhere}
.prose{min-width:24em;overflow-wrap:anywhere}
.bar{min-width:128px;white-space:nowrap}
.left-out{margin:0 0 10px;color:var(--muted);font-size:.875rem}
tr.total th,tr.total td{background:var(--surface)}`;

const CHARTS_AND_BARS = `
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:20px;align-items:start;margin:0 0 20px}
.pair>*{min-width:0}
figure{margin:0;border:1px solid var(--line);border-radius:10px;padding:16px 18px 14px;break-inside:avoid}
figcaption h3{margin:0 0 2px}
figcaption p{margin:0 0 10px;color:var(--muted);font-size:.875rem;line-height:1.45}
.chart svg{display:block;max-width:100%;height:auto}
.chart text{font-family:inherit}
.chart .wide svg{width:100%}
.narrow{display:none}
.use{display:flex;align-items:center;gap:10px}
.use svg{width:74px;height:12px;flex:none}
.use .track{fill:var(--track)}
.use .fill{fill:var(--accent)}
.use .mean{fill:var(--ink)}
.use span{min-width:3.6em;text-align:right}`;

const TRUST = `
.limits{margin:0;padding:0;list-style:none;counter-reset:limit}
.limits li{counter-increment:limit;position:relative;padding:13px 0 13px 44px;border-top:1px solid var(--line)}
.limits li:first-child{border-top:0;padding-top:2px}
.limits li:before{content:counter(limit);position:absolute;left:0;width:28px;height:28px;line-height:28px;border-radius:50%;text-align:center;background:var(--surface);color:var(--muted);font-size:.875rem;font-weight:650}
.limits strong{display:block;overflow-wrap:anywhere}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,300px),1fr));gap:2px 28px;margin:0 0 18px}
.facts div{padding:8px 0;border-top:1px solid var(--line)}
.facts dt{color:var(--muted);font-size:.8125rem}
.facts dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
.callout{border-left:4px solid var(--accent);background:var(--surface);border-radius:0 10px 10px 0;padding:12px 18px;margin:0 0 20px;max-width:84ch}
.example{border-top:1px solid var(--line);padding:12px 0;break-inside:avoid}
.example p{margin:0 0 6px}
.example .message{background:var(--surface);border-radius:8px;padding:10px 14px;margin:0;line-height:1.5;overflow-wrap:anywhere}
pre{background:var(--surface);border-radius:10px;padding:14px 18px;margin:0 0 16px;overflow-x:auto;line-height:1.5}
.hash{overflow-wrap:anywhere;min-width:17em}
footer{margin-top:52px;padding-top:16px;border-top:1px solid var(--line);color:var(--muted);font-size:.875rem}`;

const PHONE = `
@media screen and (max-width:560px){
.page{padding:0 16px 40px}
.masthead{padding:20px 0 14px}
.brand{margin-bottom:12px}
h1{font-size:1.625rem}
section{margin-top:40px}
.verdict{padding:16px;gap:12px}
.verdict svg{width:30px;height:30px}
.verdict p{font-size:1.125rem}
.tiles{grid-template-columns:1fr 1fr;gap:8px}
.tiles div{padding:10px 12px}
.tiles dd{font-size:1.25rem}
th,td{padding:8px 11px}
figure{padding:12px 10px 10px}
figcaption{padding:0 4px}
.wide{display:none}
.narrow{display:block}
}`;

const PAPER = `
@page{margin:16mm 14mm}
@media print{
body{font-size:10.5pt}
.page{max-width:none;padding:0}
nav,.skip{display:none}
section{margin-top:26px}
h2,h3,h4,figcaption,.lede{break-after:avoid}
p{orphans:3;widows:3}
.verdict,.tiles div,tr,.limits li,.callout,.facts{break-inside:avoid}
.facts,.tiles{grid-template-columns:repeat(3,1fr)}
.lede,.description{break-inside:avoid}
.verdict,.tiles div,thead th,.callout,pre,.limits li:before,.example .message,tr.total>*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.use rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.scroll{overflow:visible;border-radius:0;border-width:1px 0;background:none;break-inside:avoid}
table{font-size:8.5pt}
th,td{padding:4px 8px}
thead{display:table-header-group}
tbody th.name{min-width:9em}
.text,.prose,.bar{min-width:0}
.name,.number,thead th{white-space:normal}
.pair{grid-template-columns:1fr 1fr;gap:12px}
figure{padding:10px}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
}`;
