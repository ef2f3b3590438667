/** Whole: from %PDF to its end mark. An answer can break off half way. */
export function isPdf(bytes: Buffer): boolean {
	const starts = bytes.subarray(0, 5).toString('latin1') === '%PDF-';
	return starts && bytes.subarray(-1024).toString('latin1').includes('%%EOF');
}
