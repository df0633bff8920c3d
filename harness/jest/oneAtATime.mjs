import { createRequire } from 'node:module';

const { default: TestRunner } = createRequire(import.meta.url)('jest-runner');

/** Runs one suite after the other; jest starts it when the runner of the other levels is done, so that nothing runs beside. */
export default class OneAtATime extends TestRunner {
	isSerial = true;
}
