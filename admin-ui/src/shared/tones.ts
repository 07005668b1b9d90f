/** The few moods a state can have; each has one colour pair and one icon. */

export type Tone = 'good' | 'busy' | 'wait' | 'warn' | 'bad' | 'quiet';
