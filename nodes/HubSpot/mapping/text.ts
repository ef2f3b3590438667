const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: ' ' };

/** The HTML of a note as plain text, line by line. */
export function plainText(html: string): string {
	return html
		.replace(/<br\s*\/?>|<\/(?:p|div|li|h\d)>/gi, '\n')
		.replace(/<\/?[a-z][^>]*>/gi, '')
		.replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
		.replace(/[ \t]+\n/g, '\n')
		.trim();
}

/** Plain text as the HTML of a note: what a user wrote is never markup. */
export function noteHtml(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;')
		.replace(/\r?\n/g, '<br>');
}
