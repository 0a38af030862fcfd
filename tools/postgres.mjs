// Runs a private PostgreSQL for the tests: prints its URL, and stops and leaves nothing when its standard input ends (or at SIGTERM).
// The server's programs come from PATH or Debian's /usr/lib/postgresql; root on a system with apt-get gets them installed. It listens on
// loopback only, in a temporary folder; root runs it as another user, since PostgreSQL refuses root.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const debian = '/usr/lib/postgresql';
const startMillis = 30_000;

const say = (text) => process.stderr.write(`postgres: ${text}\n`);
const refuse = (text) => {
  say(text);
  process.exit(1);
};
const works = (command, args) => spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0;

/** Folder with initdb and postgres; the newest of Debian's where PATH has none. */
const findPrograms = () => {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => {
    const initdb = join(folder, 'initdb');
    return existsSync(initdb) ? [dirname(realpathSync(initdb))] : [];
  });
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...onPath, ...versions.map((version) => join(debian, version, 'bin'))];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
};

const install = () => {
  if (process.getuid?.() !== 0) return false;
  say('no server was found: trying apt-get');
  const apt = (...args) => works('apt-get', ['-qq', '-o', 'Acquire::Retries=1', ...args]);
  return apt('update') && apt('install', '-y', '--no-install-recommends', 'postgresql');
};

/** Ids of the user who runs the server: of root's choice one who owns little, else who we are. */
const serverUser = () => {
  if (process.getuid?.() !== 0) return {};
  const id = (flag, name) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
  const name = ['postgres', 'nobody'].find((user) => spawnSync('id', [user]).status === 0);
  return name === undefined ? refuse('there is no user postgres or nobody to run it as') : { uid: id('-u', name), gid: id('-g', name) };
};

const freePort = () =>
  new Promise((settle) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => settle(port));
    });
  });

const bin = findPrograms() ?? (install() ? findPrograms() : undefined);
if (bin === undefined) refuse("install PostgreSQL's server (Debian: postgresql)");

const user = serverUser();
const home = mkdtempSync(join(tmpdir(), 'audit-postgres-'));
const data = join(home, 'data');
const secret = randomBytes(12).toString('hex');
writeFileSync(join(home, 'secret'), secret, { mode: 0o600 });
if (user.uid !== undefined) for (const path of [home, join(home, 'secret')]) chownSync(path, user.uid, user.gid);

const initdb = ['-D', data, '-U', 'audit', '-A', 'scram-sha-256', `--pwfile=${join(home, 'secret')}`, '-E', 'UTF8', '--locale=C', '-N'];
const made = spawnSync(join(bin, 'initdb'), initdb, { ...user, cwd: home, encoding: 'utf8' });
if (made.status !== 0) {
  rmSync(home, { recursive: true, force: true });
  refuse(`initdb failed: ${made.stderr}`);
}

const port = await freePort();
const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', fsync: 'off', full_page_writes: 'off' };
const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
const server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], { ...user, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });

let log = '';
const ready = new Promise((settle) => {
  server.stderr.on('data', (chunk) => {
    log = `${log}${chunk}`.slice(-10_000);
    if (log.includes('ready to accept connections')) settle(true);
  });
  server.on('error', () => settle(false));
  setTimeout(() => settle(false), startMillis).unref();
});

// SIGINT is PostgreSQL's fast shutdown: it ends sessions and waits for none of them.
const stop = () => server.kill('SIGINT');
server.on('exit', () => {
  rmSync(home, { recursive: true, force: true });
  process.exit();
});
process.on('SIGTERM', stop);
process.stdin.resume().on('end', stop);

if (await ready) process.stdout.write(`postgresql://audit:${secret}@127.0.0.1:${port}/postgres\n`);
else {
  process.exitCode = 1;
  say(`the server did not start: ${log}`);
  stop();
}
