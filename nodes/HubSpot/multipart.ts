import { randomBytes } from 'node:crypto';

/** Fields and one file as multipart/form-data (RFC 7578). File names may hold any letters: sent as UTF-8. */
export function formData(
	fields: Record<string, string>,
	file: { fileName: string; content: Buffer; type: string },
): { contentType: string; body: Buffer } {
	// 128 random bits: no content holds them by chance.
	const boundary = `deal-to-invoice-${randomBytes(16).toString('hex')}`;
	const parts = Object.entries(fields).map(
		([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
	);
	const fileName = file.fileName.replace(/["\\\r\n]/g, '_');
	const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: ${file.type}\r\n\r\n`;
	const body = Buffer.concat([
		Buffer.from(parts.join('') + head, 'utf8'),
		file.content,
		Buffer.from(`\r\n--${boundary}--\r\n`, 'utf8'),
	]);
	return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}
