/** A Team in words. */
import { expect, test } from 'vitest';
import { teamPeople } from './team-words.ts';

test.each( [
	[ { leader: 'Ben', leaders: 1, members: 2 }, 'Led by Ben, 2 members' ],
	[ { leader: 'Ben', leaders: 3, members: 1 }, 'Led by Ben and 2 more, 1 member' ],
	[ { leader: null, leaders: 1, members: 0 }, 'Led by 1 person, 0 members' ],
	[ { leader: null, leaders: 0, members: 4 }, 'Nobody leads it, 4 members' ],
	[ { leader: null, leaders: 0, members: 0 }, 'Nobody is in it now.' ],
] )( '%j is "%s"', ( team, words ) => {
	expect( teamPeople( team ) ).toBe( words );
} );
