/** A sentence that stops or flags a document, in both languages, with `{placeholders}`. */
export interface ProblemText {
	pl: string;
	en: string;
}

export const problemText = (pl: string, en: string): ProblemText => ({ pl, en });
