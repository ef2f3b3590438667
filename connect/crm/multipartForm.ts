import { randomBytes } from 'node:crypto';

export interface FormFile {
	field: string;
	fileName: string;
	contentType: string;
	content: Buffer;
}

/** A form with one file, multipart/form-data (RFC 7578; names spelt as browsers do: UTF-8, quotes as %22). */
export function multipartForm(values: Record<string, string>, file: FormFile): { contentType: string; body: Buffer } {
	// 128 random bits: no content holds them by chance.
	const boundary = `deal-to-invoice-${randomBytes(16).toString('hex')}`;
	const part = (head: string) => `--${boundary}\r\nContent-Disposition: form-data; ${head}`;
	const texts = Object.entries(values).map(([name, value]) => `${part(`name="${quoted(name)}"`)}\r\n\r\n${value}\r\n`);
	const { field, fileName, contentType, content } = file;
	const head = `${part(`name="${quoted(field)}"; filename="${quoted(fileName)}"`)}\r\nContent-Type: ${contentType}\r\n\r\n`;
	const body = Buffer.concat([
		Buffer.from(texts.join('') + head, 'utf8'),
		content,
		Buffer.from(`\r\n--${boundary}--\r\n`, 'utf8'),
	]);
	return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}

function quoted(name: string): string {
	return name.replace(/[\r\n]+/g, ' ').replace(/"/g, '%22');
}
