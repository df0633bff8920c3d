import { scaled } from '../n8n/processes.mts';
import { leaveSharedN8n } from '../n8n/testN8n.mts';

// A project of jest's cannot set its own limit. Only a test that hangs reaches this one.
jest.setTimeout(scaled(300_000));

// Before the suite's own clean-up, which takes away what its workflows ask.
afterAll(leaveSharedN8n);
