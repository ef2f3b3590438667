/** Tags of Bitrix24's BBCode (docs: crm.item.get, field `comments`); other square brackets are the writer's own. */
const BB_TAG =
	/\[\/?(?:b|i|u|s|o|p|url|img|list|\*|code|quote|color|size|font|table|tr|td|th|left|right|center|user|disk|spoiler|video|br)(?:=[^\]]*)?\]/gi;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: ' ' };

/** A deal's comment as plain text: without BBCode, without the HTML that old portals hold. */
export function plainComment(comment: string): string {
	return comment
		.replace(/<br\s*\/?>|<\/(?:p|div|li)>|\[br\]/gi, '\n')
		.replace(/<\/?[a-z][^>]*>/gi, '')
		.replace(BB_TAG, '')
		.replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
		.replace(/[ \t]+\n/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}
