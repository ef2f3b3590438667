import { randomBytes } from 'node:crypto';

export interface FormFile {
	field: string;
	fileName: string;
	contentType: string;
	content: Buffer;
}

/** Text of a form; a type of its own where the server wants to be told what it is. */
export type FormValue = string | { contentType: string; text: string };

/** A form with one file, multipart/form-data (RFC 7578; names spelt as browsers do: UTF-8, quotes as %22). */
export function multipartForm(
	values: Record<string, FormValue>,
	file: FormFile,
): { contentType: string; body: Buffer } {
	// 128 random bits: no content holds them by chance.
	const boundary = `deal-to-invoice-${randomBytes(16).toString('hex')}`;
	const part = (head: string) => `--${boundary}\r\nContent-Disposition: form-data; ${head}`;
	const texts = Object.entries(values).map(([name, value]) => `${part(`name="${quoted(name)}"`)}${written(value)}`);
	const { field, fileName, contentType, content } = file;
	const head = `${part(`name="${quoted(field)}"; filename="${quoted(fileName)}"`)}\r\nContent-Type: ${contentType}\r\n\r\n`;
	const body = Buffer.concat([
		Buffer.from(texts.join('') + head, 'utf8'),
		content,
		Buffer.from(`\r\n--${boundary}--\r\n`, 'utf8'),
	]);
	return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}

function written(value: FormValue): string {
	if (typeof value === 'string') return `\r\n\r\n${value}\r\n`;
	return `\r\nContent-Type: ${value.contentType}\r\n\r\n${value.text}\r\n`;
}

function quoted(name: string): string {
	return name.replace(/[\r\n]+/g, ' ').replace(/"/g, '%22');
}
