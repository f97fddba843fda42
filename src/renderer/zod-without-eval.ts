// zod tries out `new Function` when the first schema is made, which the content policy refuses and reports. Imported before all schemas.
import { config } from 'zod'

config({ jitless: true })
