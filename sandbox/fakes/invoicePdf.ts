import { PDFDocument, StandardFonts, type PDFFont, type PDFPage } from 'pdf-lib';

const LEFT = 50;

/** A line of text; a bold one may be larger; `undefined`: a gap. */
export type PdfLine = string | { text: string; size?: number } | undefined;

export interface InvoicePdf {
	title: string;
	subject: string;
	/** Also when it was changed last: the same document has the same bytes. */
	createdAt: Date;
	lines: PdfLine[];
}

/** A real PDF of one page of text. The same bytes every time. */
export async function drawInvoicePdf({ title, subject, createdAt, lines }: InvoicePdf): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	pdf.setTitle(title);
	pdf.setSubject(subject);
	pdf.setProducer('sandbox');
	pdf.setCreator('sandbox');
	pdf.setCreationDate(createdAt);
	pdf.setModificationDate(createdAt);
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
	const writer = new Writer(pdf.addPage([595, 842]));
	writer.line(title, 16, bold);
	for (const line of lines) {
		if (line === undefined) writer.gap();
		else if (typeof line === 'string') writer.line(line, 9, font);
		else writer.line(line.text, line.size ?? 10, bold);
	}
	return Buffer.from(await pdf.save({ addDefaultPage: false }));
}

class Writer {
	private y = 790;

	constructor(private readonly page: PDFPage) {}

	line(text: string, size: number, font: PDFFont): void {
		this.page.drawText(plainLetters(text), { x: LEFT, y: this.y, size, font });
		this.y -= size + 6;
	}

	gap(): void {
		this.y -= 12;
	}
}

/** The standard fonts hold no Polish letters: they lose their marks and stay readable. */
function plainLetters(text: string): string {
	return text
		.replace(/ł/g, 'l')
		.replace(/Ł/g, 'L')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[–—]/g, '-')
		.replace(/[^\x20-\x7e]/g, '?');
}
