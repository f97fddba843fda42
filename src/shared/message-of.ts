/** What a failure says for itself; anything may have been thrown. */
export const messageOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem))
