import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownType } from '../../harness/n8n/client.mts';
import { logLines } from '../../harness/n8n/n8nLog.mts';
import { packedTarball } from '../../harness/n8n/packedTarball.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { type N8n, startN8n } from '../../harness/n8n/startN8n.mts';

/** The public names: they stand in people's saved workflows. */
const nodes = [
	'n8n-nodes-apicbase.apicbase',
	'n8n-nodes-apicbase.apicbaseNewOrderTrigger',
	'n8n-nodes-apicbase.apicbaseOrderValidation',
	'n8n-nodes-apicbase.apicbaseTrigger',
];
/** n8n makes these of every node that may be used as an AI agent's tool. */
const tools = ['n8n-nodes-apicbase.apicbaseOrderValidationTool', 'n8n-nodes-apicbase.apicbaseTool'];
const credentials = ['apicbaseOAuth2Api', 'apicbaseWebhookApi'];

const isOurs = ({ name }: KnownType) => /apicbase/i.test(name);
const namesOf = (types: KnownType[]) =>
	types
		.filter(isOurs)
		.map(({ name }) => name)
		.sort();
const iconsOf = ({ iconUrl }: KnownType) =>
	typeof iconUrl === 'string' ? [iconUrl] : Object.values(iconUrl ?? {});

describe('the packed package, installed in n8n', () => {
	let n8n: N8n;
	beforeAll(async () => {
		n8n = await startN8n({ tarball: packedTarball().path });
	});
	afterAll(() => n8n?.stop());

	it('brings every node it names under its public name', async () => {
		expect(namesOf(await n8n.client.nodeTypes())).toEqual([...nodes, ...tools].sort());
	});

	it('brings every credential it names under its public name', async () => {
		expect(namesOf(await n8n.client.credentialTypes())).toEqual(credentials);
	});

	it('names no node and no credential that n8n does not know', () => {
		const manifest = JSON.parse(readFileSync(join(repositoryRoot(), 'package.json'), 'utf8')) as {
			n8n: Record<'nodes' | 'credentials', string[]>;
		};
		expect([manifest.n8n.nodes.length, manifest.n8n.credentials.length]).toEqual([
			nodes.length,
			credentials.length,
		]);
	});

	it('shows an icon for each node and credential', async () => {
		const types = [
			...(await n8n.client.nodeTypes()),
			...(await n8n.client.credentialTypes()),
		].filter(isOurs);
		const answers = await Promise.all(
			types.map(async (type) => [
				type.name,
				await Promise.all(iconsOf(type).map((icon) => kindOf(icon))),
			]),
		);
		const pair = ['image/svg+xml', 'image/svg+xml'];
		expect(Object.fromEntries(answers)).toEqual(
			Object.fromEntries([...nodes, ...tools, ...credentials].map((name) => [name, pair])),
		);
	});

	it('gives n8n nothing to complain about', () => {
		const complaints = logLines(n8n.log()).filter(
			({ level, text }) => level !== 'info' && /apicbase/i.test(text),
		);
		expect(complaints).toEqual([]);
	});

	async function kindOf(icon: string): Promise<string> {
		const reply = await fetch(`${n8n.url}/${icon}`);
		return reply.ok
			? (reply.headers.get('content-type') ?? '').split(';')[0]!
			: `${icon} answered ${reply.status}`;
	}
});
