import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { homeOf, type Arrangement } from './arrangement';
import type { N8nInstall } from './installed';
import { runProcess } from './process';
import { Templates } from './template';

const PACK = 'n8n-nodes-deal-to-invoice';
const COMMAND_LIMIT_MS = 120_000;

/** What n8n's own `publish:workflow` does (2.41.1), which takes one workflow and starts n8n for five seconds each time. */
const PUBLISH = 'UPDATE workflow_entity SET active = true, "activeVersionId" = "versionId" WHERE id = ?';

export interface N8nContent {
	/** The packed pack. */
	tarball: string;
	/** As n8n's `import:credentials` and `import:workflow` take them, with ids. */
	credentials: object[];
	workflows: object[];
	/** Ids of the workflows to publish. */
	publish: string[];
}

/** What an n8n is given before it starts: the pack, credentials, published workflows. */
export class Preparation {
	private readonly home: string;

	constructor(
		private readonly install: N8nInstall,
		private readonly userFolder: string,
		private readonly arrangement: Arrangement,
		private readonly env: Record<string, string>,
	) {
		this.home = homeOf(userFolder);
	}

	/** Fills the user folder: from the copy kept of the last time when nothing has changed since, else anew. */
	async prepare(content: N8nContent, log: (line: string) => void): Promise<void> {
		const { tarball, credentials, workflows, publish } = content;
		const { name, database } = this.arrangement;
		await mkdir(this.userFolder, { recursive: true });
		const templates = new Templates(join(this.install.cacheRoot, 'templates'));
		const key = await Templates.keyOf(tarball, this.install.version, name, credentials, workflows, publish);
		if (await templates.use(key, this.home)) return database.loadFrom(this.home);
		await this.installPack(tarball);
		await this.importContent(content, log);
		await database.saveTo(this.home);
		await templates.keep(key, this.home);
	}

	/** Puts the pack where n8n itself installs community packages, so that node types get their real names. */
	async installPack(tarball: string): Promise<void> {
		const target = join(this.home, 'nodes', 'node_modules', PACK);
		await rm(target, { recursive: true, force: true });
		await mkdir(target, { recursive: true });
		const logFile = join(this.userFolder, 'tar.log');
		const env = { PATH: process.env.PATH ?? '' };
		const args = ['-xzf', tarball, '-C', target, '--strip-components=1'];
		await runProcess('tar', args, { env, cwd: target, logFile, limitMs: COMMAND_LIMIT_MS });
	}

	async importContent({ credentials, workflows, publish }: Omit<N8nContent, 'tarball'>, log: (line: string) => void) {
		log(`Importing ${credentials.length} credentials and ${workflows.length} workflows …`);
		if (credentials.length > 0) await this.importFile('import:credentials', credentials);
		if (workflows.length > 0) await this.importFile('import:workflow', workflows);
		await this.arrangement.database.changeAll(publish.map((id) => [PUBLISH, [id]]));
	}

	private async importFile(command: string, content: object[]): Promise<void> {
		const file = join(this.userFolder, `${command.replace(':', '-')}.json`);
		await writeFile(file, JSON.stringify(content), { mode: 0o600 });
		const text = await this.command([command, `--input=${file}`]).finally(() => rm(file));
		// n8n 2.41.1 logs a failed import and still ends with code 0.
		if (/error occurred while importing/i.test(text)) throw new Error(`n8n refused ${command}:\n${text.slice(-2000)}`);
	}

	/** Runs one of n8n's own commands (n8n must not be running); answers what it printed. */
	private async command(args: string[]): Promise<string> {
		const logFile = join(this.userFolder, 'command.log');
		await rm(logFile, { force: true });
		const options = { env: this.env, cwd: this.userFolder, logFile, limitMs: COMMAND_LIMIT_MS };
		await runProcess(this.install.node, [this.install.n8nBin, ...args], options);
		return readFile(logFile, 'utf8');
	}
}
