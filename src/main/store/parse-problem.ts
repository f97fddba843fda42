import { z } from 'zod'
import { describeIssues } from '../../shared/schema-words.ts'
import { messageOf } from '../../shared/message-of.ts'

/** What is wrong with data that could not be parsed, for people. */
export function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return describeIssues(error.issues)
  return messageOf(error)
}
