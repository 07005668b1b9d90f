/** What the bridge's few pages for people have in common: plain HTML without a script, and headers that keep everything else out. */
import { createHash } from 'node:crypto';
import type { Reply } from '../route.ts';
import { Html, html } from './html.ts';

const style = `
:root{color-scheme:light dark;--ground:#f3f4f6;--card:#fff;--ink:#1c2430;--soft:#535d6b;--line:#d5dae1;--accent:#1b57c4;--on:#fff}
@media (prefers-color-scheme:dark){:root{--ground:#14181f;--card:#1d232c;--ink:#eef1f5;--soft:#b3bcc8;--line:#39424f;--accent:#8db4ff;--on:#0d1626}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;justify-content:center;align-items:flex-start;padding:4vh 1rem;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:35rem;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:2rem;overflow-wrap:anywhere}
@media (max-width:30rem){body{padding:0}main{border:0;border-radius:0;padding:1.5rem 1.25rem;min-height:100vh}}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}
h2{font-size:1rem;margin:1.5rem 0 .4rem}
p{margin:0 0 .75rem}
.brand,.soft{color:var(--soft)}
.brand{font-size:.875rem;font-weight:600;margin-bottom:.75rem}
.site{border:1px solid var(--line);border-radius:8px;padding:.9rem 1rem;margin:0 0 1rem}
.site dt{font-size:.875rem;color:var(--soft)}
.site dd{margin:0 0 .5rem}
.site dd:last-child{margin:0}
.name{display:block;overflow:hidden;font-weight:600}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9em}
ul{margin:0;padding-left:1.2rem;font-size:.925rem}
li{margin:.15rem 0}
li code{color:var(--soft);font-size:.85em}
.after{margin:1.25rem 0 0;font-size:.925rem}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem}
.actions form{display:contents}
button,.button{display:inline-flex;align-items:center;justify-content:center;min-height:2.75rem;padding:.5rem 1.25rem;border:1px solid var(--accent);border-radius:8px;font:inherit;font-weight:600;text-decoration:none;cursor:pointer;background:var(--accent);color:var(--on)}
.button.second{background:transparent;color:var(--accent)}
button:hover,.button:hover{text-decoration:underline}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
`;

/** The one style that the policy lets through. */
const styleHash = `'sha256-${ createHash( 'sha256' ).update( style ).digest( 'base64' ) }'`;

export interface Page {
	title: string;
	main: Html;
	/** Where forms may lead, redirects included; none when left out. */
	formTargets?: string[];
	/** `same-origin` where a form must say where it comes from; the address goes to nobody else either way. */
	referrer?: 'no-referrer' | 'same-origin';
}

export function pageReply( status: number, { title, main, formTargets = [], referrer = 'no-referrer' }: Page ): Reply & { html: string; headers: Record<string, string> } {
	const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${ title } – SlotBridge</title>
<style>${ new Html( style ) }</style>
</head>
<body>
<main>
<p class="brand">SlotBridge</p>
${ main }
</main>
</body>
</html>
`;
	return {
		status, html: page.text,
		headers: {
			'content-security-policy': `default-src 'none'; object-src 'none'; style-src ${ styleHash }; form-action ${ formTargets.join( ' ' ) || '\'none\'' }; base-uri 'none'; frame-ancestors 'none'`,
			'x-frame-options': 'DENY',
			'referrer-policy': referrer,
		},
	};
}
