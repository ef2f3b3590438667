/** Something that must not be found, in the spellings under which a machine would write it down. */
export interface Needle {
	name: string;
	value: string;
}

export interface Form {
	/** `plain`, `base64 (1)` … */
	form: string;
	bytes: Buffer;
}

/** Where something could lie: a file, a column of a table, a mailbox. Read piece by piece. */
export interface Place {
	name: string;
	pieces(): Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}

export interface Finding {
	place: string;
	needle: string;
	form: string;
}

/** Looks for every form of every needle in every place; each finding is told once a place. */
export async function find(places: readonly Place[], needles: readonly Needle[]): Promise<Finding[]> {
	const wanted = needles.map(({ name, value }) => ({ name, forms: formsOf(value) }));
	const findings: Finding[] = [];
	for (const place of places) {
		const found = new Set<string>();
		for await (const piece of place.pieces()) {
			const bytes =
				typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
			for (const { name, forms } of wanted) {
				const hit = found.has(name) ? undefined : forms.find((form) => bytes.includes(form.bytes));
				if (!hit) continue;
				found.add(name);
				findings.push({ place: place.name, needle: name, form: hit.form });
			}
		}
	}
	return findings;
}

/** Every spelling once. */
export function formsOf(value: string): Form[] {
	const json = JSON.stringify(value).slice(1, -1);
	const ascii = [...json]
		.map((char) => (char > '~' ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : char))
		.join('');
	const spellings: [string, string][] = [
		['plain', value],
		['in JSON', json],
		['in JSON in JSON', JSON.stringify(json).slice(1, -1)],
		['in JSON, ASCII only', ascii],
		['URL-encoded', encodeURIComponent(value)],
		['URL-encoded twice', encodeURIComponent(encodeURIComponent(value))],
		['in a form', new URLSearchParams([['', value]]).toString().slice(1)],
		['in HTML', value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')],
		['hexadecimal', Buffer.from(value).toString('hex')],
		['reversed', [...value].reverse().join('')],
		['reversed in JSON', [...json].reverse().join('')],
		...[0, 1, 2].map((shift): [string, string] => [`base64 (${shift})`, base64(value, shift)]),
		...[0, 1, 2].map((shift): [string, string] => [
			`base64url (${shift})`,
			base64(value, shift).replace(/\+/g, '-').replace(/\//g, '_'),
		]),
	];
	const seen = new Set<string>();
	return spellings
		.filter(([, text]) => !seen.has(text) && seen.add(text))
		.map(([form, text]) => ({ form, bytes: Buffer.from(text) }));
}

/** What of a value is the same in base64 whatever stands before and after it, when it begins `shift` bytes into a group. */
function base64(value: string, shift: number): string {
	const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]);
	const text = bytes.toString('base64').replace(/=+$/, '');
	return text.slice(shift === 0 ? 0 : shift + 1, bytes.length % 3 === 0 ? undefined : -1);
}
