// The searches a reviewer keeps.
import { z } from 'zod'

/** What stands in the search field. */
export const savedSearchSchema = z.string().trim().min(1).max(10_000)

/** More are not kept; the oldest go first. */
export const mostSavedSearches = 50

/** What is added goes to the front, also when the same change removes it. */
export const savedSearchChangeSchema = z.object({
  /** The latest first. */
  add: z.array(savedSearchSchema).max(mostSavedSearches).default([]),
  remove: z.array(z.string()).max(mostSavedSearches).default([]),
})
export type SavedSearchChange = z.infer<typeof savedSearchChangeSchema>
