import { z } from 'zod/v4';
import type { Route } from './router';

/** The OpenAPI document of the control API, drawn from the same table that answers the calls. */
export function openApi(routes: readonly Route[], version: string): Record<string, unknown> {
	const paths: Record<string, Record<string, unknown>> = {};
	for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route);
	return {
		openapi: '3.1.0',
		info: {
			title: 'Deal to Invoice sandbox',
			version,
			description:
				'Control of the sandbox: fake vendors, their books, faults, the world’s clock and n8n. Loopback only.',
		},
		paths,
	};
}

function operation(route: Route): Record<string, unknown> {
	const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
		name,
		in: 'path',
		required: true,
		schema: { type: 'string' },
	}));
	const inQuery = Object.entries(route.query ?? {}).map(([name, description]) => ({
		name,
		in: 'query',
		description,
		schema: { type: 'string' },
	}));
	const body = route.body && {
		requestBody: { content: { 'application/json': { schema: z.toJSONSchema(route.body, { io: 'input' }) } } },
	};
	return {
		summary: route.summary,
		parameters: [...inPath, ...inQuery],
		...body,
		responses: {
			[route.status ?? 200]: { description: 'Done' },
			'4XX': {
				description: 'Refused, with a sentence',
				content: { 'application/json': { schema: { type: 'object', properties: { error: { type: 'string' } } } } },
			},
		},
	};
}

/** The same as a page to read. */
export function apiPage(routes: readonly Route[]): string {
	const rows = routes.map((route) => {
		const query = Object.entries(route.query ?? {}).map(
			([name, text]) => `<br><code>?${name}=</code> ${escapeHtml(text)}`,
		);
		const schema = route.body && JSON.stringify(z.toJSONSchema(route.body, { io: 'input' }), undefined, 2);
		const body = schema ? `<details><summary>Body</summary><pre>${escapeHtml(schema)}</pre></details>` : '';
		return `<tr><td><code>${route.method}</code></td><td><code>${escapeHtml(route.path)}</code></td>
<td>${escapeHtml(route.summary)}${query.join('')}${body}</td></tr>`;
	});
	return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sandbox control API</title><style>
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.4rem .6rem;
border-bottom:1px solid #8886}pre{overflow:auto}</style>
<h1>Sandbox control API</h1><p>JSON in, JSON out; errors are <code>{ "error": "a sentence" }</code>.
The same for programs: <a href="/api/openapi.json">openapi.json</a>. <a href="/">To the console</a>.</p>
<table><thead><tr><th>Method<th>Path<th>Does</thead><tbody>${rows.join('\n')}</tbody></table></html>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
