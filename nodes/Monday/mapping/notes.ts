const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: ' ' };

/** The HTML of an update as plain text. */
export function plainNote(html: string): string {
	return html
		.replace(/<br\s*\/?>|<\/(?:p|div|li|h\d)>/gi, '\n')
		.replace(/<\/?[a-z][^>]*>/gi, '')
		.replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
		.replace(/\uFEFF/g, '')
		.trim();
}

/** Plain text as the HTML that an update takes. */
export function htmlNote(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r?\n/g, '<br>');
}
