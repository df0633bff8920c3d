import { parseArgs } from 'node:util';
import { startSandbox } from './startSandbox.mts';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '0' },
		webhook: { type: 'string' },
	},
});

const sandbox = await startSandbox({
	port: Number(values.port),
	webhook: { url: values.webhook ?? null },
}).catch((cause: unknown) => {
	process.stderr.write(
		`Cannot start the sandbox. ${cause instanceof Error ? cause.message : String(cause)}.\nA free one: npm run sandbox\n`,
	);
	process.exit(1);
});

process.stdout.write(`
Apicbase sandbox, in memory only

  The customer's page   ${sandbox.url}/
  Base URL              ${sandbox.url}
  Token URL             ${sandbox.url}/oauth/token/
  Authorization URL     ${sandbox.url}/oauth/authorize/
  Client ID             ${sandbox.clientId}
  Client secret         ${sandbox.clientSecret}
  Orders are sent to    ${values.webhook ?? 'nowhere yet: set the address on the page, or start with --webhook URL'}

Stop it with Ctrl+C. A port of your choice: npm run sandbox -- --port 9000
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => void sandbox.close());
