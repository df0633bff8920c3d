import { createHmac, randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { parseJson } from '../../../core/json.ts';
import { checkSignature, readSignature } from '../../../core/webhook/signature.ts';
import { randomNumbers } from '../../../harness/randomNumbers.mts';

const tries = Number(process.env.FUZZ_TRIES ?? 100_000);
const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));
const secret = 'test-client-secret';
const original = readFileSync('test/fixtures/vectors/python-wire.json');
const signature = createHmac('sha256', secret).update(original).digest('hex');
const meaning = parseJson(original.toString());

type Random = ReturnType<typeof randomNumbers>;
type Mutation = (body: Buffer, random: Random) => Buffer;

const awkwardBytes = Buffer.from(' \t\n"\\/,:{}[]0.9eE-\u0000\u007f\ufeff\u2028é🍋');
const escapes = [
	'\\/',
	'\\u00e0',
	'\\u00E0',
	'\\ud83c',
	'\\u0000',
	'\\"',
	'1e2',
	'3.0',
	'"id": "2", ',
	' ',
	'null',
	'0x1',
	"'",
];

const mutations: Record<string, Mutation> = {
	'a flipped bit': (body, { below }) => {
		const at = below(body.length);
		body.writeUInt8(body.readUInt8(at) ^ (1 << below(8)), at);
		return body;
	},
	'a byte left out': (body, { below }) => splice(body, below(body.length), 1),
	'an awkward byte put in': (body, { below }) =>
		splice(
			body,
			below(body.length),
			0,
			awkwardBytes.subarray(below(awkwardBytes.length)).subarray(0, 1),
		),
	'text put in': (body, { below }) =>
		splice(body, below(body.length), 0, Buffer.from(escapes[below(escapes.length)] ?? '')),
	'a piece said twice': (body, { below }) => {
		const from = below(body.length);
		return splice(body, below(body.length), 0, body.subarray(from, from + below(40)));
	},
	'a piece moved': (body, { below }) => {
		const from = below(body.length);
		const piece = Buffer.from(body.subarray(from, from + below(40)));
		return splice(splice(body, from, piece.length), below(body.length), 0, piece);
	},
	'an end cut off': (body, { below }) => body.subarray(0, below(body.length)),
	'another encoding': (body) => Buffer.from(body.toString('latin1'), 'utf16le'),
};

const splice = (body: Buffer, at: number, remove: number, put: Uint8Array = Buffer.alloc(0)) =>
	Buffer.concat([body.subarray(0, at), put, body.subarray(at + remove)]);

const isAccepted = (rawBody: Buffer, header: string) => {
	const read = readSignature(header);
	return (
		read !== undefined &&
		checkSignature({ rawBody, signature: read, secrets: [secret], acceptReformattedBody: true }).ok
	);
};

describe(`${tries} mutations of a signed order (FUZZ_SEED=${seed})`, () => {
	it('never let another order through', () => {
		const random = randomNumbers(seed);
		const kinds = Object.entries(mutations);
		const letThrough: string[] = [];
		for (let count = 0; count < tries; count++) {
			const [kind, mutate] = kinds[count % kinds.length]!;
			const body = mutate(Buffer.from(original), random);
			if (!isAccepted(body, signature)) continue;
			// What still verifies must say the same: only white space and escapes may differ.
			if (!isDeepStrictEqual(parseJson(body.toString()), meaning))
				letThrough.push(`${kind}: ${body.toString()}`);
		}
		expect(letThrough).toEqual([]);
		expect(isAccepted(original, signature)).toBe(true);
	}, 120_000);

	it('never let another signature through', () => {
		const { below } = randomNumbers(seed);
		const alphabet = '0123456789abcdefABCDEF ,g\t\u0000é';
		let accepted = 0;
		for (let count = 0; count < tries / 10; count++) {
			const at = below(65);
			const character = alphabet[below(alphabet.length)] ?? '';
			const header = signature.slice(0, at) + character + signature.slice(at + below(2));
			if (header.trim().toLowerCase() !== signature && isAccepted(original, header)) accepted++;
		}
		expect(accepted).toBe(0);
	}, 120_000);
});
