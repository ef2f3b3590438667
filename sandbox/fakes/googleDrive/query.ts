/**
 * Drive's search language, as far as the archive and n8n's Google Drive node use it:
 * `name`, `mimeType`, `trashed`, `'id' in parents`, `appProperties has {…}`, joined by and, or, not and brackets.
 * Strict: anything else is refused, as Drive answers "Invalid Value" to what it does not understand.
 */

export interface Searchable {
	name: string;
	mimeType: string;
	trashed: boolean;
	parents: string[];
	appProperties: Record<string, string>;
	properties: Record<string, string>;
}

export type Predicate = (file: Searchable) => boolean;

type Token = { kind: 'text' | 'word' | 'sign'; value: string };

/** `root` in `in parents` stands for the id that `rootId` gives. Throws SyntaxError on what Drive would refuse. */
export function parseQuery(query: string, rootId: string): Predicate {
	const tokens = tokenize(query);
	let at = 0;
	const fail = () => new SyntaxError('Invalid Value');
	const peek = () => tokens[at];
	const take = (kind: Token['kind'], value?: string): string => {
		const token = tokens[at];
		if (token?.kind !== kind || (value !== undefined && token.value !== value)) throw fail();
		at++;
		return token.value;
	};
	const takeIf = (value: string): boolean => {
		const token = peek();
		if (!token || token.kind === 'text' || token.value !== value) return false;
		at++;
		return true;
	};

	function either(): Predicate {
		const sides = [both()];
		while (takeIf('or')) sides.push(both());
		return (file) => sides.some((side) => side(file));
	}
	function both(): Predicate {
		const sides = [single()];
		while (takeIf('and')) sides.push(single());
		return (file) => sides.every((side) => side(file));
	}
	function single(): Predicate {
		if (takeIf('not')) {
			const inner = single();
			return (file) => !inner(file);
		}
		if (takeIf('(')) {
			const inner = either();
			take('sign', ')');
			return inner;
		}
		return peek()?.kind === 'text' ? inParents() : term();
	}
	function inParents(): Predicate {
		const id = take('text');
		take('word', 'in');
		take('word', 'parents');
		return (file) => file.parents.includes(id === 'root' ? rootId : id);
	}
	function term(): Predicate {
		const field = take('word');
		if (field === 'name' || field === 'mimeType') return compare(field);
		if (field === 'trashed') {
			const negated = takeIf('!=');
			if (!negated) take('sign', '=');
			const wanted = take('word');
			if (wanted !== 'true' && wanted !== 'false') throw fail();
			return (file) => file.trashed === ((wanted === 'true') !== negated);
		}
		if (field === 'appProperties' || field === 'properties') return has(field);
		throw fail();
	}
	function compare(field: 'name' | 'mimeType'): Predicate {
		if (takeIf('contains')) {
			const part = take('text').toLowerCase();
			// Names are matched from the start of a word only (Drive's "contains" on name).
			return (file) =>
				file[field]
					.toLowerCase()
					.split(/\s+/)
					.some((word) => word.startsWith(part)) || file[field].toLowerCase().startsWith(part);
		}
		const negated = takeIf('!=');
		if (!negated) take('sign', '=');
		const wanted = take('text');
		// Drive compares names without regard to case.
		return (file) => (file[field].toLowerCase() === wanted.toLowerCase()) !== negated;
	}
	function has(field: 'appProperties' | 'properties'): Predicate {
		take('word', 'has');
		take('sign', '{');
		take('word', 'key');
		take('sign', '=');
		const key = take('text');
		take('word', 'and');
		take('word', 'value');
		take('sign', '=');
		const value = take('text');
		take('sign', '}');
		return (file) => file[field][key] === value;
	}

	const whole = either();
	if (at !== tokens.length) throw fail();
	return whole;
}

function tokenize(query: string): Token[] {
	const tokens: Token[] = [];
	const pattern = /\s*(?:'((?:[^'\\]|\\['\\])*)'|([A-Za-z]+)|(!=|[=(){}]))/y;
	let end = 0;
	while (end < query.trimEnd().length) {
		pattern.lastIndex = end;
		const match = pattern.exec(query);
		if (!match) throw new SyntaxError('Invalid Value');
		if (match[1] !== undefined) tokens.push({ kind: 'text', value: match[1].replace(/\\(['\\])/g, '$1') });
		else if (match[2] !== undefined) tokens.push({ kind: 'word', value: match[2] });
		else tokens.push({ kind: 'sign', value: match[3] ?? '' });
		end = pattern.lastIndex;
	}
	return tokens;
}
