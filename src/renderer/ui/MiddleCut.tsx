import styles from './MiddleCut.module.css'

const endLength = 8
const shortest = 16
/** Long names begin with what all of them have: a date, a machine. */
const longEndLength = 12
const long = 24

/** A name that gives way in its middle where there is no room: names of one kind differ at their ends. */
export function MiddleCut({ text }: { text: string }) {
  // Cut by characters, so that no surrogate pair is torn.
  const characters = Array.from(text)
  const end = characters.length < shortest ? [] : characters.slice(characters.length < long ? -endLength : -longEndLength)
  return (
    <span className={styles['whole']} title={text}>
      <span className={styles['start']}>{characters.slice(0, characters.length - end.length).join('')}</span>
      {end.length > 0 && <span className={styles['end']}>{end.join('')}</span>}
    </span>
  )
}
