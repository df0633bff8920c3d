import { NodeHelpers, type INode, type INodeParameters, type INodeType } from 'n8n-workflow';
import { claimOrder } from '../../core/ledger/claimOrder.ts';
import { fingerprintOrder } from '../../core/order/fingerprint.ts';
import type { SyncedOrder } from '../../core/order/sync.ts';
import { Apicbase } from '../../nodes/Apicbase/Apicbase.node.ts';
import { ApicbaseNewOrderTrigger } from '../../nodes/Apicbase/ApicbaseNewOrderTrigger.node.ts';
import { ApicbaseOrderValidation } from '../../nodes/Apicbase/ApicbaseOrderValidation.node.ts';
import { ApicbaseTrigger } from '../../nodes/Apicbase/ApicbaseTrigger.node.ts';
import { LedgerStore } from '../../harness/ledgerStore.mts';
import { namesIn } from '../../harness/publicNames.mts';
import { readRelease } from '../../harness/releases.mts';

const nodes: INodeType[] = [
	new ApicbaseTrigger(),
	new ApicbaseNewOrderTrigger(),
	new ApicbaseOrderValidation(),
	new Apicbase(),
];
const typeOf = ({ type }: INode) =>
	nodes.find(({ description }) => type === `n8n-nodes-apicbase.${description.name}`)!.description;

describe('a workflow saved with version 0.1', () => {
	const saved = readRelease<{ nodes: INode[] }>('everyParameter.workflow.json').nodes;

	it.each(saved.map((node) => [node.name, node] as const))(
		'keeps every parameter of "%s", and has nothing to complain about',
		(_, node) => {
			const description = typeOf(node);
			// As n8n does when it opens a workflow: what the node does not know, or would not show, is dropped.
			const kept = NodeHelpers.getNodeParameters(
				description.properties,
				node.parameters,
				false,
				false,
				node,
				description,
			);
			expect(kept).toEqual(node.parameters);
			expect(
				NodeHelpers.getNodeParametersIssues(description.properties, node, description),
			).toBeNull();
		},
	);

	it('names every parameter there was', () => {
		const { parameters } = readRelease<{ parameters: Record<string, Record<string, unknown>> }>(
			'publicNames.json',
		);
		const used = new Set(saved.flatMap((node) => namesUsedBy(node)));
		// A hidden setting and the choice that needs no saving: the first operation of a resource.
		const names = nodes.flatMap(({ description: { name } }) =>
			Object.keys(parameters[name] ?? {}).map((parameter) => `${name} ${parameter}`),
		);
		expect(names.filter((name) => !used.has(name))).toEqual(['apicbase customer.operation']);
	});

	function namesUsedBy(node: INode): string[] {
		const { name, properties } = typeOf(node);
		const { resource = 'order', operation = '' } = node.parameters as {
			resource?: string;
			operation?: string;
		};
		const first = (namesIn(properties)[`${resource}.operation`]?.default ?? '') as string;
		const places =
			name === 'apicbase'
				? ['', `${resource}.`, `${resource}.${operation === '' ? first : operation}.`]
				: [''];
		return pathsIn(node.parameters).flatMap((path) =>
			places.map((place) => `${name} ${place}${path}`),
		);
	}
});

/** The names in what was saved, with the names of the collections they stand in. */
function pathsIn(parameters: INodeParameters, within = ''): string[] {
	return Object.entries(parameters).flatMap(([name, value]) => {
		const inner = [value]
			.flat()
			.filter((entry) => typeof entry === 'object' && entry !== null) as INodeParameters[];
		return [`${within}${name}`, ...inner.flatMap((entry) => pathsIn(entry, `${within}${name}.`))];
	});
}

describe('what the ledger of version 0.1 kept of an order that is in the ERP', () => {
	const { order, keys } = readRelease<{ order: SyncedOrder; keys: string[] }>('ledgerKeys.json');
	const { sync, ...sent } = order;
	const claim = (fingerprint: string) => {
		const store = new LedgerStore(undefined, keys);
		return store.run(
			claimOrder(
				{ externalId: sync.externalId, fingerprint },
				{ nowMs: Date.UTC(2027, 0, 1), takeOverAfterMs: 1_800_000 },
			),
		);
	};

	// reliability: Package upgraded | Apicbase node
	it('knows the order again, by the fingerprint it has today', () => {
		expect(fingerprintOrder(sent)).toBe(sync.fingerprint);
		expect(claim(fingerprintOrder(sent))).toEqual({ outcome: 'already_synced', takenOver: false });
	});

	it('sees that the order was changed since', () => {
		expect(claim(fingerprintOrder({ ...sent, theoretical_price: '11.000' }))).toEqual({
			outcome: 'changed',
			takenOver: false,
		});
	});
});
