import { ARTICLES, CUSTOMERS } from '../../sandbox/seed/catalogue.mts';
import type { ExampleChoices } from '../../harness/n8n/importExample.mts';
import type { Surroundings } from '../../harness/wholeFlow.mts';

/** Publishes examples/take-one-order-rest and what it needs; returns what a flow in front of it chooses when it is imported. */
export async function publishRestStep(
	around: Surroundings,
	erp: { url: string },
): Promise<Pick<ExampleChoices, 'subWorkflow' | 'errorWorkflow'>> {
	await around.fillReferenceData(ARTICLES, CUSTOMERS);
	const settings = {
		mailFrom: 'orders@wholesale.example',
		articleDataMail: 'articles@wholesale.example',
		customerDataMail: 'customers@wholesale.example',
		orderDeskMail: 'desk@wholesale.example',
		tellMail: 'it@wholesale.example',
		erpUrl: erp.url,
	};
	const errorWorkflow = await around.add('when-a-run-stops', { settings });
	const subWorkflow = await around.add('take-one-order-rest', { settings });
	for (const { id } of [errorWorkflow, subWorkflow]) await around.n8n.client.workflows.publish(id);
	return { subWorkflow, errorWorkflow };
}
