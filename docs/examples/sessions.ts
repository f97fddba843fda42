// Who worked, on what, and what came of it: sessions in SQLite and artifacts wherever they are, as one object.
//   node docs/examples/sessions.ts <store> <spec> <task> <agent>
import { composeStores, openFolderBlobs, openPorts, valueOf } from 'vitrine/ports'

const [uri = '', specName = '', taskId = '', agent = ''] = process.argv.slice(2)
const ports = await openPorts(uri, { catalogThread: 'caller' })
const store = ports.composed

const { sessionId } = valueOf(await store.startSession({ agent, model: 'opus', specName, taskId }))
valueOf(await store.addEvent(sessionId, { type: 'tests', data: { passed: 41, failed: 1 } }))
valueOf(await store.put(`patch_${sessionId}`, '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-1\n+2\n', { session: sessionId }))
// Artifacts of a task say whose they are in their metadata.
await ports.store.upload(Buffer.from('all done\n'), { specName, taskId, type: 'log', metadata: { agent, session: sessionId } })
const ended = valueOf(await store.endSession(sessionId, { outcome: 'completed' }))
console.log(`${ended.agent} ${ended.outcome} ${specName}/${taskId} with ${ended.events} event`)

const { artifacts } = await ports.store.list({ filter: { session: sessionId }, sort: 'created' })
for (const { record } of artifacts) console.log(`made ${record.type} ${record.name.replace(sessionId, '…')}`)

// A half that cannot even be opened does not keep the other from working.
const lame = composeStores({ sessions: ports.sessions, artifacts: openFolderBlobs({ root: '' }) })
const put = await lame.put('key', 'value')
if (!put.ok) console.log(`artifacts: ${put.error.code}`)
console.log(`sessions: ${valueOf(await lame.listSessions({ specName })).sessions.length} known`)
await ports.close()
