// What no row of a hunk is. A context line may have lost its blank on the way, so a hunk that lacks lines takes any other.

const start =
  /^(?:diff |Index: |=== |==== \/\/|From [0-9a-f]{7,64} |commit [0-9a-f]{7,64}(?: |$)|Only in |Binary files? |# HG changeset |changeset: |@@|```)/

/** Whether a line ends the hunk above it, however many lines that still lacks. */
export const isHunkEnd = (line: string): boolean => start.test(line)

/** Between the commits of `svn log --diff` and `brz log -p` stands a line that has the sign of a removed row. */
export const isLogRule = (line: string): boolean => /^(?:-{60}|-{72})\s*$/.test(line)
