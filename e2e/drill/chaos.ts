/** The seeded schedule of kills and network disturbances; whatever it takes away it brings back. */
import type { Death, Part } from '../base/part.ts';
import { groupMembers } from '../base/process-identity.ts';
import { sleep } from '../base/poll-until.ts';
import type { Say } from '../base/progress.ts';
import { messageOf } from '../base/user-error.ts';
import { disturbances, type Link, type Mood } from './network.ts';
import type { Plan, Span } from './options.ts';
import { createRandom, type Random } from './random.ts';
import type { World } from './world.ts';

/** One disturbance lasts so long: up to more than the bridge waits for an answer. */
const disturbedMs: Span = [ 1_000, 12_000 ];
/** A part that cannot be brought back in this time is a failure of the drill. */
const reviveLimitMs = 240_000;

interface Victim {
	name: string;
	part: Part;
	/** kill -9. @return What was killed. */
	kill: ( random: Random ) => Promise<string>;
}

export interface Chaos {
	/** True when every kill and disturbance of the plan has happened and is mended. */
	isOver: () => boolean;
	counts: () => { kills: number; disturbances: number };
	/** Parts that ended although nobody had killed them. */
	crashes: string[];
	/** Waits for the end of the schedule, or ends it early. @throws Error when a part could not be brought back. */
	stop: ( early: boolean ) => Promise<void>;
}

const whole = ( name: string, part: Part ): Victim => ( {
	name, part,
	kill: async () => {
		const { pid } = part;
		await part.kill();
		return `process ${ pid }`;
	},
} );

/** PHP's server is killed as a whole, or loses some of its workers in the middle of their requests. */
function phpVictims( { sites }: World ): Victim[][] {
	return [
		sites.map( ( { letter, part } ) => ( {
			name: `the PHP server of site ${ letter }`, part,
			kill: async () => {
				const { pid } = part;
				await part.killGroup();
				return `process group ${ pid }`;
			},
		} ) ),
		sites.map( ( { letter, part } ) => ( {
			name: `PHP workers of site ${ letter }`, part,
			kill: async ( random ) => {
				const workers = groupMembers( part.pid ?? 0 ).filter( ( pid ) => pid !== part.pid );
				const draw = random.bag( workers );
				const killed = workers.slice( 0, random.within( [ 1, 3 ] ) ).map( draw );
				killed.forEach( ( pid ) => process.kill( pid, 'SIGKILL' ) );
				return `processes ${ killed.join( ', ' ) }`;
			},
		} ) ),
	];
}

type Strike = { kind: 'kill'; victims: Victim[] } | { kind: 'disturb'; link: Link; mood: Mood };

/** Kills and disturbances in random order, each kind in turn. */
function drawSchedule( world: World, plan: Plan, random: Random ): Strike[] {
	const { bridges, parts } = world;
	const kill = random.bag( [ [ whole( 'bridge A', bridges[ 0 ].part ) ], [ whole( 'bridge B', bridges[ 1 ].part ) ], [ whole( 'PostgreSQL', parts.postgres ) ], [ whole( 'MariaDB', parts.mariadb ) ], ...phpVictims( world ) ] );
	const disturb = random.bag( [ world.front, world.back ].flatMap( ( link ) => disturbances.map( ( mood ) => ( { link, mood } ) ) ) );
	const order = random.bag( [ ...Array.from( { length: plan.kills }, () => 'kill' as const ), ...Array.from( { length: plan.disturbances }, () => 'disturb' as const ) ] );
	return Array.from( { length: plan.kills + plan.disturbances }, () => order() ).map( ( kind ) => ( kind === 'kill' ? { kind, victims: kill() } : { kind, ...disturb() } ) );
}

export function startChaos( world: World, plan: Plan, seed: number, say: Say ): Chaos {
	const random = createRandom( seed, 'chaos' );
	const schedule = drawSchedule( world, plan, random );
	const away = new Set<Part>();
	const crashes: string[] = [];
	const under: Promise<void>[] = [];
	const done = { kills: 0, disturbances: 0 };
	let early = false;
	let over = false;

	const revive = async ( name: string, part: Part ): Promise<void> => {
		const end = Date.now() + reviveLimitMs;
		await part.stop(); // What is left of a server that lost workers.
		while ( ! world.isStopped() ) {
			try {
				await part.start();
				away.delete( part );
				return;
			} catch ( error ) {
				if ( Date.now() > end ) {
					throw new Error( `${ name } could not be brought back: ${ messageOf( error ) }`, { cause: error } );
				}
				await sleep( 300 );
			}
		}
	};

	const strike = async ( name: string, victim: Victim, awayMs: number ): Promise<void> => {
		away.add( victim.part );
		const what = await victim.kill( random );
		done.kills += 1;
		say( `  kill ${ done.kills } of ${ plan.kills }: ${ name } (${ what }), away for ${ awayMs } ms` );
		await sleep( awayMs );
		await revive( name, victim.part );
	};

	const disturb = async ( link: Link, mood: Mood, ms: number ): Promise<void> => {
		done.disturbances += 1;
		say( `  disturbance ${ done.disturbances } of ${ plan.disturbances }: ${ link.label }, ${ mood } for ${ ms } ms` );
		await link.setMood( mood );
		await sleep( ms );
		await link.setMood( 'open' );
	};

	for ( const part of allParts( world ) ) {
		part.onDeath = ( { code, signal }: Death ) => {
			if ( over || world.isStopped() || away.has( part ) || part.isStarting ) {
				return;
			}
			crashes.push( `${ part.options.label } ended by itself (${ signal ?? `exit code ${ code }` }), log: ${ part.options.logFile }` );
			away.add( part );
			under.push( revive( part.options.label, part ) );
		};
	}

	const loop = ( async () => {
		for ( const next of schedule ) {
			await sleep( random.within( plan.killEveryMs ) );
			if ( next.kind === 'disturb' ) {
				under.push( disturb( next.link, next.mood, random.within( disturbedMs ) ) );
			} else {
				const victim = random.pick( next.victims );
				for ( const awayMs = random.within( plan.awayMs ); ; await sleep( 100 ) ) {
					if ( ! away.has( victim.part ) ) {
						under.push( strike( victim.name, victim, awayMs ) );
						break;
					}
				}
			}
			under.at( -1 )!.catch( () => undefined ); // Told at the end.
			if ( early ) {
				return;
			}
		}
	} )().finally( async () => {
		await Promise.allSettled( under );
		over = true;
	} );
	loop.catch( () => undefined ); // Told by stop().

	return {
		isOver: () => over,
		counts: () => ( { ...done } ),
		crashes,
		stop: async ( now ) => {
			early = now;
			await loop;
			await Promise.all( under );
		},
	};
}

function allParts( { parts, bridges, sites }: World ): Part[] {
	return [ parts.sandbox, parts.postgres, parts.mariadb, ...bridges.map( ( { part } ) => part ), ...sites.map( ( { part } ) => part ) ];
}
