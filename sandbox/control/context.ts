import type { Books } from '../books';
import type { N8nState } from '../n8n/n8nProcess';
import type { JournalRow } from '../n8n/journal';
import type { SandboxWorld } from '../world';

/** What the control API needs of n8n; a sandbox without one leaves it out. */
export interface N8nControl {
	readonly url: string;
	readonly state: N8nState;
	/** Of each process, by its name. */
	readonly states: Record<string, N8nState>;
	readonly version: string;
	readonly journal: { rows(reference?: string): Promise<JournalRow[]>; clear(): Promise<void> };
	/** All take names of processes; left out: all. Answers a sentence for every published workflow that does not listen. */
	start(names?: readonly string[]): Promise<string[]>;
	kill(names?: readonly string[]): Promise<void>;
	freeze(names?: readonly string[]): void;
	thaw(names?: readonly string[]): void;
}

/** `GET /api/scenario`: where a person finds n8n and how they get in. */
export interface ScenarioLinks {
	editorUrl: string;
	email: string;
	password: string;
	workflowUrls: { id: string; name: string; url: string }[];
}

export interface ControlContext {
	world: SandboxWorld;
	books: Books;
	version: string;
	/** Ports by what listens there. */
	ports: Record<string, number>;
	n8n?: N8nControl;
	scenario?: ScenarioLinks;
	/** False until everything has been started. */
	ready: boolean;
	/** Where the console page's files lie. */
	consoleFolder: string;
	/** Makes the emptied world usable again, after a reset. */
	refill?(): Promise<void>;
}
