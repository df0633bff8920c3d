import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withSync } from '../../core/order/sync.ts';
import { anExecuteContext } from '../../harness/contexts.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { ApicbaseOrderValidation } from '../../nodes/Apicbase/ApicbaseOrderValidation.node.ts';

const [order, shown] = [
	...readFileSync(join(repositoryRoot(), 'README.md'), 'utf8').matchAll(/```json\n([^]*?)```/g),
].map(([, json = '']) => JSON.parse(json) as Record<string, unknown>);

it("puts out what the README shows for the README's order", async () => {
	const received = withSync(order as never, { source: 'webhook', nowMs: Date.UTC(2027, 0, 8) });
	const context = anExecuteContext({
		node: new ApicbaseOrderValidation(),
		parameters: { useArticles: true, articleMatching: ['case'] },
		inputs: [[{ json: received }], [{ json: { id: 7, number: 'ABC-123' } }]],
	});
	const [, invalid] = await new ApicbaseOrderValidation().execute.call(context);
	expect(invalid).toHaveLength(1);
	expect(invalid![0]!.json).toMatchObject(shown!);
});
