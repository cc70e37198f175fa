import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { wardbookServed } from '../testing/wardbook-served.ts';

test('who has a connection while the gateway stops is answered on it, and it ends', async () => {
  const served = await wardbookServed();
  const { port } = served.wardbook.app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  const parts: string[] = [];
  socket.on('data', (part: Buffer) => parts.push(part.toString()));
  const body = '{"query":"{ __typename }"}';
  const request = [
    'POST /graphql HTTP/1.1',
    'Host: localhost',
    `Authorization: Bearer ${served.token}`,
    'Content-Type: application/json',
    `Content-Length: ${String(body.length)}`,
    '',
    body,
  ].join('\r\n');
  const arrived = once(served.wardbook.app.server, 'request');
  socket.write(request.slice(0, -10));
  await arrived;
  const stopped = served.stop();
  socket.write(request.slice(-10));
  socket.write(request);
  await Promise.all([stopped, once(socket, 'close')]);
  expect(parts.join('').match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
});
