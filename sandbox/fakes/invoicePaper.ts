import fontkit from '@pdf-lib/fontkit';
import { readFile } from 'node:fs/promises';
import { PDFDocument, rgb, type PDFFont, type PDFPage } from 'pdf-lib';

export interface Column {
	title: string;
	/** Points. */
	width: number;
	isNumber?: boolean;
}

/** What stands on an invoice, in the words of the system that prints it. */
export interface InvoicePaper {
	title: string;
	/** Of the file, for programs that list it. */
	subject: string;
	createdAt: Date;
	/** Across the top, of a document that is void. */
	stamp?: string;
	/** Dates and such: label and value. */
	facts: readonly (readonly [string, string])[];
	/** Seller and buyer, side by side, and who comes after them. */
	parties: readonly { title: string; lines: readonly (string | null | undefined)[] }[];
	/** Together as wide as the page between its margins: 495 points. */
	columns: readonly Column[];
	rows: readonly (readonly string[])[];
	/** Label and amount; the last one is what is to be paid. */
	totals: readonly (readonly [string, string])[];
	remarks: readonly (string | null | undefined)[];
}

const PAGE = [595, 842] as const;
const LEFT = 50;
const RIGHT = 545;
const TOP = 790;
const BOTTOM = 60;
const SIZE = 8.5;
const LEADING = 12.5;
const INK = rgb(0.1, 0.13, 0.18);
const FAINT = rgb(0.42, 0.46, 0.52);
const GREEN = rgb(0.04, 0.43, 0.3);
const SHADE = rgb(0.94, 0.96, 0.95);

/** Kerning and ligatures take most of the time and change little. */
const NO_FEATURES = Object.fromEntries(
	['ccmp', 'locl', 'rlig', 'mark', 'mkmk', 'calt', 'clig', 'liga', 'rclt', 'kern', 'rvrn', 'frac', 'numr', 'dnom'].map(
		(name) => [name, false],
	),
);

const fonts = new Map<string, Promise<Buffer>>();

async function fontFile(name: string): Promise<Buffer> {
	const known = fonts.get(name) ?? readFile(require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
	fonts.set(name, known);
	return known;
}

/** Columns of a Polish invoice, for `drawInvoice`. */
export const POLISH_COLUMNS: readonly Column[] = [
	{ title: 'Lp.', width: 28 },
	{ title: 'Nazwa', width: 207 },
	{ title: 'Ilość', width: 70, isNumber: true },
	{ title: 'VAT', width: 40, isNumber: true },
	{ title: 'Netto', width: 75, isNumber: true },
	{ title: 'Brutto', width: 75, isNumber: true },
];

/** The newest ones: a document's PDF is fetched for the deal, the e-mail and the archive. */
const drawn = new Map<string, Promise<Buffer>>();
const MOST_DRAWN = 200;

/** A real PDF, with pages as needed. The same content, the same bytes. */
export async function drawInvoice(paper: InvoicePaper): Promise<Buffer> {
	const key = JSON.stringify(paper);
	const pdf = drawn.get(key) ?? draw(paper);
	drawn.delete(key);
	drawn.set(key, pdf);
	if (drawn.size > MOST_DRAWN) drawn.delete([...drawn.keys()][0] ?? '');
	return pdf;
}

async function draw(paper: InvoicePaper): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	pdf.registerFontkit(fontkit);
	pdf.setTitle(paper.title);
	pdf.setSubject(paper.subject);
	pdf.setProducer('sandbox');
	pdf.setCreator('sandbox');
	pdf.setCreationDate(paper.createdAt);
	pdf.setModificationDate(paper.createdAt);
	const embed = async (name: string) => pdf.embedFont(await fontFile(name), { subset: true, features: NO_FEATURES });
	const plain = await embed('DejaVuSansCondensed');
	new Drawing(pdf, { plain, bold: await embed('DejaVuSansCondensed-Bold') }).draw(paper);
	return Buffer.from(await pdf.save({ addDefaultPage: false }));
}

type Fonts = Record<'plain' | 'bold', PDFFont>;

interface Style {
	size?: number;
	bold?: boolean;
	colour?: ReturnType<typeof rgb>;
}

/** Draws from the top to the bottom, and on a further page where one is full. */
class Drawing {
	private page: PDFPage;
	private y = TOP;
	private readonly letters: ReadonlySet<number>;

	constructor(
		private readonly pdf: PDFDocument,
		private readonly fonts: Fonts,
	) {
		this.letters = new Set(fonts.plain.getCharacterSet());
		this.page = pdf.addPage([...PAGE]);
	}

	draw(paper: InvoicePaper): void {
		this.head(paper);
		this.parties(paper);
		this.table(paper);
		this.totals(paper);
		for (const remark of paper.remarks) if (remark) this.paragraph(remark, LEFT, RIGHT - LEFT);
	}

	private head({ title, stamp, facts }: InvoicePaper): void {
		this.text(title, LEFT, { size: 17, bold: true });
		if (stamp) this.text(stamp, RIGHT - this.width(stamp, { size: 17, bold: true }), { size: 17, bold: true });
		this.y -= 12;
		this.page.drawRectangle({ x: LEFT, y: this.y, width: RIGHT - LEFT, height: 1.5, color: GREEN });
		this.y -= 20;
		const step = (RIGHT - LEFT) / Math.max(facts.length, 1);
		facts.forEach(([label], at) => this.text(label, LEFT + at * step, { size: 7.5, colour: FAINT }));
		this.y -= LEADING;
		facts.forEach(([, value], at) => this.text(value, LEFT + at * step, { bold: true }));
		this.y -= 26;
	}

	private parties({ parties }: InvoicePaper): void {
		const width = (RIGHT - LEFT) / 2 - 10;
		for (let at = 0; at < parties.length; at += 2) {
			const top = this.y;
			const bottoms = parties.slice(at, at + 2).map(({ title, lines }, column) => {
				const x = LEFT + column * (width + 20);
				this.y = top;
				this.text(title, x, { size: 7.5, colour: FAINT });
				this.y -= LEADING;
				lines.filter(Boolean).forEach((line, index) => this.paragraph(line ?? '', x, width, { bold: index === 0 }));
				return this.y;
			});
			this.y = Math.min(...bottoms) - 14;
		}
	}

	private table({ columns, rows }: InvoicePaper): void {
		const header = () => {
			this.page.drawRectangle({ x: LEFT, y: this.y - 5, width: RIGHT - LEFT, height: 17, color: SHADE });
			this.cells(
				columns,
				columns.map(({ title }) => [title]),
				{ size: 7.5, colour: FAINT },
			);
			this.y -= 20;
		};
		header();
		for (const row of rows) {
			const cells = columns.map(({ width }, at) => this.wrapped(row[at] ?? '', width - 8));
			const height = Math.max(...cells.map((lines) => lines.length)) * LEADING;
			if (this.makeRoom(height + 8)) header();
			this.cells(columns, cells);
			this.y -= height;
			this.page.drawRectangle({ x: LEFT, y: this.y + 7, width: RIGHT - LEFT, height: 0.5, color: SHADE });
			this.y -= 5;
		}
		this.y -= 8;
	}

	private cells(columns: readonly Column[], cells: readonly (readonly string[])[], style: Style = {}): void {
		const top = this.y;
		let x = LEFT;
		columns.forEach(({ width, isNumber }, at) => {
			this.y = top;
			for (const line of cells[at] ?? []) {
				this.text(line, isNumber ? x + width - 4 - this.width(line, style) : x + 4, style);
				this.y -= LEADING;
			}
			x += width;
		});
		this.y = top;
	}

	private totals({ totals }: InvoicePaper): void {
		this.makeRoom(totals.length * 16 + 10);
		totals.forEach(([label, amount], at) => {
			const style: Style = at === totals.length - 1 ? { size: 11.5, bold: true } : { colour: FAINT };
			this.text(label, RIGHT - 220, style);
			this.text(amount, RIGHT - 4 - this.width(amount, style), style);
			this.y -= 17;
		});
		this.y -= 10;
	}

	private paragraph(text: string, x: number, width: number, style: Style = {}): void {
		for (const line of this.wrapped(text, width, style)) {
			this.makeRoom(LEADING);
			this.text(line, x, style);
			this.y -= LEADING;
		}
	}

	/** True when a new page was begun. */
	private makeRoom(height: number): boolean {
		if (this.y - height > BOTTOM) return false;
		this.page = this.pdf.addPage([...PAGE]);
		this.y = TOP;
		return true;
	}

	private text(text: string, x: number, { size = SIZE, bold = false, colour = INK }: Style = {}): void {
		this.page.drawText(this.known(text), { x, y: this.y, size, font: this.font({ bold }), color: colour });
	}

	private width(text: string, { size = SIZE, bold }: Style = {}): number {
		return this.font({ bold }).widthOfTextAtSize(this.known(text), size);
	}

	private font({ bold }: Style): PDFFont {
		return bold ? this.fonts.bold : this.fonts.plain;
	}

	/** Lines that fit; a word that is longer than a line is broken. */
	private wrapped(text: string, width: number, style: Style = {}): string[] {
		const lines: string[] = [];
		for (const paragraph of text.split('\n')) {
			let line = '';
			for (const word of paragraph.split(' ').flatMap((each) => this.pieces(each, width, style))) {
				const longer = line ? `${line} ${word}` : word;
				if (line && this.width(longer, style) > width) {
					lines.push(line);
					line = word;
				} else line = longer;
			}
			lines.push(line);
		}
		return lines;
	}

	private pieces(word: string, width: number, style: Style): string[] {
		if (this.width(word, style) <= width) return [word];
		const letters = [...word];
		const half = Math.ceil(letters.length / 2);
		if (half === letters.length) return [word];
		return [letters.slice(0, half), letters.slice(half)].flatMap((part) => this.pieces(part.join(''), width, style));
	}

	/** Letters that the font does not hold show as a question mark. */
	private known(text: string): string {
		const isKnown = (letter: string) => this.letters.has(letter.codePointAt(0) ?? 0);
		return [...text.normalize('NFC')].map((letter) => (isKnown(letter) ? letter : '?')).join('');
	}
}
