// What tasks and attempts are known by, and how people name an attempt: `SPEC/TASK@VERSION`.
import { z } from 'zod'

/** A task of a spec; both are any text. */
export const taskNameSchema = z.object({ specName: z.string(), taskId: z.string() })
export type TaskName = z.infer<typeof taskNameSchema>

/** The artifacts of a task that share this version, from 1. */
export const attemptNameSchema = taskNameSchema.extend({ version: z.number().int().positive() })
export type AttemptName = z.infer<typeof attemptNameSchema>

const escaped = (text: string) => text.replaceAll(/[%/@]/g, (sign) => encodeURIComponent(sign))

/** `api/1.2@3`; slashes, at signs and percent signs of the names themselves are percent-encoded. */
export function formatAttemptName({ specName, taskId, version }: AttemptName): string {
  return `${escaped(specName)}/${escaped(taskId)}@${version}`
}

/** The attempt that such a name means, or undefined when it is none. */
export function parseAttemptName(text: string): AttemptName | undefined {
  const [, spec = '', task = '', digits = ''] = /^([^/@]+)\/([^/@]+)@v?([1-9]\d{0,8})$/s.exec(text) ?? []
  if (digits === '') return undefined
  try {
    return { specName: decodeURIComponent(spec), taskId: decodeURIComponent(task), version: Number(digits) }
  } catch (error) {
    // A percent sign that encodes nothing is part of the name.
    if (error instanceof URIError) return { specName: spec, taskId: task, version: Number(digits) }
    throw error
  }
}
