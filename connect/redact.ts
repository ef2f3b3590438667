/**
 * Takes out of a vendor's text what must never reach a log, an error or the screen:
 * addresses of the web (they may carry tokens), e-mail addresses, and long strings that look like keys.
 * Words, amounts, dates and document numbers stay readable.
 */
export function redact(text: string): string {
	return text
		.replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)\]}]+/gi, '[link]')
		.replace(/[^\s"'<>(),;:=]+@[^\s"'<>(),;:=]+\.[a-z]{2,}/gi, '[e-mail]')
		.replace(/\b(bearer|basic)\s+[^\s"',;]+/gi, '$1 [secret]')
		.replace(
			/\b((?:api_?)?(?:token|key|secret)|password|authorization)(["']?\s*[=:]\s*["']?)[^\s"',;&]+/gi,
			'$1$2[secret]',
		)
		.replace(/[A-Za-z0-9_/+-]{24,}={0,2}/g, (word) => (looksLikeKey(word) ? '[secret]' : word));
}

/** Letters and digits mixed in one long word: a key, no word of a language. */
function looksLikeKey(word: string): boolean {
	return /\d/.test(word) && /[A-Za-z]/.test(word);
}
