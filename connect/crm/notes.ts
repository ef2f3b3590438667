const MARKER = 'Deal to Invoice:';

/** A note as it is written: the user's text, and a last line by which it is recognised later. */
export function markedNote(note: string, reference: string): string {
	return `${note.trim()}\n${MARKER} ${reference}`.trim();
}

/** The references whose notes are among these comments, each as plain text. */
export function notedReferences(comments: readonly string[]): string[] {
	const found = comments.flatMap((comment) =>
		[...comment.matchAll(/Deal to Invoice:\s+(\S+)/g)].map((match) => match[1]),
	);
	return [...new Set(found.filter((reference): reference is string => reference !== undefined))];
}
