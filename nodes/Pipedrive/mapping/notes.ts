const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: ' ' };
const CODES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Plain text as the HTML of a note. */
export function htmlOf(text: string): string {
	return text.replace(/[&<>]/g, (mark) => CODES[mark] ?? mark).replace(/\r?\n/g, '<br>');
}

/** The text of a note, which Pipedrive keeps as HTML and cleans in its own way. */
export function plainNote(html: string): string {
	return html
		.replace(/<br\s*\/?>|<\/(?:p|div|li)>/gi, '\n')
		.replace(/<\/?[a-z][^>]*>/gi, '')
		.replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
		.trim();
}
