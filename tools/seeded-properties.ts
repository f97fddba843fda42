// Properties are tried with the same values in every run, so that nothing fails one day and passes the next. `TEST_SEED=random` tries others.
import { configureGlobal } from 'fast-check'
import { chooseSeed } from '../src/main/store/torture/random.ts'

configureGlobal({ seed: chooseSeed() })
