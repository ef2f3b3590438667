import axios, { type AxiosInstance } from 'axios';
import { randomUUID } from 'node:crypto';

/** The owner of a sandbox's n8n: shown on the console page, of no worth anywhere else. */
export const OWNER = {
	email: 'demo@deal-to-invoice.local',
	password: 'Demo-1234',
	firstName: 'Demo',
	lastName: 'Owner',
} as const;

export interface Execution {
	id: string;
	workflowId: string;
	status: string;
	mode: string;
	startedAt: string | null;
	stoppedAt: string | null;
}

/**
 * The HTTP API of n8n's own editor (under /rest): for what the command line cannot do while n8n runs. Internal to
 * n8n, so it is used by the sandbox and the tests only; read from n8n 2.41.1's controllers.
 */
export class EditorApi {
	private readonly http: AxiosInstance;

	constructor(readonly baseUrl: string) {
		// n8n binds a session to the browser that signed in; this is ours.
		const headers = { 'browser-id': randomUUID() };
		this.http = axios.create({ baseURL: `${baseUrl}/rest`, headers, timeout: 30_000, proxy: false });
	}

	/** Makes the owner account on a fresh n8n; signs in where there is one already. */
	async signIn(): Promise<void> {
		const { email, password } = OWNER;
		const made = await this.http.post('/owner/setup', OWNER, { validateStatus: () => true });
		const answer = made.status < 300 ? made : await this.http.post('/login', { emailOrLdapLoginId: email, password });
		const cookies = answer.headers['set-cookie'] ?? [];
		this.http.defaults.headers.common.cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
	}

	async workflow(id: string): Promise<{ id: string; versionId: string; active: boolean } & Record<string, unknown>> {
		return (await this.http.get(`/workflows/${id}`)).data.data;
	}

	/** Makes an unpublished workflow; answers its id. */
	async createWorkflow(workflow: Record<string, unknown>): Promise<string> {
		return (await this.http.post('/workflows', workflow)).data.data.id;
	}

	/** Changes a workflow's draft; publish it afterwards. */
	async patchWorkflow(id: string, patch: Record<string, unknown>): Promise<void> {
		await this.http.patch(`/workflows/${id}`, patch);
	}

	/** Publishes the current draft. */
	async publish(id: string): Promise<void> {
		const { versionId } = await this.workflow(id);
		await this.http.post(`/workflows/${id}/activate`, { versionId });
	}

	async unpublish(id: string): Promise<void> {
		await this.http.post(`/workflows/${id}/deactivate`, {});
	}

	/** The newest first. */
	async executions(filter: { workflowId?: string; status?: string[] } = {}, limit = 100): Promise<Execution[]> {
		const params = { filter: JSON.stringify(filter), limit };
		return (await this.http.get('/executions', { params })).data.data.results;
	}

	/** What one execution did: `data` is n8n's flattened text. Only of executions that n8n has saved. */
	async execution(id: string): Promise<{ id: string; status: string; data: string }> {
		return (await this.http.get(`/executions/${id}`)).data.data;
	}

	/** Runs a failed execution again from the node that failed, with the items that it had. */
	async retry(id: string): Promise<void> {
		await this.http.post(`/executions/${id}/retry`, { loadWorkflow: false });
	}

	/** Data tables of all projects, by their exact name. */
	async dataTables(name: string): Promise<{ id: string; projectId: string }[]> {
		const params = { filter: JSON.stringify({ name }), take: 50 };
		const { data } = await this.http.get('/data-tables-global', { params });
		return data.data.data.filter((table: { name: string }) => table.name === name);
	}

	/** One page of rows, the oldest first. */
	async dataTableRows(
		table: { id: string; projectId: string },
		page: { skip?: number; take?: number } = {},
	): Promise<Record<string, unknown>[]> {
		const params = { sortBy: 'id:asc', take: 250, ...page };
		const { data } = await this.http.get(`/projects/${table.projectId}/data-tables/${table.id}/rows`, { params });
		return data.data.data;
	}
}
