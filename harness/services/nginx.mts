import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installMissing } from '../debianPackages.mts';
import { freePorts } from '../n8n/freePorts.mts';
import type { Say } from '../n8n/madeOnce.mts';
import { startServer, type Server } from './server.mts';

/** A reverse proxy on loopback. */
export interface Nginx extends Server {
	readonly url: string;
}

const program = '/usr/sbin/nginx';

/** Starts nginx in front of a server: what comes back is compressed, and a body is handed on in the chunks it came in. */
export async function startNginx(behind: string, say: Say = () => {}): Promise<Nginx> {
	await installMissing({ [program]: 'nginx-light' }, say);
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-nginx-'));
	const [port = 0] = await freePorts(1);
	const config = join(folder, 'nginx.conf');
	await writeFile(config, configOf(folder, port, behind));
	const server = await startServer({
		command: program,
		args: ['-p', folder, '-c', config, '-e', 'stderr'],
		port,
		logFile: join(folder, 'nginx.log'),
	});
	return {
		...server,
		url: `http://127.0.0.1:${port}`,
		async stop() {
			await server.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

const configOf = (folder: string, port: number, behind: string): string => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
events {}
http {
	access_log off;
	${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
	client_max_body_size 16m;
	gzip on;
	gzip_proxied any;
	gzip_min_length 1;
	gzip_types application/json;
	server {
		listen 127.0.0.1:${port};
		location / {
			proxy_pass ${behind};
			proxy_http_version 1.1;
			proxy_request_buffering off;
			proxy_set_header Host $http_host;
			proxy_set_header X-Forwarded-For $remote_addr;
		}
	}
}
`;
