import { PDFDocument, StandardFonts, type PDFFont, type PDFPage } from 'pdf-lib';

const LEFT = 50;
const A4: [number, number] = [595, 842];

/** One page of plain lines, as every fake accounting system draws its documents. The same bytes every time. */
export class PdfPage {
	private y = 790;

	private constructor(
		private readonly pdf: PDFDocument,
		private readonly page: PDFPage,
		private readonly font: PDFFont,
		private readonly bold: PDFFont,
	) {}

	static async start(about: { title: string; subject: string; createdAt: Date }): Promise<PdfPage> {
		const pdf = await PDFDocument.create();
		pdf.setTitle(about.title);
		pdf.setSubject(about.subject);
		pdf.setProducer('sandbox');
		pdf.setCreator('sandbox');
		pdf.setCreationDate(about.createdAt);
		pdf.setModificationDate(about.createdAt);
		const font = await pdf.embedFont(StandardFonts.Helvetica);
		const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
		const page = new PdfPage(pdf, pdf.addPage(A4), font, bold);
		page.line(about.title, 16, 'bold');
		return page;
	}

	line(text: string, size = 9, weight: 'plain' | 'bold' = 'plain'): void {
		const font = weight === 'bold' ? this.bold : this.font;
		this.page.drawText(plainLetters(text), { x: LEFT, y: this.y, size, font });
		this.y -= size + 6;
	}

	gap(): void {
		this.y -= 12;
	}

	async end(): Promise<Buffer> {
		return Buffer.from(await this.pdf.save({ addDefaultPage: false }));
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
