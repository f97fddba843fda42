// What the files of an evaluation run say about their attempt: SWE-bench predictions and the runners' own metrics.
import { z } from 'zod'
import { type Json } from '../../../shared/artifact.ts'
import { readDescription, type SourceFile } from './import-source.ts'
import { type FoundFile } from './plan-import.ts'

const describingNames = new Set(['result.json', 'metrics.json', 'metadata.json', 'prediction.json'])
const largestBytes = 4 * 1024 * 1024

const descriptionSchema = z.object({
  model_name_or_path: z.string().optional(),
  model: z.string().optional(),
  commit: z.string().optional(),
  session: z.string().optional(),
  duration_sec: z.number().optional(),
  metrics: z.object({ duration_sec: z.number().optional() }).optional(),
})

/** `model`, `commit`, `session` and `duration_ms`, as far as a file beside the artifacts tells them. */
export async function readAttemptMetadata(files: readonly FoundFile[]): Promise<Record<string, Json>> {
  const metadata: Record<string, Json> = {}
  for (const { file, name } of files) {
    if (!describingNames.has(name) || file.sizeBytes > largestBytes) continue
    const parsed = descriptionSchema.safeParse(await readJson(file))
    if (!parsed.success) continue
    const { model, model_name_or_path: modelName, commit, session, duration_sec: duration, metrics } = parsed.data
    const durationSeconds = duration ?? metrics?.duration_sec
    const said = {
      model: model ?? modelName,
      commit,
      session,
      duration_ms: durationSeconds === undefined ? undefined : Math.round(durationSeconds * 1000),
    }
    for (const [key, value] of Object.entries(said)) if (value !== undefined) metadata[key] = value
  }
  return metadata
}

/** Not JSON is no description; the file itself is imported all the same. */
async function readJson(file: SourceFile): Promise<unknown> {
  try {
    return JSON.parse(Buffer.from(await readDescription(file)).toString('utf8'))
  } catch {
    return undefined
  }
}
