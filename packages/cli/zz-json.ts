import { duckDbEngine, Lake } from '@audit/warehouse';
import { martsJson } from './src/jobs/marts-json.ts';
await using engine = duckDbEngine({ tempDirectory: '/tmp/f/tmp', directories: ['/tmp'] });
await using s = await engine.session();
const lake = Lake.open(process.argv[2]!);
for await (const t of martsJson(s, lake, lake.head(), ['quarter', 'year'])) process.stdout.write(t);
