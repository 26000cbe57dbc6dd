import { createServer } from 'node:http';
import { createSimulators } from '../../local/providers/simulators.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';
import { ACCOUNT, RESEND, portOf } from './harness.ts';

// A process of its own, so that a test can kill it. It says its port when it listens.
const [, , dataDir = ''] = process.argv;
const publicUrl = 'http://127.0.0.1:9';
const simulators = createSimulators({
  clock: new VirtualClock(),
  dataDir,
  publicUrl,
  twilio: ACCOUNT,
  resend: RESEND,
});
simulators.start();
const server = createServer((request, response) => {
  void simulators.handle(request, response, new URL(request.url ?? '/', publicUrl));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${portOf(server)}\n`));
