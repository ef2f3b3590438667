import type { FakeRequest } from '../types';

export interface FormFile {
	field: string;
	fileName: string;
	content: Buffer;
}

/** The file parts of a form (RFC 7578). Throws SyntaxError on a body that is none. */
export function filesIn(request: FakeRequest): FormFile[] {
	const match = /^multipart\/form-data;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(
		request.headers['content-type'] ?? '',
	);
	const boundary = match?.[1] ?? match?.[2];
	if (!boundary) throw new SyntaxError('no multipart form');
	const delimiter = `\r\n--${boundary}`;
	const whole = Buffer.concat([Buffer.from('\r\n'), request.raw]);
	const files: FormFile[] = [];
	let at = whole.indexOf(delimiter);
	while (at >= 0) {
		const start = at + delimiter.length;
		if (whole.subarray(start, start + 2).toString('latin1') === '--') return files;
		const next = whole.indexOf(delimiter, start);
		if (next < 0) break;
		files.push(...partOf(whole.subarray(start + 2, next)));
		at = next;
	}
	throw new SyntaxError('the form does not end');
}

function partOf(part: Buffer): FormFile[] {
	const gap = part.indexOf('\r\n\r\n');
	if (gap < 0) throw new SyntaxError('a part without headers');
	const head = part.subarray(0, gap).toString('utf8');
	const field = /\bname="([^"]*)"/.exec(head)?.[1];
	const fileName = /\bfilename="([^"]*)"/.exec(head)?.[1];
	if (field === undefined) throw new SyntaxError('a part without a name');
	return fileName === undefined
		? []
		: [{ field, fileName: fileName.replace(/%22/g, '"'), content: part.subarray(gap + 4) }];
}
