import { crc32 } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const frameMs = 900;

/** Pictures of a page, one after the other, as one animated PNG: https://wiki.mozilla.org/APNG_Specification. */
export class Film {
	private readonly frames: Buffer[] = [];

	/** Takes the next picture, with a frame around what is clicked next; all have to be of one size. */
	async take(page: Page, clicked?: Locator): Promise<void> {
		await clicked?.evaluate((element: HTMLElement) => {
			element.style.outline = '3px solid #d6336c';
		});
		const frame = await page.screenshot({ animations: 'disabled' });
		await clicked?.evaluate((element: HTMLElement) => {
			element.style.outline = '';
		});
		if (!this.frames.at(-1)?.equals(frame)) this.frames.push(frame);
	}

	toPng(): Buffer {
		const [first] = this.frames;
		if (first === undefined) throw new Error('Nothing was filmed.');
		const header = chunksOf(first).find(({ type }) => type === 'IHDR')!.data;
		let sequence = 0;
		const frames = this.frames.map((frame, index) => {
			const control = chunk('fcTL', frameControl(sequence++, header));
			const pixels = chunksOf(frame).filter(({ type }) => type === 'IDAT');
			return Buffer.concat([
				control,
				...pixels.map(({ data }) =>
					index === 0
						? chunk('IDAT', data)
						: chunk('fdAT', Buffer.concat([uint32(sequence++), data])),
				),
			]);
		});
		return Buffer.concat([
			signature,
			chunk('IHDR', header),
			chunk('acTL', Buffer.concat([uint32(this.frames.length), uint32(0)])),
			...frames,
			chunk('IEND', Buffer.alloc(0)),
		]);
	}
}

/** The whole picture, shown for its time. */
function frameControl(sequence: number, header: Buffer): Buffer {
	const [width, height] = [header.subarray(0, 4), header.subarray(4, 8)];
	const delay = Buffer.alloc(6);
	delay.writeUInt16BE(frameMs, 0);
	delay.writeUInt16BE(1000, 2);
	return Buffer.concat([uint32(sequence), width, height, uint32(0), uint32(0), delay]);
}

function chunksOf(png: Buffer): Array<{ type: string; data: Buffer }> {
	const chunks = [];
	for (let at = signature.length; at < png.length;) {
		const length = png.readUInt32BE(at);
		chunks.push({
			type: png.toString('latin1', at + 4, at + 8),
			data: png.subarray(at + 8, at + 8 + length),
		});
		at += length + 12;
	}
	return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	return Buffer.concat([uint32(data.length), named, uint32(crc32(named))]);
}

function uint32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
}
