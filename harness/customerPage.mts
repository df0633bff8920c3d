import type { Page } from 'playwright-core';

/** What a person does on the sandbox's page. */
export class CustomerPage {
	constructor(private readonly page: Page) {}

	/** Fills in quantities by article number and clicks "Place order"; returns what the page then says. */
	async placeOrder(
		quantities: Record<string, number>,
		deliveryDate = '2027-01-11',
	): Promise<string> {
		for (const [articleNumber, quantity] of Object.entries(quantities)) {
			await this.page.getByTestId(`quantity-${articleNumber}`).fill(String(quantity));
		}
		await this.page.getByTestId('delivery-date').fill(deliveryDate);
		return await this.clickAndRead('place-order');
	}

	/** Clicks "Send again" beside an order in the history. */
	sendAgain(orderNumber: string): Promise<string> {
		return this.clickAndRead(`send-${orderNumber}`);
	}

	private async clickAndRead(button: string): Promise<string> {
		await this.page.evaluate("document.getElementById('result').replaceChildren()");
		await this.page.getByTestId(button).click();
		const answer = this.page.locator('#result [data-testid=answer]');
		await answer.waitFor();
		return await answer.innerText();
	}
}
