// Stands for `zod` in everything the window loads: zod tries out `new Function` when the first schema is made, which the content policy
// refuses and reports. An import beside the schemas would come too late in one chunk or another.
import { config } from 'zod/v4'

config({ jitless: true })

export * from 'zod/v4'
