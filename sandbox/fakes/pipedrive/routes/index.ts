import { contacts } from './contacts';
import { deals } from './deals';
import { directories } from './directories';
import { lines } from './lines';
import { notesAndFiles } from './notesAndFiles';
import type { Route } from './route';
import { webhooks } from './webhooks';

/** Fixed paths before those with an id in the same place. */
export const ROUTES: readonly Route[] = [
	...lines,
	...deals,
	...contacts,
	...directories,
	...notesAndFiles,
	...webhooks,
];

const PATH = /^\/(?:api\/(v1|v2)|(v1))(\/.*)$/;

/** The endpoint behind a path, and what stands in it; undefined when there is none. v1 has a short path, too. */
export function routeOf(method: string, path: string): { route: Route; ids: string[] } | undefined {
	const [, long, short, rest = ''] = PATH.exec(path) ?? [];
	for (const route of ROUTES) {
		if (route.method !== method || route.version !== (long ?? short)) continue;
		const pattern = new RegExp(`^${route.path.replace(/\{[a-z]+\}/g, '([^/]+)')}$`);
		const match = pattern.exec(rest);
		if (match) return { route, ids: match.slice(1) };
	}
	return undefined;
}

/** Tokens of a call, as published; 0 for what is no endpoint. */
export const tokensOf = (method: string, path: string): number => routeOf(method, path)?.route.tokens ?? 0;
