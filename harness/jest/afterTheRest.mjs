import { createRequire } from 'node:module';

const { default: TestRunner } = createRequire(import.meta.url)('jest-runner');

/** Jest's own runner under another name: jest starts it when the runner of the other levels is done, so that nothing else runs beside. */
export default class AfterTheRest extends TestRunner {}
