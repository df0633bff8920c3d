import { once } from 'node:events';
import { customerActions } from './demo/customerActions.mts';
import { printTable } from './demo/printTable.mts';
import { startDemo } from './demo/startDemo.mts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const ending = process.argv.includes('--once');

const demo = await startDemo(say);
try {
	say('\nThe customer places a few orders:\n');
	const rows = [];
	for (const action of customerActions) rows.push(await demo.play(action));
	printTable(rows, say);
	if (!ending) {
		say('\nFor credentials of your own:');
		for (const [name, value] of demo.credentials) say(`  ${name.padEnd(25)}  ${value}`);
		say(`
Try it yourself:
  play the customer          ${demo.customerUrl}
  n8n                        ${demo.n8nUrl}   (${demo.login.email} / ${demo.login.password})
  the order book of the ERP  ${demo.erpUrl}
  the mailbox                ${demo.mailboxUrl}
  the sync log               ${demo.syncLogUrl}
  what happened to an order? ${demo.lookUpUrl}

Ctrl+C ends it; nothing is kept.`);
		await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
		say('Stopping everything');
	}
} finally {
	await demo.stop();
}
