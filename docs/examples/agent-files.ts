// An agent's files: its own on a disk, a read-only guide beside them, and everything else in a store.
//   node docs/examples/agent-files.ts <store> <folder of its files> <folder of the guide>
import { diskPersistence, openPorts, valueOf } from 'vitrine/ports'

const [uri = '', userFolder = '', systemFolder = ''] = process.argv.slice(2)
const ports = await openPorts(uri, { catalogThread: 'caller' })
const files = await ports.openFiles('agent:agent-123', [
  { baseDirectory: 'user_files', persistence: diskPersistence, debounceMs: 5000, storageOptions: { path: userFolder } },
  { baseDirectory: 'system', persistence: diskPersistence, readonly: true, storageOptions: { path: systemFolder } },
])
files.watch((event) => {
  if (event.is === 'state') console.log(`${event.path} is ${event.save.is}`)
  if (event.is === 'moved') console.log(`${event.from} is ${event.to} now`)
})

// New files are saved at once, edits when nothing changed for the pause: here, when everything is closed.
valueOf(await files.writeFile('/user_files/plan.md', '# Plan\n', { title: 'The plan', tags: ['draft'] }))
valueOf(await files.writeFile('/user_files/plan.md', '# Plan\n\n1. Read the guide\n'))
valueOf(await files.moveFile('/user_files/plan.md', '/user_files/plans/first.md'))
valueOf(await files.writeFile('/scratch/notes.md', 'kept in the store\n'))

const refused = await files.writeFile('/system/guide.md', 'mine now')
if (!refused.ok) console.log(`${refused.error.code}: ${refused.error.message}`)
console.log(`the guide says: ${valueOf(await files.readFile('/system/guide.md')).trim()}`)

await ports.close()
