import { randomBytes } from 'node:crypto';

export interface MultipartBody {
	contentType: string;
	body: Buffer;
}

/** A multipart/related body (RFC 2387): metadata as JSON, then the content. */
export function multipartRelated(metadata: object, content: Buffer, mimeType: string): MultipartBody {
	// 128 random bits: no content holds them by chance.
	const boundary = `deal-to-invoice-${randomBytes(16).toString('hex')}`;
	const head =
		`--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(metadata)}\r\n` +
		`--${boundary}\r\nContent-Type: ${mimeType}\r\n\r\n`;
	const body = Buffer.concat([Buffer.from(head, 'utf8'), content, Buffer.from(`\r\n--${boundary}--\r\n`, 'utf8')]);
	return { contentType: `multipart/related; boundary=${boundary}`, body };
}
