import { formatRecord } from '../../shared/artifact.ts'
import { type TagChange } from '../store/tags.ts'
import { printJson, printLine } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

const changes: Record<string, { description: string; change: (tags: string[]) => TagChange }> = {
  add: { description: 'add tags', change: (add) => ({ add }) },
  rm: { description: 'remove tags', change: (remove) => ({ remove }) },
  set: { description: 'replace all tags', change: (set) => ({ set }) },
}

export const addTag: AddCommand = (program) => {
  const tag = program.command('tag').description('change an artifact\'s tags; "pinned" keeps it from cleanup')
  for (const [name, { description, change }] of Object.entries(changes)) {
    tag
      .command(name)
      .description(description)
      .argument('<uri>')
      .argument(name === 'set' ? '[tags...]' : '<tags...>')
      .action(async (uri: string, tags: string[], _options, command) => {
        await withStore(command, { create: false }, async ({ store, json }) => {
          const { record } = await store.tag(uri, change(tags))
          if (json) printJson(formatRecord(record))
          else printLine(`${record.uri}  ${record.tags.join(' ')}`)
        })
      })
  }
}
