import type { CdpSession } from './cdp.ts';

interface Paused {
  callFrames: { callFrameId: string; functionName: string }[];
}

/**
 * Answers `webUtils.getPathForFile`, which is synchronous: the preload world stops at a `debugger` statement, Chromium says
 * where the file lies, and the page goes on with the answer. Any other pause is let go at once, as without DevTools.
 */
export async function answerFilePaths(session: CdpSession): Promise<void> {
  session.on('Debugger.paused', (params) => {
    const [top] = (params as unknown as Paused).callFrames;
    const answered =
      top?.functionName === 'electronStandinFilePath' ? answer(session, top.callFrameId) : Promise.resolve();
    void answered
      .catch((error: unknown) => {
        console.error('The Electron stand-in could not find the path of a file:', error);
      })
      .then(() => session.send('Debugger.resume'))
      .catch(() => undefined);
  });
  await session.send('Debugger.enable');
}

async function answer(session: CdpSession, callFrameId: string): Promise<void> {
  const evaluate = (expression: string): Promise<{ result: { objectId?: string } }> =>
    session.send('Debugger.evaluateOnCallFrame', { callFrameId, expression });
  const { result } = await evaluate('question.file');
  const { path } = await session.send<{ path: string }>('DOM.getFileInfo', { objectId: result.objectId });
  await evaluate(`question.path = ${JSON.stringify(path)}`);
}
