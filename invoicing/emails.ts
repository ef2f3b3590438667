export interface AddressList {
	/** In the order given, without doubles. */
	valid: string[];
	/** How many entries could not be used; the texts themselves are personal data and stay out of problems. */
	invalid: number;
}

/**
 * One mailbox, as SMTP takes it without quoting (RFC 5321's dot-string and a domain name with a dot; letters beyond
 * ASCII allowed in the domain). Nothing that could start another header or another recipient: no space, comma,
 * semicolon, angle bracket, quote, line break.
 */
const MAILBOX =
	/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}]([\p{L}\p{N}-]*[\p{L}\p{N}])$/u;

export function isEmail(text: string): boolean {
	const at = text.lastIndexOf('@');
	return text.length <= 254 && at > 0 && at <= 64 && MAILBOX.test(text);
}

/** Splits what people type into an e-mail field: separated by `;`, `,` or spaces, with `mailto:` or `Name <a@b.pl>`. */
export function readEmails(raw: string | string[]): AddressList {
	const texts = (Array.isArray(raw) ? raw : [raw]).flatMap(entries);
	const valid: string[] = [];
	let invalid = 0;
	for (const text of texts) {
		if (!isEmail(text)) invalid += 1;
		else if (!valid.some((known) => known.toLowerCase() === text.toLowerCase())) valid.push(text);
	}
	return { valid, invalid };
}

function entries(raw: string): string[] {
	// A line break inside a field is either a list or an attempt at a second header: the pieces must each be an address.
	return raw
		.split(/[;,\r\n]+/)
		.map((piece) => piece.trim())
		.filter((piece) => piece !== '')
		.flatMap((piece) => {
			const named = /^[^<>]*<([^<>]*)>$/.exec(piece);
			return named ? [(named[1] as string).trim()] : piece.split(/\s+/);
		})
		.map((piece) => piece.replace(/^mailto:/i, ''));
}
