import { PDFDocument, StandardFonts } from 'pdf-lib';

export interface PageText {
	text: string;
	/** Points; left out: 9. */
	size?: number;
	bold?: boolean;
}

const LEFT = 50;
const TOP = 790;
const GAP = 12;

/** A real PDF of one page: a text a line, `gap` for an empty one. The same content, the same bytes. */
export async function drawPage(
	about: { title: string; subject: string; createdAt: Date },
	lines: (PageText | 'gap')[],
): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	pdf.setTitle(about.title);
	pdf.setSubject(about.subject);
	pdf.setProducer('sandbox');
	pdf.setCreator('sandbox');
	pdf.setCreationDate(about.createdAt);
	pdf.setModificationDate(about.createdAt);
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
	const page = pdf.addPage([595, 842]);
	let y = TOP;
	for (const line of lines) {
		if (line === 'gap') {
			y -= GAP;
			continue;
		}
		const { text, size = 9 } = line;
		page.drawText(plainLetters(text), { x: LEFT, y, size, font: line.bold ? bold : font });
		y -= size + 6;
	}
	return Buffer.from(await pdf.save({ addDefaultPage: false }));
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
