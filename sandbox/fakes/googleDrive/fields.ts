/** The partial response of Google's APIs: `fields=nextPageToken,files(id,name)`, `fields=*`. */

export type Selection = Map<string, Selection> | 'all';

/** Throws SyntaxError on a selection that Google would refuse. */
export function parseFields(text: string): Selection {
	let at = 0;
	const fail = () => new SyntaxError(`Invalid field selection ${text}`);

	function list(closing: string | undefined): Selection {
		const chosen = new Map<string, Selection>();
		for (;;) {
			const name = /^\s*([A-Za-z0-9*]+)\s*/.exec(text.slice(at));
			if (!name?.[1]) throw fail();
			at += name[0].length;
			let inner: Selection = 'all';
			if (text[at] === '(') {
				at++;
				inner = list(')');
			} else if (text[at] === '/') {
				at++;
				inner = list('/');
			}
			chosen.set(name[1], inner);
			if (closing === '/') return chosen;
			if (text[at] === ',') {
				at++;
				continue;
			}
			if (closing === undefined && at === text.length) break;
			if (closing !== undefined && text[at] === closing) {
				at++;
				break;
			}
			throw fail();
		}
		return chosen.has('*') ? 'all' : chosen;
	}

	return list(undefined);
}

/** Throws SyntaxError on a field that does not exist. */
export function select(value: unknown, selection: Selection, known: readonly string[]): unknown {
	if (selection === 'all' || typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((entry) => select(entry, selection, known));
	const picked: Record<string, unknown> = {};
	for (const [name, inner] of selection) {
		const held = (value as Record<string, unknown>)[name];
		if (held === undefined && !known.includes(name)) throw new SyntaxError(`Invalid field selection ${name}`);
		if (held !== undefined) picked[name] = select(held, inner, known);
	}
	return picked;
}
