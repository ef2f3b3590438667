import { badRequest } from './apiError';

export interface FormPart {
	name: string;
	fileName?: string;
	content: Buffer;
}

/** The parts of a multipart/form-data body, as strict as a server is that knows the boundary only. */
export function formParts(raw: Buffer, contentType: string): FormPart[] {
	const [, boundary] = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType) ?? [];
	if (!boundary) throw badRequest('No files were uploaded');
	const text = raw.toString('latin1');
	const pieces = text.split(`--${boundary}`);
	if (pieces.length < 3 || !pieces.at(-1)?.startsWith('--')) throw badRequest('Unexpected end of form');
	return pieces.slice(1, -1).map((piece) => {
		const at = piece.indexOf('\r\n\r\n');
		const head = Buffer.from(piece.slice(0, at), 'latin1').toString('utf8');
		const name = /\bname="([^"]*)"/.exec(head)?.[1];
		if (at < 0 || name === undefined || !piece.endsWith('\r\n')) throw badRequest('Malformed part header');
		const fileName = /\bfilename="([^"]*)"/.exec(head)?.[1]?.replace(/%22/g, '"');
		return { name, fileName, content: Buffer.from(piece.slice(at + 4, -2), 'latin1') };
	});
}
