import { randomBytes } from 'node:crypto';

/** One part of a form: a text, or a file with its name. */
export type FormPart =
	{ name: string; text: string } | { name: string; fileName: string; mimeType: string; content: Buffer };

/** A `multipart/form-data` body (RFC 7578). File names are sent as UTF-8; quotes and line breaks in them are escaped. */
export function formData(parts: readonly FormPart[]): { contentType: string; body: Buffer } {
	// Random, so that it stands in no file but by chance.
	const boundary = `deal-to-invoice-${randomBytes(16).toString('hex')}`;
	const pieces = parts.flatMap((part) => {
		const isFile = 'content' in part;
		const file = isFile ? `; filename="${quoted(part.fileName)}"\r\nContent-Type: ${part.mimeType}` : '';
		const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(part.name)}"${file}\r\n\r\n`;
		return [Buffer.from(head, 'utf8'), isFile ? part.content : Buffer.from(part.text, 'utf8'), Buffer.from('\r\n')];
	});
	const body = Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`, 'utf8')]);
	return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}

/** As browsers do it (WHATWG, "multipart/form-data encoding algorithm"). */
function quoted(name: string): string {
	return name.replace(/\r\n|\r|\n/g, '%0D%0A').replace(/"/g, '%22');
}
