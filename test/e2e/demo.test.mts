import { runUntilPrinted, type Running } from '../../harness/runUntilPrinted.mts';

// .ci/run plays `npm run demo -- --once`, which ends by itself.
describe('npm run demo', () => {
	let demo: Running | undefined;
	afterAll(() => demo?.interrupt());

	it('prints what happened to each order, stays up with everything to try, and ends with Ctrl+C', async () => {
		demo = await runUntilPrinted(
			'npx',
			['--no-install', 'tsx', 'scripts/demo.mts'],
			'Ctrl+C ends it',
		);
		const rows = demo.printed
			.split('\n')
			.filter((line) => /PO-\d{4}-\d{6} {2}/.test(line))
			.map((line) => line.split(/ {2,}/));
		expect(
			rows.map(([, order, status, , ran, book, mail]) => [
				order?.slice(-1),
				status,
				ran,
				book !== '-',
				mail,
			]),
		).toEqual([
			['1', '200', 'once', true, 'c-42@customers.example'],
			// The example asks the ERP again for an order that is sent twice, and finds it there.
			['1', '200', 'once', true, '-'],
			['1', '200', 'once', true, 'c-42@customers.example'],
			// It has a remark, so the order desk gets a mail as well as the customer.
			['2', '200', 'once', true, expect.stringMatching(/^(c-42@customers|order-desk@)/)],
			['3', '422', 'once', false, 'article-data@wholesale.example'],
			['4', '503', 'once', false, 'it@wholesale.example'],
			['4', '200', 'once', true, 'c-42@customers.example'],
			['5', '403', 'no', false, '-'],
			['6', '422', 'once', false, 'it@wholesale.example'],
			['7', '400', 'no', false, '-'],
		]);
		const addresses = [...demo.printed.split('Try it yourself:')[1]!.matchAll(/http:\S+/g)].map(
			([address]) => address,
		);
		const statuses = await Promise.all(
			addresses.map(async (address) => (await fetch(address)).status),
		);
		expect(demo.printed).toMatch(
			/client ID .*\n.*client secret .*\n.*base URL .*\n.*token URL .*\n.*SMTP host .*\n.*ERP address .*\n.*ERP header .*/,
		);
		await demo.interrupt();
		expect(statuses).toEqual([200, 200, 200, 200, 200, 200]);
		expect(demo.printed).toContain('Stopping everything');
		await expect(fetch(addresses[0]!)).rejects.toThrow('fetch failed');
	});
});
