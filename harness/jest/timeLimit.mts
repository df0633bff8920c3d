import { scaled } from '../n8n/processes.mts';

// A project of jest's cannot set its own limit. Only a test that hangs reaches this one.
jest.setTimeout(scaled(300_000));
