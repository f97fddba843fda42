// What a runner does when its agent is done: stores the attempt's outputs, and reads back what Vitrine makes of them.
//   node docs/examples/upload-attempt.ts <store> <spec> <task> <agent> <file>…
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { describeError, openStore, VitrineError } from 'vitrine/store'

async function uploadAttempt(uri: string, specName: string, taskId: string, agent: string, files: string[]): Promise<void> {
  const store = await openStore(uri, { catalogThread: 'caller' })
  try {
    // All outputs of one try share its version; the first one decides it.
    let version: number | undefined
    for (const file of files) {
      const { record, isNew } = await store.upload(createReadStream(file), {
        specName,
        taskId,
        name: basename(file),
        metadata: { agent },
        version,
      })
      version ??= record.version
      console.log(`${isNew ? 'stored' : 'had'} ${record.uri}`)
    }
    await store.settled()
    const { artifacts } = await store.list({ filter: { specName, taskId, version }, sort: 'name' })
    for (const { record, facts } of artifacts) {
      if (facts?.type === 'diff') console.log(`${record.name}: ${facts.files} files, +${facts.insertions} -${facts.deletions}`)
      if (facts?.type === 'test') console.log(`${record.name}: ${facts.failed} of ${facts.total} tests failed`)
      if (facts?.type === 'log') console.log(`${record.name}: ${facts.errors} errors in ${facts.lines} lines`)
    }
  } finally {
    await store.close()
  }
}

const [uri = '', specName = '', taskId = '', agent = '', ...files] = process.argv.slice(2)
try {
  await uploadAttempt(uri, specName, taskId, agent, files)
} catch (error) {
  if (!(error instanceof VitrineError)) throw error
  const { what, wayOut } = describeError(error)
  console.error(`${error.code}: ${what} ${wayOut}`)
  process.exitCode = 1
}
