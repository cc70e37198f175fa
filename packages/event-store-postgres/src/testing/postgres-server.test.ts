import { expect, test } from '@jest/globals';
import { Client } from 'pg';
import { ownPostgresServer } from './postgres-server.ts';

test('a killed server comes back with what it had acknowledged', async () => {
  const server = await ownPostgresServer();
  const connectionString = await server.freshDatabase();
  const first = new Client({ connectionString });
  first.on('error', () => undefined);
  await first.connect();
  await first.query('CREATE TABLE note (text text)');
  await first.query("INSERT INTO note VALUES ('a')");
  await server.kill();
  await server.start();
  const second = new Client({ connectionString });
  await second.connect();
  expect((await second.query('SELECT text FROM note')).rows).toEqual([{ text: 'a' }]);
  await second.end();
  await server.stop();
});
