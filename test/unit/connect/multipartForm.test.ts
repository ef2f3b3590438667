import { multipartForm } from '../../../connect/multipartForm';

it('spells a form with a file that any server reads, whatever is in names and content', async () => {
	const content = Buffer.from([0, 13, 10, 45, 45, 255]);
	const file = { field: 'file', fileName: 'FV "1"\r\n11-2026 Łódź.pdf', contentType: 'application/pdf', content };
	const { contentType, body } = multipartForm({ deal_id: '7', title: 'zażółć\r\n--' }, file);
	const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
	expect([form.get('deal_id'), form.get('title')]).toEqual(['7', 'zażółć\r\n--']);
	const read = form.get('file') as File;
	expect([read.name, read.type]).toEqual(['FV "1" 11-2026 Łódź.pdf', 'application/pdf']);
	expect(Buffer.from(await read.arrayBuffer())).toEqual(content);
	expect(multipartForm({}, file).contentType).not.toBe(contentType);
});

it('tells the type of a text that has one', async () => {
	const file = { field: 'file', fileName: 'a.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF') };
	const { contentType, body } = multipartForm({ about: { contentType: 'application/json', text: '{"ł":1}' } }, file);
	expect(body.toString()).toContain('name="about"\r\nContent-Type: application/json\r\n\r\n{"ł":1}\r\n--');
	const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
	expect(form.get('about')).toBe('{"ł":1}');
});
