// What an agent reads before its next attempt: the notes that a reviewer left on a task, from the files they are.
//   node docs/examples/review-notes.ts <store> <spec> <task>
import { openPorts, valueOf } from 'vitrine/ports'

const [uri = '', specName = '', taskId = ''] = process.argv.slice(2)
const ports = await openPorts(uri, { catalogThread: 'caller' })
const notes = await ports.openFiles(`notes:${encodeURIComponent(specName)}/${encodeURIComponent(taskId)}`)
for (const path of notes.listFiles()) {
  const { custom } = valueOf(await notes.getEntry(path))
  const isResolved = custom['resolved_at'] !== null
  if (!isResolved) console.log(`${JSON.stringify(custom['spot'])}: ${valueOf(await notes.readFile(path))}`)
}
await ports.close()
