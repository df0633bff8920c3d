// A project of jest's cannot set its own limit. n8n needs about 5 seconds to start, and more on a busy machine.
jest.setTimeout(120_000);
