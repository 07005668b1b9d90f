/** A short state: a word and a shape, so that colour is never the only difference. */
import { Icon } from '@wordpress/components';
import { cautionFilled, check, info, pause, rotateRight, error as cross } from '@wordpress/icons';
import type { Tone } from './tones.ts';

const icons: Record<Tone, Parameters<typeof Icon>[ 0 ][ 'icon' ]> = {
	good: check,
	busy: rotateRight,
	wait: pause,
	warn: cautionFilled,
	bad: cross,
	quiet: info,
};

export function Badge( { tone, children }: { tone: Tone; children: string } ) {
	return (
		<span className={ `slotbridge-badge is-${ tone }` }>
			{ tone !== 'quiet' && <Icon icon={ icons[ tone ] } size={ 16 } /> }
			{ children }
		</span>
	);
}
