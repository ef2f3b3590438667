export interface Part {
	name: string;
	fileName?: string;
	type: string;
	content: Buffer;
}

/** The parts of a `multipart/form-data` body; undefined when it is none. */
export function multipart(contentType: string, raw: Buffer): Part[] | undefined {
	const boundary = /^multipart\/form-data;\s*boundary="?([^";]{1,70})"?$/.exec(contentType)?.[1];
	if (!boundary) return undefined;
	const mark = Buffer.from(`--${boundary}`);
	const parts: Part[] = [];
	for (let at = raw.indexOf(mark); at >= 0;) {
		const begin = at + mark.length;
		if (raw.subarray(begin, begin + 2).toString() === '--') return parts;
		const next = raw.indexOf(Buffer.from(`\r\n--${boundary}`), begin);
		const head = raw.indexOf('\r\n\r\n', begin);
		if (next < 0 || head < 0 || head > next) return undefined;
		const part = partOf(raw.subarray(begin + 2, head).toString('utf8'), raw.subarray(head + 4, next));
		if (!part) return undefined;
		parts.push(part);
		at = next + 2;
	}
	return undefined;
}

function partOf(head: string, content: Buffer): Part | undefined {
	const name = /;\s*name="([^"]*)"/.exec(head)?.[1];
	if (!/^content-disposition:\s*form-data/im.test(head) || name === undefined) return undefined;
	return {
		name,
		fileName: /;\s*filename="([^"]*)"/.exec(head)?.[1]?.replace(/%22/g, '"'),
		type: /^content-type:\s*(\S+)/im.exec(head)?.[1] ?? '',
		content,
	};
}
