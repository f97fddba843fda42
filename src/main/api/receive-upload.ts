import { z } from 'zod'
import { artifactTypeSchema } from '../../shared/artifact.ts'
import { VitrineError } from '../../shared/errors.ts'
import { type ArtifactStore } from '../store/artifact-store.ts'
import { describeIssues } from '../../shared/schema-words.ts'

const targetSchema = z.object({
  specName: z.string(),
  taskId: z.string(),
  name: z.string(),
  type: artifactTypeSchema.optional(),
  version: z.coerce.number().int().positive().optional(),
  tags: z.array(z.string()),
  metadata: z.record(z.string(), z.json()),
})

/** POST /upload?spec=…&task=…&name=…: the body is one artifact. Answers with it. */
export async function receiveUpload(store: ArtifactStore, request: Request, url: URL): Promise<Response> {
  if (request.method !== 'POST') return new Response('Method not allowed', { status: 405, headers: { allow: 'POST' } })
  const { record } = await store.upload(request.body ?? new Uint8Array(), { ...parseTarget(url.searchParams), signal: request.signal })
  return Response.json(await store.get(record.uri))
}

function parseTarget(query: URLSearchParams): z.infer<typeof targetSchema> {
  const text = (name: string) => query.get(name) ?? undefined
  const parsed = targetSchema.safeParse({
    specName: text('spec'),
    taskId: text('task'),
    name: text('name'),
    type: text('type'),
    version: text('version'),
    tags: query.getAll('tag'),
    metadata: parseJson(query.get('metadata') ?? '{}'),
  })
  if (!parsed.success) throw new VitrineError('request.invalid', { reason: describeIssues(parsed.error.issues) })
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new VitrineError('request.invalid', { reason: 'metadata is not JSON' })
  }
}
