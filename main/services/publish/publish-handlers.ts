import type { Handlers } from '../../../contract/contract.ts';
import type { PublishService } from './publish-service.ts';

type PublishMethod = Extract<
  keyof Handlers,
  'publish.preview' | 'publish.apply' | 'publish.resolve' | 'publish.reconsider' | 'publish.scope'
>;

/** The contract's methods about publishing one item. */
export function createPublishHandlers({ service }: { service: PublishService }): Pick<Handlers, PublishMethod> {
  return {
    'publish.preview': ({ item }) => service.preview(item),
    'publish.apply': async ({ item, planHash, choices }) => {
      const options = { planHash, by: 'manual', choices } as const;
      const { journalId, paths, isUnchanged, editIds } = await service.publish(item, options);
      return { journalId, written: paths.length, isUnchanged, editIds };
    },
    'publish.resolve': async ({ item, planHash, choices }) => ({
      editIds: await service.resolve(item, planHash, choices),
    }),
    'publish.reconsider': async ({ item, paths, editIds }) => {
      await service.reconsider(item, paths, editIds);
      return {};
    },
    'publish.scope': ({ item }) => service.scope(item),
  };
}
