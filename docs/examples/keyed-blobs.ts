// Bytes under keys: in a folder that agent_session_manager reads and writes too, in a bucket, and in a store.
//   node docs/examples/keyed-blobs.ts <folder> <store> [<bucket> <endpoint>]
// The bucket's credentials come from the environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION.
import { type ArtifactStorePort, createAwsS3Client, openFolderBlobs, openPorts, openS3Blobs, valueOf } from 'vitrine/ports'

const patch = `--- a/greeting.txt
+++ b/greeting.txt
@@ -1 +1 @@
-hello
+hello, world
`

async function keepPatch(name: string, store: ArtifactStorePort): Promise<void> {
  valueOf(await store.put('patch-abc123', patch))
  const data = valueOf(await store.get('patch-abc123'))
  console.log(`${name}: ${data.length} bytes under patch-abc123`)
  valueOf(await store.delete('patch-abc123'))

  // What can be expected to go wrong is an answer, not an exception.
  const gone = await store.get('patch-abc123')
  if (!gone.ok) console.log(`${name}: ${gone.error.code}: ${gone.error.message}`)
}

const [folder = '', uri = '', bucket = '', endpoint = ''] = process.argv.slice(2)
await keepPatch('folder', await openFolderBlobs({ root: folder }))

const ports = await openPorts(uri, { catalogThread: 'caller' })
await keepPatch('store', ports.blobs)
await ports.close()

if (bucket !== '') {
  // Any client that can put, get and delete will do.
  const client = createAwsS3Client({ endpoint })
  await keepPatch('bucket', openS3Blobs({ bucket, prefix: 'patches/', client }))
  await client.close()
}
