import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join } from 'node:path';
import { ROOT } from './commandline.ts';

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.ink': 'text/plain',
};

export interface WebServer {
  /** The address of the repository's root. */
  readonly address: string;
  /** What a page sends to `/told`, the next time. */
  told(): Promise<string>;
  close(): void;
}

/**
 * Serves the repository to a browser: the built files as they are, and under `/inkjs/` the modules of inkjs, which are CommonJS and so
 * have to be wrapped.
 */
export async function serve(): Promise<WebServer> {
  let tell: (text: string) => void = () => {};
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    if (pathname === '/told') {
      const parts: Buffer[] = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', () => {
        response.end();
        tell(Buffer.concat(parts).toString());
      });
      return;
    }
    const content = contentOf(pathname);
    response.writeHead(content === null ? 404 : 200, {
      'Content-Type': kinds[extname(pathname)] ?? 'text/javascript',
    });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    told: () => new Promise((resolve) => (tell = resolve)),
    close: () => server.close(),
  };
}

function contentOf(path: string): string | Buffer | null {
  if (path === '/inkjs.js') return allOfInkjs();
  if (path.startsWith('/inkjs/')) return moduleOfInkjs(path.slice('/inkjs/'.length));
  const file = join(ROOT, path);
  return existsSync(file) && extname(file) !== '' ? readFileSync(file) : null;
}

const inkjs = join(ROOT, 'node_modules/inkjs');

/** One module of inkjs with the same names as in Node. */
function moduleOfInkjs(path: string): string {
  const names = [...readFileSync(join(inkjs, `${path}.js`), 'utf8').matchAll(/^exports\.(\w+) = /gm)].map(
    ([, name]) => name,
  );
  const unique = [...new Set(names)];
  return `import { load } from '/inkjs.js';\nexport const { ${unique.join(', ')} } = load('${path}');\n`;
}

/** All modules of inkjs, and what loads one. */
function allOfInkjs(): string {
  const files = ['engine', 'compiler'].flatMap((folder) =>
    readdirSync(join(inkjs, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => `${folder}/${name.slice(0, -3).replaceAll('\\', '/')}`),
  );
  const modules = files.map((path) => {
    const source = readFileSync(join(inkjs, `${path}.js`), 'utf8').replaceAll(
      /require\("(\.[^"]*)"\)/g,
      (_, to: string) => {
        const target = join(dirname(path), to).replaceAll('\\', '/');
        return `load(${JSON.stringify(target)})`;
      },
    );
    return `${JSON.stringify(path)}(exports) {\n${source}\n}`;
  });
  return `const loaded = new Map();
export function load(path) {
  if (!loaded.has(path)) {
    const exports = {};
    loaded.set(path, exports);
    modules[path](exports);
  }
  return loaded.get(path);
}
const modules = {\n${modules.join(',\n')}\n};\n`;
}
