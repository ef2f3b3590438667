/** The pieces that workflow JSON is made of: nodes, connections, sticky notes. Written once, in both languages. */

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	onError?: 'continueRegularOutput' | 'continueErrorOutput';
	alwaysOutputData?: boolean;
	executeOnce?: boolean;
	retryOnFail?: boolean;
	maxTries?: number;
	waitBetweenTries?: number;
	webhookId?: string;
	/** Switched off: the workflow can be published without what this node needs. */
	disabled?: true;
	notes?: string;
}

export interface WorkflowJson {
	id?: string;
	name: string;
	active: boolean;
	nodes: WorkflowNode[];
	connections: Record<string, { main: { node: string; type: 'main'; index: number }[][] }>;
	settings: Record<string, unknown>;
	pinData: Record<string, never>;
	meta?: Record<string, unknown>;
}

type NodeOptions = Omit<WorkflowNode, 'id' | 'name' | 'type' | 'typeVersion' | 'position' | 'parameters'>;

/** n8n's own grid: what lies on it stays in line when a person moves a node. */
const GRID = 16;
/**
 * Columns and rows of the canvas in pixels. A node is 96 high with up to 60 of label under it, and n8n draws a
 * connection that leads back 130 under its node: rows any closer would have such lines run through the next row.
 */
const COLUMN = 224;
const ROW = 208;

export class Canvas {
	private readonly nodes: WorkflowNode[] = [];
	private readonly connections: WorkflowJson['connections'] = {};

	/** `at` is column and row; fractions are fine. Answers the node's name, which connections and expressions use. */
	add(
		name: string,
		at: [number, number],
		type: string,
		typeVersion: number,
		parameters: Record<string, unknown>,
		options: NodeOptions = {},
	): string {
		if (this.nodes.some((node) => node.name === name)) throw new Error(`Two nodes are named "${name}"`);
		this.nodes.push({ id: idOf(name), name, type, typeVersion, position: place(at), parameters, ...options });
		return name;
	}

	note(at: [number, number], size: [number, number], content: string, color = 7): void {
		const name = `Note ${this.nodes.filter((node) => node.type.endsWith('.stickyNote')).length + 1}`;
		const [width, height] = place(size);
		const parameters = { content, width, height, color };
		this.nodes.push({
			id: idOf(name),
			name,
			type: 'n8n-nodes-base.stickyNote',
			typeVersion: 1,
			position: place(at),
			parameters,
		});
	}

	/** From an output of one node to the input of another. */
	connect(from: string, to: string, output = 0): void {
		const outputs = (this.connections[from] ??= { main: [] }).main;
		while (outputs.length <= output) outputs.push([]);
		outputs[output]!.push({ node: to, type: 'main', index: 0 });
	}

	chain(...names: string[]): void {
		names.slice(1).forEach((name, index) => this.connect(names[index]!, name));
	}

	workflow(name: string, settings: Record<string, unknown>): WorkflowJson {
		return { name, active: false, nodes: this.nodes, connections: this.connections, settings, pinData: {} };
	}
}

function place([column, row]: [number, number]): [number, number] {
	return [Math.round((column * COLUMN) / GRID) * GRID, Math.round((row * ROW) / GRID) * GRID];
}

/** A stable id in the shape of a UUID, made from the name (FNV-1a): the same definition gives the same file. */
export function idOf(name: string): string {
	const part = (seed: number) => {
		let hash = seed;
		for (const char of name) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0;
		return hash.toString(16).padStart(8, '0');
	};
	const hex = part(0x811c9dc5) + part(0x1234567) + part(0x89abcdef) + part(0xfedcba9);
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
