import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Arrival {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
}

/** What is answered: `reset` cuts the connection, `hang` never answers. */
export type Step =
  'reset' | 'hang' | { status?: number; headers?: Record<string, string>; json?: unknown; text?: string | Buffer };

export interface ScriptedServer {
  readonly url: string;
  readonly arrivals: Arrival[];
  /** Called for each request with its number from 0. */
  answer: (arrival: Arrival, index: number) => Step | Promise<Step>;
  close(): Promise<void>;
}

/** A real server on loopback that answers by script. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const arrivals: Arrival[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const arrival = { method: request.method ?? '', url: request.url ?? '', headers: request.headers };
    const index = arrivals.push(arrival) - 1;
    const step = await scripted.answer(arrival, index);
    if (step === 'hang') return;
    if (step === 'reset') {
      request.socket.destroy();
      return;
    }
    const body = step.text ?? (step.json === undefined ? '' : JSON.stringify(step.json));
    response.writeHead(step.status ?? 200, { 'content-type': 'application/json', ...step.headers }).end(body);
  };
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const scripted: ScriptedServer = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    arrivals,
    answer: () => ({ json: {} }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return scripted;
}
