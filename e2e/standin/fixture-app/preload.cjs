const { contextBridge, ipcRenderer, webUtils } = require('electron');

function attempt(run) {
  try {
    run();
    return 'passed';
  } catch (error) {
    return error.message;
  }
}

globalThis.leaked = 'a preload global';
class Point {
  x = 1;
  get length() {
    return 1;
  }
}
const listeners = new Set();
ipcRenderer.on('news', (_event, ...args) => listeners.forEach((listener) => listener(...args)));

contextBridge.exposeInMainWorld('api', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  invokeFunction: () => ipcRenderer.invoke('echo', () => 1),
  note: (...args) => ipcRenderer.send('note', ...args),
  on: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  pathForFile: (file) => webUtils.getPathForFile(file),
  requires: {
    fs: attempt(() => require('fs')),
    node: attempt(() => require('node:path')),
    relative: attempt(() => require('./other.cjs')),
    missing: attempt(() => ipcRenderer.sendToHost('x')),
  },
  point: new Point(),
  nested: { list: [1, { deep: true }] },
  throwOdd: () => {
    throw Object.assign(new RangeError('odd'), { code: 'odd' });
  },
  later: (value) => Promise.resolve({ later: value }),
  takesSymbol: (value) => typeof value,
});
