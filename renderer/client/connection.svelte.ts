import type { Connection } from './bridge.ts';
import { bridge } from './client.ts';

/** Whether the core can be reached, for the banner and the signed-out screen. */
class LiveConnection {
  state = $state<Connection>('connected');

  start(): void {
    bridge.onConnection((state) => {
      this.state = state;
    });
  }
}

export const liveConnection = new LiveConnection();
