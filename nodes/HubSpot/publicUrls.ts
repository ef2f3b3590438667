/**
 * The addresses under which a request to the trigger may have been made from outside: the one that n8n knows for the
 * node, or the one that the user names, each with the query of the request. A test in the editor has a path of its own,
 * so the path of the request at the public origin counts as well.
 */
export function publicUrls(known: readonly (string | undefined)[], requested: string): string[] {
	const [path = '', query] = splitQuery(requested);
	const bases = known.filter((url): url is string => url !== undefined && URL.canParse(url));
	const urls = bases.flatMap((url) => {
		const [own, ownQuery] = splitQuery(url.trim());
		const asked = query ?? ownQuery;
		const tail = asked === undefined ? '' : `?${asked}`;
		return [`${own}${tail}`, ...(path.startsWith('/') ? [`${new URL(url).origin}${path}${tail}`] : [])];
	});
	return [...new Set(urls)];
}

function splitQuery(url: string): [string, string | undefined] {
	const at = url.indexOf('?');
	return at < 0 ? [url, undefined] : [url.slice(0, at), url.slice(at + 1)];
}
