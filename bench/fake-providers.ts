/**
 * All fake providers in a process of their own, so that what they cost is not Metarr's. Talks to its parent: sends the
 * environment to reach them with, answers 'requests' with the addresses that were asked since the last time.
 */
import { startAllFakes } from '../e2e/fakes/all-fakes.ts';
import type { FakeServer } from '../e2e/fakes/fake-server.ts';
import { createWorld } from '../e2e/fakes/world.ts';

export interface Asked {
  url: string;
  headers: Record<string, string>;
}

const fakes = await startAllFakes(createWorld(4, { isGrainy: true }), { isUnlimited: true });
const servers: FakeServer[] = [fakes.tmdb.api, fakes.tmdb.images, fakes.tvdb.api, fakes.fanart.api, fakes.omdb.api];

process.on('message', (message) => {
  if (message !== 'requests') return;
  const asked: Asked[] = servers.flatMap((server) => {
    const urls = server.requests
      .filter((request) => request.method === 'GET' && (request.status ?? 500) < 300)
      .map((request) => ({
        url: `${server.url}${request.path}${request.query.size === 0 ? '' : `?${request.query.toString()}`}`,
        headers:
          request.headers['authorization'] === undefined ? {} : { authorization: request.headers['authorization'] },
      }));
    server.forget();
    return urls;
  });
  process.send?.({ asked });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ environment: fakes.environment });
