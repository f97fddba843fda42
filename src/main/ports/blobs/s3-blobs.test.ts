// Against a real S3 service on loopback: through the AWS SDK, and through a client of our own making.
import { expect, test } from 'vitest'
import { type S3Server, startS3Server } from '../../backends/servers/s3-server.ts'
import { createAwsS3Client } from './aws-s3-client.ts'
import { describeBlobs } from './blob-battery.ts'
import { openS3Blobs, type S3Client } from './s3-blobs.ts'

const awsClient = ({ endpoint, region, credentials }: S3Server, options: { secretAccessKey?: string } = {}) =>
  createAwsS3Client({ endpoint, region, credentials: { ...credentials, ...options } })

describeBlobs('S3 by the AWS SDK', async () => {
  const server = await startS3Server()
  const client = awsClient(server)
  const open = async () => openS3Blobs({ bucket: 'bucket', prefix: 'asm/', client })
  const dispose = async () => {
    await client.close()
    await server.stop()
  }
  return { port: await open(), reopen: open, dispose }
})

/** Three calls are all it takes. */
function createMapClient(objects = new Map<string, Uint8Array>()): S3Client {
  return {
    putObject: async (bucket, key, content) => ({ ok: true, value: objects.set(`${bucket}/${key}`, content) }),
    getObject: async (bucket, key) => {
      const value = objects.get(`${bucket}/${key}`)
      return value === undefined ? { ok: false, error: 'not_found' } : { ok: true, value }
    },
    deleteObject: async (bucket, key) =>
      objects.delete(`${bucket}/${key}`) ? { ok: true, value: undefined } : { ok: false, error: 'not_found' },
  }
}

describeBlobs('S3 by any client', async () => {
  const client = createMapClient()
  const open = async () => openS3Blobs({ bucket: 'bucket', client })
  return { port: await open(), reopen: open, dispose: async () => undefined }
})

test('an object is the prefix and the key, nothing between and nothing encoded', async () => {
  const objects = new Map<string, Uint8Array>()
  const port = openS3Blobs({ bucket: 'b', prefix: 'pre', client: createMapClient(objects) })
  await port.put('a/b c', 'x')
  await port.put('', 'y')
  expect([...objects.keys()]).toEqual(['b/prea/b c', 'b/pre'])
})

test('a missing bucket is required by its name, and is a storage_error when it is not there', async () => {
  expect(() => openS3Blobs({ bucket: '', client: createMapClient() })).toThrow('bucket is required')
  const server = await startS3Server()
  const client = awsClient(server)
  const port = openS3Blobs({ bucket: 'absent', client })
  for (const result of [await port.put('k', 'v'), await port.get('k'), await port.delete('k')])
    expect(result).toMatchObject({ ok: false, error: { code: 'storage_error', message: expect.stringContaining('NoSuchBucket') } })
  await client.close()
  await server.stop()
})

test('a wrong key, a refusal, and a server that died are storage_errors, not missing objects', async () => {
  const server = await startS3Server({ denied: ['read'] })
  const [client, stranger] = [awsClient(server), awsClient(server, { secretAccessKey: 'wrong' })]
  const port = openS3Blobs({ bucket: 'bucket', client })
  expect((await port.put('k', 'v')).ok).toBe(true)
  expect(await port.get('k')).toMatchObject({
    error: { code: 'storage_error', message: expect.stringContaining('Failed to get S3 object') },
  })
  const foreign = openS3Blobs({ bucket: 'bucket', client: stranger })
  expect(await foreign.put('k', 'v')).toMatchObject({
    error: { code: 'storage_error', message: expect.stringContaining('SignatureDoesNotMatch') },
  })
  await server.stop()
  expect(await port.put('k', 'v')).toMatchObject({ error: { code: 'storage_error', message: expect.stringContaining('ECONNREFUSED') } })
  await client.close()
  await stranger.close()
})

test('a client that throws, or answers nonsense, is a storage_error', async () => {
  const failing = async () => Promise.reject(new Error('crashed'))
  const port = openS3Blobs({ bucket: 'b', client: { putObject: failing, getObject: failing, deleteObject: failing } })
  for (const result of [await port.put('k', 'v'), await port.get('k'), await port.delete('k')])
    expect(result).toMatchObject({ ok: false, error: { code: 'storage_error', message: expect.stringContaining('crashed') } })
  const nonsense = {
    putObject: async () => undefined,
    getObject: () => {
      throw new Error('at once')
    },
    deleteObject: failing,
  }
  // @ts-expect-error a client without types
  const mute = openS3Blobs({ bucket: 'b', client: nonsense })
  expect(await mute.put('k', 'v')).toMatchObject({ error: { code: 'storage_error' } })
  expect(await mute.get('k')).toMatchObject({ error: { code: 'storage_error', message: expect.stringContaining('at once') } })
})
