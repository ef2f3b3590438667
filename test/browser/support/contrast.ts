/**
 * Runs inside the page: visible texts whose colour has less than 4.5:1 on the ground behind them (3:1 for large text).
 * Disabled controls are left out, as WCAG does.
 */
export function lowContrast(): string[] {
	const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
	const rgba = (colour: string) => {
		pen.clearRect(0, 0, 1, 1);
		pen.fillStyle = colour;
		pen.fillRect(0, 0, 1, 1);
		return [...pen.getImageData(0, 0, 1, 1).data] as [number, number, number, number];
	};
	const ground = (start: Element) => {
		for (let node: Element | null = start; node; node = node.parentElement) {
			const colour = rgba(getComputedStyle(node).backgroundColor);
			if (colour[3] === 255) return colour;
		}
		return rgba('white');
	};
	const luminance = ([red, green, blue]: number[]) => {
		const [r, g, b] = [red, green, blue].map((value) => {
			const part = (value ?? 0) / 255;
			return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
	};
	const low: string[] = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const node = walker.currentNode.parentElement!;
		const text = walker.currentNode.textContent!.trim();
		if (!text || node.closest('.unseen, noscript, :disabled, [aria-disabled=true]') || !node.checkVisibility())
			continue;
		const style = getComputedStyle(node);
		const [one, other] = [luminance(rgba(style.color)), luminance(ground(node))];
		const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
		const large = parseInt(style.fontSize, 10) >= 24;
		if (ratio < (large ? 3 : 4.5)) low.push(`${ratio.toFixed(2)} "${text}" (${node.className || node.tagName})`);
	}
	return low;
}
