/**
 * For a suite with an ERP that has bad days: after each test the ERP holds every order whose customer read "received"
 * last. Returns what to call with each answer that a customer reads.
 */
export function expectReceivedOrdersHeld(
	holds: (orderId: string) => boolean | Promise<boolean>,
): (orderId: string, received: boolean) => void {
	const lastRead = new Map<string, boolean>();
	beforeEach(() => lastRead.clear());
	afterEach(async () => {
		const missing: string[] = [];
		for (const [id, received] of lastRead) if (received && !(await holds(id))) missing.push(id);
		expect({ readReceivedThoughErpLacksIt: missing }).toEqual({ readReceivedThoughErpLacksIt: [] });
	});
	return (orderId, received) => void lastRead.set(orderId, received);
}
